"""What came to an outlet and left it is written once and stays."""

from siap.core.guards import append_only, guard

guard(*append_only("market_consignmentline"))
