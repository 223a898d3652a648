"""A sale at the till, and a queue of sales that a phone made without network."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most


def measure(office: Office, statement: Office, size: Size) -> Iterator[Figure]:
    """Whole requests, one after the other, without the server around them."""
    products, sales, queued = size.selling
    told = office.step("sell", products, sales, queued)
    note = f"{sales:,} sales of 3 products; half of them under {told['half']:,.1f} ms; form, gate, stock, books, facts, commit"
    yield at_most(30, f"a sale at the till among {products} products, p99", told["p99"], "ms", note)
    yield from _statement(statement, size.statement)
    yield at_most(10, f"replay of {queued:,} queued sales", told["queue"], "s", "kept and booked, 50 a request")


def _statement(office: Office, lines: int) -> Iterator[Figure]:
    """Every line is a payment that is waited for."""
    took = office.step("read_statement", lines)["seconds"]
    yield at_most(
        5, f"matching {lines:,} statement lines", took, "s", "read, kept, matched, verified, booked, told; 500 a commit"
    )
