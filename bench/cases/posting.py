"""How much a durable entry costs beside the bare inserts it comes down to."""

from collections.abc import Iterator
from statistics import median

from bench.office import Office
from bench.size import Size
from bench.table import Figure, beside_peer


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """Post and insert by turns, so that both meet the same disk; the round in the middle counts."""
    rounds = office.step("post_and_insert", size.rounds, size.entries)
    ours, theirs = (median(rates) for rates in zip(*rounds, strict=True))
    note = (
        "14 lines an entry, one durable transaction each: checks, digest, seal, totals, signed chain; "
        "the peer only inserts the rows of the entry, its lines and its fact"
    )
    yield beside_peer(
        "raw sqlite3 (WAL, FULL)", theirs, "ledger.post of an entry with its fact", ours, "entries/s", note
    )
