"""Stock moves and edges are written once and stay."""

from siap.core.guards import append_only, guard

guard(*append_only("workshop_stockmove"), *append_only("workshop_lotedge"))
