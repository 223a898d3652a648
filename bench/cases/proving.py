"""How long `siap verify` needs for a book of some size."""

import time
from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most

MILLION = 1_000_000


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """Generate a book by the real services, prove it, and scale to a million lines."""
    lines = office.step("fill_book", size.lines)
    began = time.perf_counter()
    office.siap("verify")
    took = time.perf_counter() - began
    seconds = office.step("time_proofs")
    slowest = sorted(seconds, key=seconds.__getitem__, reverse=True)[:3]
    whole = sum(seconds.values())
    shares = ", ".join(f"{key} {100 * seconds[key] / whole:.0f} %" for key in slowest)
    note = f"{lines:,} lines of sales in two books, a fact each, took {took:.1f} s. Most of it: {shares}"
    yield at_most(60, "siap verify, a million lines", took * MILLION / lines, "s", note)
