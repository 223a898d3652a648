"""A recall walks from one ingredient lot to every order line, on both databases; a jar's way back; a thousand labels."""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most, beside_peer

LABELS = 1_000


def measure(demo: Office, on_sqlite: Office, on_postgresql: Office, size: Size) -> Iterator[Figure]:
    """Every walk takes another tree of the same graph; the slow ones (p95) count, beside a bare recursive query the median."""
    for name, office in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        told = office.step("trace_graph", size.edges, size.walks)
        walk = f"recall from one ingredient lot to 1,000 order lines, {name}"
        graph = f"p95 of {size.walks:,} in a graph of {size.edges:,} edges, depth 4"
        yield at_most(5, walk, p95(told["down"]), "ms", graph)
        yield beside_peer(
            "bare recursive query, two integers", median(told["bare"]), f"{walk}: median", median(told["down"]), "ms", graph,
            most=2.5,
        )  # fmt: skip
        yield at_most(1, f"backward trace of one jar, {name}", p95(told["up"]), "ms", f"20 materials and more; {graph}")
    if size.has_history:
        seconds = demo.step("print_labels", LABELS)
        yield at_most(
            2, f"{LABELS:,} labels with QR and EAN as one PDF", seconds, "s", "A4 sheets, from its rows to its bytes"
        )


def p95(figures: Sequence[float]) -> float:
    """What nineteen of twenty stay below."""
    return sorted(figures)[max(0, -(-len(figures) * 95 // 100) - 1)]
