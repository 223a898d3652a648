"""How much a durable entry costs beside the bare inserts it comes down to, on both databases."""

from collections.abc import Iterator
from statistics import median

from bench import peers
from bench.office import Office
from bench.size import Size
from bench.table import Figure, beside_peer

ENTRY = "14 lines an entry, one durable transaction each"
GUARDED = "checks, digest, seal, month totals, all triggers; the peer only inserts the rows of the entry and its lines"


def measure(with_facts: Office, without: Office, on_postgresql: Office, size: Size) -> Iterator[Figure]:
    """Post and insert by turns, so that both meet the same disk; the round in the middle counts."""
    yield _beside(
        "raw sqlite3 (WAL, FULL)", "ledger.post of an entry with its fact", with_facts, size, "chain",
        f"{ENTRY}: as below, and the signed chain; the peer inserts the row of the fact too",
    )  # fmt: skip
    yield _beside(
        "raw sqlite3 (WAL, FULL)", "ledger.post of an entry", without, size, "bare", f"{ENTRY}: {GUARDED}", least=0.45
    )
    posted = _beside(
        "raw psycopg, several rows a statement", "ledger.post of an entry, on PostgreSQL", on_postgresql, size, "bare",
        f"{ENTRY}: {GUARDED}", least=0.30,
    )  # fmt: skip
    yield posted
    if size.has_peers:
        yield from _beside_others(posted, on_postgresql, size)


def _beside_others(posted: Figure, office: Office, size: Size) -> Iterator[Figure]:
    """Two other books for Django, on the same server, each by its own API."""
    for name, called, least in (
        ("ledger", "django-ledger, commit_txs", 4),
        ("hordak", "django-hordak, Leg.create", 3),
    ):
        rate = peers.rate(name, office.database, size.entries)
        if rate:
            note = f"{ENTRY}; the peer in an environment of its own, on the same PostgreSQL"
            yield beside_peer(called, rate, posted.name, posted.figure, "entries/s", note, least=least)


def _beside(
    peer: str, name: str, office: Office, size: Size, what: str, note: str, least: float | None = None
) -> Figure:
    rounds = office.step("post_and_insert", size.rounds, size.entries, what)
    ours, theirs = (median(rates) for rates in zip(*rounds, strict=True))
    return beside_peer(peer, theirs, name, ours, "entries/s", note, least=least)
