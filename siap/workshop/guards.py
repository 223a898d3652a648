"""What is written once and stays: stock moves, edges, recipes, steps, tastings, counts, audits, workplaces, quality."""

from siap.core.guards import append_only, guard

guard(
    *append_only("workshop_stockmove"),
    *append_only("workshop_lotedge"),
    *append_only("workshop_recipe"),
    *append_only("workshop_recipeline"),
    *append_only("workshop_productstep"),
    *append_only("workshop_panel"),
    *append_only("workshop_panelscore"),
    *append_only("workshop_stockcount"),
    *append_only("workshop_countline"),
    *append_only("workshop_writeoff"),
    *append_only("workshop_workplace"),
    *append_only("workshop_hygieneaudit"),
    *append_only("workshop_qualityplan"),
    *append_only("workshop_qualitypoint"),
    *append_only("workshop_lotcheck"),
    *append_only("workshop_checkanswer"),
    *append_only("workshop_cleaning"),
)
