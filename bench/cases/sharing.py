"""A month shared for many groups, and many slips as one PDF."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most

MEMBERS = 12


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """Prepared by one and approved by another, a transaction each; the memory must not grow with the groups."""
    groups, slips = size.sharing
    told = office.step("share_month", groups, MEMBERS, slips)
    name = f"sharing a month for {groups:,} groups × {MEMBERS} members"
    yield at_most(
        20, name, told["seconds"], "s", "prepared and approved through the verbs; people, hours and sales by bulk"
    )
    growth = told["late"] / told["early"]
    yield at_most(1.1, f"{name}: memory at the end ÷ after a tenth", growth, "×", f"{told['late']:,.0f} MB resident")
    yield at_most(
        4, f"{slips:,} slips as one PDF", told["pdf"], "s", "from their rows to its bytes, PDF/A-2a and PDF/UA-1"
    )
