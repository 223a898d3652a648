"""How long a unit's sheet takes until it can be looked at, and how long a till waits meanwhile."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """Read a large sheet into its preview, then write some of it, with a till that sells all the while."""
    people = size.roster
    seconds, added, reading, writing = office.step("read_roster", people, size.roster_seconds)
    note = f"{people:,} people in an XLSX of twelve columns, a till selling beside it; {added:.0f} MB more at its peak"
    yield at_most(15, "preview of a unit's sheet", seconds, "s", note)
    note = f"the longest of its sales; while the sheet is only read {reading:.0f} ms"
    yield at_most(200, "a till's wait while a sheet is written", writing, "ms", note)
