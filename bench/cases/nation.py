"""How fast closed months leave the office, and what they add up to is told."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most

TEN_MILLION = 10_000_000


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """The export, scaled to ten million postings, and the nation's three questions over it."""
    office.step("fill_lines", size.postings)
    told = office.step("time_nation")
    note = f"{size.postings:,} postings of ten years took {told['export']:.1f} s and {told['bytes'] / 1e6:.1f} MB"
    yield at_most(
        60, "siap export parquet, ten million postings", told["export"] * TEN_MILLION / size.postings, "s", note
    )
    yield at_most(3, "three questions of the nation, DuckDB", told["questions"], "s", note="over the same postings")
