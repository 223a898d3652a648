"""How long a unit's sheet takes until it can be looked at, how long a till waits meanwhile, and the page of a large unit then."""

from collections.abc import Iterator

from bench.cases.serving import CLIENTS, LIST_PAGE, SIGN_IN, Page, free_port
from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most

RATE = 20
"""Requests a second, open loop: more than a unit's officers ever make."""


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """Read a large sheet into its preview, then write some of it, with a till that sells all the while."""
    people = size.roster
    seconds, added, reading, writing, here = office.step("read_roster", people, size.roster_seconds)
    note = f"{people:,} people in an XLSX of twelve columns, a till selling beside it; {added:.0f} MB more at its peak"
    yield at_most(15, "preview of a unit's sheet", seconds, "s", note)
    note = f"the longest of its sales; while the sheet is only read {reading:.0f} ms"
    yield at_most(200, "a till's wait while a sheet is written", writing, "ms", note)
    yield _page_of_a_large_unit(office, size, here)


def _page_of_a_large_unit(office: Office, size: Size, people: int) -> Figure:
    """The list as an officer of that unit opens it: the design asks for 850 people, this unit holds more."""
    port = free_port()
    with office.served(port) as served:
        served.first_page("/masuk/")
        page = Page(port, served.sign_in("budi", SIGN_IN[1]))
        page.load(size.warm_up)
        opened = page.load(max(10, size.opened // 10), "--clients", CLIENTS, "--rate", RATE)
    note = f"{LIST_PAGE}, {people:,} people, {opened.answers:,} requests at {RATE}/s; half within {opened.p50:.1f} ms"
    return at_most(60, "page of a unit with 850 people, p99", opened.p99, "ms", note)
