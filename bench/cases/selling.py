"""A sale at the till, and a queue of sales that a phone made without network."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_least, at_most

CLIENTS = 8
JARS, BUYERS = 10, 50


def in_full(on_sqlite: Office, on_postgresql: Office, size: Size) -> Iterator[Figure]:
    """A paid sale through its verb: by one client on SQLite, by eight at once on PostgreSQL."""
    alone, together = size.in_full
    note = f"{alone:,} sales of one product, paid in cash: gate, stock, both books, facts and chain, durable each"
    rate, p99, _deadlocks = on_sqlite.step("sell_in_full", alone, 1)
    yield at_least(200, "a paid sale in full, SQLite", rate, "sales/s", note)
    yield at_most(20, "a paid sale in full, SQLite, p99", p99, "ms", "one client")
    rate, p99, deadlocks = on_postgresql.step("sell_in_full", together, min(CLIENTS, together))
    note = f"{together:,} sales by {CLIENTS} clients at one till, {rate:.0f}/s, p99 {p99:.0f} ms"
    yield at_most(0, "deadlocks of paid sales, PostgreSQL", deadlocks, "", note)
    for name, office in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        yield _last_jars(office, name)


def _last_jars(office: Office, database: str) -> Figure:
    """Who wants what is left at the same moment gets it, or is told that it is gone: nothing third."""
    met = office.step("last_jars", JARS, BUYERS)
    wrong = abs(met["sold"] - JARS) + abs(met["told"] - (BUYERS - JARS)) + met["other"]
    note = f"{met['sold']} ordered and {met['told']} told that it is gone, in {met['seconds']:.1f} s"
    note += f"; others met {met['met']}" if met["met"] else ""
    return at_most(0, f"buyers served wrongly, {BUYERS} at once for the last {JARS} jars, {database}", wrong, "", note)


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
