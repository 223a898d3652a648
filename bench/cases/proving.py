"""How long the proofs of `siap verify` take, by the size of the book."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most

LIMIT = 60  # seconds
MILLION = 1_000_000


def measure(demo: Office, generated: Office, size: Size) -> Iterator[Figure]:
    """A small book with everything around it, and a large one with nothing but sales, each scaled to a million lines."""
    yield _proved(demo, "the demo history")
    generated.step("fill_book", size.lines)
    yield _proved(generated, "a generated book")


def _proved(office: Office, what: str) -> Figure:
    seconds, lines = office.step("time_proofs")
    whole = sum(seconds.values())
    slowest = sorted(seconds, key=seconds.__getitem__, reverse=True)[:3]
    shares = ", ".join(f"{key} {100 * seconds[key] / whole:.0f} %" for key in slowest)
    note = f"{lines:,} lines took {whole:.1f} s; most of it: {shares}"
    return at_most(LIMIT, f"siap verify of {what}, a million lines", whole * MILLION / max(lines, 1), "s", note)
