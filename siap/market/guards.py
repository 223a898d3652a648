"""What came to an outlet and left it, and who held what was called back, is written once and stays."""

from siap.core.guards import append_only, guard

guard(
    *append_only("market_consignmentline"),
    *append_only("market_recalllot"),
    *append_only("market_recallholder"),
    *append_only("market_recallnote"),
)
