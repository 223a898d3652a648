"""How fast the office is told what it all adds up to."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most

WHAT = "one process, the demo's history, without the network"


def measure(demo: Office, size: Size) -> Iterator[Figure]:
    """The Kanwil's dashboard, a report of the office with each of its units, and what the public reads."""
    told = demo.copy("telling").step("time_insight", size.readings)
    yield at_most(150, "Kanwil dashboard, the first time", told["insight:dashboard first"], "ms", WHAT)
    yield at_most(60, "Kanwil dashboard, p99", told["insight:dashboard p99"], "ms", WHAT)
    yield at_most(60, "the way of a cohort, p99", told["insight:cohort p99"], "ms", WHAT)
    yield at_most(60, "public impact, p99", told["web:impact p99"], "ms", WHAT)
    yield at_most(5000, "month's report of the office and its six units, with its sheet", told["report"], "ms", WHAT)
