"""What it all adds up to, and the three threads: one person, one rupiah, one jar."""

from siap.insight.queries.epcis import epcis_document
from siap.insight.queries.figures import Scope, figures, last_busy_month, sold_by_month, sold_by_unit, sold_in
from siap.insight.queries.jar_way import JarWay, jar_way, material_way
from siap.insight.queries.person_way import PersonWay, person_way
from siap.insight.queries.public import PublicProduct, Totals, products_on_show, totals
from siap.insight.queries.rupiah_way import RupiahWay, rupiah_way, sales_behind
from siap.insight.queries.trace import Trace, trace

__all__ = [
    "Trace",
    "trace",
    "JarWay",
    "PersonWay",
    "PublicProduct",
    "RupiahWay",
    "Scope",
    "Totals",
    "epcis_document",
    "figures",
    "jar_way",
    "last_busy_month",
    "material_way",
    "person_way",
    "products_on_show",
    "rupiah_way",
    "sales_behind",
    "sold_by_month",
    "sold_by_unit",
    "sold_in",
    "totals",
]
