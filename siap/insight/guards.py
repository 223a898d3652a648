"""A report that was issued stays as it is."""

from siap.core.guards import append_only, guard

guard(*append_only("insight_report"))
