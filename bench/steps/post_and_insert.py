"""Entries posted by the book, and the same rows inserted by the bare driver into the same tables without triggers.

`python -m bench.steps.post_and_insert ROUNDS ENTRIES chain|bare`: with the facts and their chain, or without. On PostgreSQL
when the office lies there. Prints the entries a second in each round: posted, and inserted.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain as joined
from time import perf_counter
from typing import Any, Protocol
from unittest import mock

import psycopg
from django.conf import settings
from django.db import connection

from siap.core import chain, clock
from siap.core.facts import Fact
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.rules import Cr, Dr, Draft

BOOK = "bench:custody"
MEMBERS = 6
LINES = 14
"""Two for each member, one for the state, one for where it all comes from."""
BARE = {"ledger_entry": 1, "ledger_line": LINES}
"""The tables of an entry, and how many rows of each it has."""
CHAINED = BARE | {"core_factrecord": 1}

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class ShareMade(Fact):
    """A generated share."""

    share: int


def share(number: int) -> Draft:
    """A month shared among six, each with a part usable now and a part held to release."""
    held, usable, state = 7_500, 2_500, 10_000
    members = range(1, MEMBERS + 1)
    lines = (
        Dr(chart.clearing, MEMBERS * (held + usable) + state),
        *(Cr(chart.held(member), held) for member in members),
        *(Cr(chart.usable(member), usable) for member in members),
        Cr(chart.state_revenue_due, state),
    )
    return Draft(BOOK, f"bench:{number}", clock.today(), lines)


@verb
def post(draft: Draft, *, by: None) -> None:
    """One entry, durable when this returns."""
    ledger.post(draft)
    record(ShareMade(share=1))


def keep_silent(*_said: object) -> None:
    """In the place of the chain: what the entry alone costs."""


class Peer(Protocol):
    """The bare driver on the same tables and indexes, without triggers."""

    def last(self, table: str, rows: int) -> Rows:
        """The last rows of the office's table, oldest first."""

    def insert(self, entry: dict[str, Rows]) -> None:
        """The rows of one entry, by table; durable when this returns."""


class BareSqlite:
    """sqlite3, WAL and FULL, in a copy of the office."""

    def __init__(self) -> None:
        self.office = sqlite3.connect(connection.settings_dict["NAME"])
        path = settings.DATA / "peer.sqlite3"
        self.office.execute("VACUUM INTO ?", (str(path),))
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=FULL")
        for (name,) in self.database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            self.database.execute(f"DROP TRIGGER {name}")

    def last(self, table: str, rows: int) -> Rows:
        """As sqlite3 keeps them."""
        return self.office.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT ?", (rows,)).fetchall()[::-1]  # nosec B608

    def insert(self, entry: dict[str, Rows]) -> None:
        """One transaction, one statement for each table."""
        self.database.execute("BEGIN IMMEDIATE")
        for table, rows in entry.items():
            self.database.executemany(f"INSERT INTO {table} VALUES ({_gaps('?', rows)})", rows)  # nosec B608
        self.database.execute("COMMIT")


class BarePostgresql:
    """psycopg, several rows a statement, in tables made like the office's."""

    def __init__(self) -> None:
        self.database = psycopg.connect(**connection.get_connection_params(), autocommit=True)
        for table in CHAINED:
            self.database.execute(f"CREATE TABLE peer_{table} (LIKE {table} INCLUDING ALL)")

    def last(self, table: str, rows: int) -> Rows:
        """As psycopg reads them."""
        found = self.database.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT %s", (rows,))  # nosec B608
        return found.fetchall()[::-1]

    def insert(self, entry: dict[str, Rows]) -> None:
        """One transaction, one statement for each table."""
        with self.database.transaction():
            for table, rows in entry.items():
                gaps = ", ".join([f"({_gaps('%s', rows)})"] * len(rows))
                self.database.execute(f"INSERT INTO peer_{table} VALUES {gaps}", list(joined(*rows)))  # nosec B608


def _gaps(gap: str, rows: Rows) -> str:
    return ", ".join([gap] * len(rows[0]))


def last_entries(peer: Peer, tables: dict[str, int], entries: int) -> list[dict[str, Rows]]:
    """What the last entries came down to, each by table."""
    rows = {table: peer.last(table, entries * each) for table, each in tables.items()}
    return [
        {table: rows[table][place * each : (place + 1) * each] for table, each in tables.items()}
        for place in range(entries)
    ]


def rate(do: Callable[[Any], None], things: Sequence[Any]) -> float:
    """How many of these things are done a second."""
    began = perf_counter()
    for thing in things:
        do(thing)
    return len(things) / (perf_counter() - began)


def by_turns(rounds: int, entries: int, tables: dict[str, int]) -> list[tuple[float, float]]:
    """Entries a second in each round: posted, and inserted."""
    ledger.open_book(BOOK, "custody", by=None)
    post(share(-1), by=None)  # opens the accounts
    peer: Peer = BarePostgresql() if connection.vendor == "postgresql" else BareSqlite()
    rates = []
    for start in range(0, rounds * entries, entries):
        drafts = [share(number) for number in range(start, start + entries)]
        with nullcontext() if tables is CHAINED else mock.patch.object(chain, "append", keep_silent):
            posted = rate(lambda draft: post(draft, by=None), drafts)
        rates.append((posted, rate(peer.insert, last_entries(peer, tables, entries))))
    return rates


if __name__ == "__main__":
    print(json.dumps(by_turns(int(sys.argv[1]), int(sys.argv[2]), {"chain": CHAINED, "bare": BARE}[sys.argv[3]])))
