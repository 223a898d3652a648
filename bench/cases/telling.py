"""How fast the office is told what it all adds up to."""

from collections.abc import Iterator

from bench.cases.serving import CLIENTS, free_port, load
from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_least, at_most

IMPACT = "/dampak/"
WHAT = "one process, the demo's history, without the network"


def measure(demo: Office, size: Size) -> Iterator[Figure]:
    """The Kanwil's dashboard, a report of the office with each of its units, and what the public reads."""
    told = demo.copy("telling").step("time_insight", size.readings)
    yield at_most(150, "Kanwil dashboard, the first time", told["insight:dashboard first"], "ms", WHAT)
    yield at_most(60, "Kanwil dashboard, p99", told["insight:dashboard p99"], "ms", WHAT)
    yield at_most(60, "the way of a cohort, p99", told["insight:cohort p99"], "ms", WHAT)
    yield at_most(60, "public impact, p99", told["web:impact p99"], "ms", WHAT)
    yield at_most(5000, "month's report of the office and its six units, with its sheet", told["report"], "ms", WHAT)
    yield from _read_by_many(demo.copy("public"), size)


def _read_by_many(office: Office, size: Size) -> Iterator[Figure]:
    port = free_port()
    with office.served(port) as served:
        served.first_page(IMPACT)
        load(port, IMPACT, "--requests", size.warm_up)
        closed = load(port, IMPACT, "--requests", size.closed, "--clients", CLIENTS)
    yield at_least(1000, "public impact, closed loop", closed.rate, "requests/s", f"{closed.size:,} bytes, kept")
