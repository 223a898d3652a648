"""What came to an outlet and left it, and who held what was called back, is written once and stays."""

from siap.core.guards import append_only, guard, refuse

guard(
    *append_only("market_consignmentline"),
    *append_only("market_recalllot"),
    *append_only("market_recallholder"),
    *append_only("market_recallnote"),
    refuse(
        "market_buyer_stays_forgotten",
        "market_buyer",
        "UPDATE",
        "who took his consent back stays forgotten",
        unless="OLD.withdrawn_at IS NULL",
    ),  # fmt: skip
)
