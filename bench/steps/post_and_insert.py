"""Entries posted by the book, and the same rows inserted by bare sqlite3 into a copy of the same tables without triggers."""

import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection

from siap.core import clock
from siap.core.facts import Fact
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.rules import Cr, Dr, Draft

BOOK = "bench:custody"
MEMBERS = 6
LINES = 14
"""Two for each member, one for the state, one for where it all comes from."""
TABLES = (  # how the rows of an entry are read back, written again, and how many they are
    ("SELECT * FROM ledger_entry ORDER BY id DESC LIMIT ?", "INSERT INTO ledger_entry VALUES (?,?,?,?,?,?,?,?)", 1),
    ("SELECT * FROM ledger_line ORDER BY id DESC LIMIT ?", "INSERT INTO ledger_line VALUES (?,?,?,?,?,?,?)", LINES),
    ("SELECT * FROM core_factrecord ORDER BY id DESC LIMIT ?", "INSERT INTO core_factrecord VALUES (?,?,?,?,?,?)", 1),
)
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
def post(number: int, *, by: None) -> None:
    """One entry, durable when this returns."""
    ledger.post(share(number))
    record(ShareMade(share=number))


class Peer:
    """Bare sqlite3 on the same tables and indexes, without triggers."""

    def __init__(self, office: sqlite3.Connection, path: Path) -> None:
        office.execute("VACUUM INTO ?", (str(path),))
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=FULL")
        for (name,) in self.database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            self.database.execute(f"DROP TRIGGER {name}")

    def insert(self, rows: tuple[Rows, ...]) -> None:
        """The rows of one entry, durable when this returns."""
        self.database.execute("BEGIN IMMEDIATE")
        for (_select, insert, _each), some in zip(TABLES, rows, strict=True):
            self.database.executemany(insert, some)
        self.database.execute("COMMIT")


def last_rows(office: sqlite3.Connection, entries: int) -> list[tuple[Rows, ...]]:
    """What the last entries came down to, entry by entry: itself, its lines, its fact."""

    def last(select: str, each: int) -> list[Rows]:
        rows = office.execute(select, (entries * each,)).fetchall()[::-1]
        return [rows[start : start + each] for start in range(0, len(rows), each)]

    return list(zip(*(last(select, each) for select, _insert, each in TABLES), strict=True))


def rate(do: Callable[[Any], None], things: Sequence[Any]) -> float:
    """How many of these things are done a second."""
    began = perf_counter()
    for thing in things:
        do(thing)
    return len(things) / (perf_counter() - began)


def by_turns(rounds: int, entries: int) -> list[tuple[float, float]]:
    """Entries a second in each round: posted, and inserted."""
    ledger.open_book(BOOK, "custody", by=None)
    post(-1, by=None)  # opens the accounts
    office = sqlite3.connect(connection.settings_dict["NAME"])
    peer = Peer(office, settings.DATA / "peer.sqlite3")
    rates = []
    for start in range(0, rounds * entries, entries):
        posted = rate(lambda number: post(number, by=None), range(start, start + entries))
        rates.append((posted, rate(peer.insert, last_rows(office, entries))))
    return rates


if __name__ == "__main__":
    print(json.dumps(by_turns(*map(int, sys.argv[1:]))))
