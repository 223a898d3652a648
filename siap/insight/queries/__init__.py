"""What it all adds up to, and the three threads: one person, one rupiah, one jar."""

from siap.insight.queries.behind import Row, rows_behind, seen_by
from siap.insight.queries.boards import Shown, Subject, board_subject, on_board, shown
from siap.insight.queries.cohort import COMPARED, STATIONS, CohortWay, cohort_way, years_proposed
from siap.insight.queries.dossier import Chapter, dossier
from siap.insight.queries.epcis import epcis_document
from siap.insight.queries.figures import (
    Scope,
    figures,
    figures_of_units,
    last_busy_month,
    sold_by_month,
    sold_by_unit,
    sold_in,
)
from siap.insight.queries.jar_way import JarWay, jar_way, material_way
from siap.insight.queries.papers import ON_ONE_LINE, period_name, previous_report, sheet, table, written
from siap.insight.queries.person_way import PersonWay, person_way
from siap.insight.queries.public import Impact, PublicProduct, edition, impact, impacts, products_on_show, quarters_over
from siap.insight.queries.rupiah_way import RupiahWay, rupiah_way
from siap.insight.queries.share_way import ShareWay, sales_behind, share_way
from siap.insight.queries.state_year import StateYear, all_together, state_years
from siap.insight.queries.trace import Trace, trace

__all__ = [
    "Shown",
    "Subject",
    "board_subject",
    "on_board",
    "shown",
    "Impact",
    "edition",
    "impact",
    "impacts",
    "COMPARED",
    "STATIONS",
    "CohortWay",
    "cohort_way",
    "years_proposed",
    "ON_ONE_LINE",
    "Row",
    "rows_behind",
    "seen_by",
    "Trace",
    "trace",
    "JarWay",
    "PersonWay",
    "PublicProduct",
    "RupiahWay",
    "Scope",
    "ShareWay",
    "StateYear",
    "Chapter",
    "all_together",
    "dossier",
    "epcis_document",
    "figures",
    "figures_of_units",
    "period_name",
    "previous_report",
    "sheet",
    "table",
    "written",
    "jar_way",
    "last_busy_month",
    "material_way",
    "person_way",
    "products_on_show",
    "quarters_over",
    "rupiah_way",
    "sales_behind",
    "share_way",
    "sold_by_month",
    "sold_by_unit",
    "sold_in",
    "state_years",
]
