"""The statements under `ledger.post`, in plain SQL.

This is the busiest place of the house, and here the ORM costs many times what the database does: one cursor, few statements,
short ones. Nothing is decided here: `services` says what to write, and the triggers (`guards.py`) hold what must hold.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

from siap.core.sql import gaps
from siap.ledger.chart import Account
from siap.ledger.models import Entry

Place = tuple[int, Account]
"""An account of a book, by the book's id."""

Side = tuple[int, int, int]
"""A line of an entry: account, side, amount."""


class Known(NamedTuple):
    """What the books hold: by key their id and the month through which they are closed; by book and reference the day an
    entry was booked on and its digest."""

    books: dict[str, tuple[int, int]]
    posted: dict[tuple[int, str], tuple[date, str]]


def known(cursor: CursorWrapper, keys: set[str], references: set[str]) -> Known:
    """The books of these keys, and which of these events they hold already."""
    rows = _select(
        cursor,
        "SELECT b.key, b.id, b.closed_through, e.reference, e.booked_on, e.digest FROM ledger_book b "
        "LEFT JOIN ledger_entry e ON e.book_id = b.id AND e.reference IN ({}) WHERE b.key IN ({})",
        references,
        keys,
    )
    found = Known({}, {})
    for key, pk, closed_through, reference, booked_on, digest in rows:
        found.books[key] = pk, closed_through
        if reference is not None:
            found.posted[pk, reference] = booked_on, digest
    return found


def accounts(cursor: CursorWrapper, wanted: set[Place]) -> dict[Place, int]:
    """The ids of these accounts, as far as they were opened."""
    rows = _select(
        cursor,
        "SELECT book_id, code, subject, id FROM ledger_account WHERE book_id IN ({}) AND code IN ({}) AND subject IN ({})",
        {book for book, _ in wanted},
        {account.code for _, account in wanted},
        {account.subject for _, account in wanted},
    )
    return {(book, Account(code, subject)): pk for book, code, subject, pk in rows}


MANY = 1_000
"""Accounts opened at once after which PostgreSQL must look at the table anew: its kept plans are for the small one."""


def open_accounts(cursor: CursorWrapper, places: Sequence[Place]) -> None:
    """Open accounts; one that somebody else opened meanwhile is left as it is."""
    rows = [(book, account.code, account.subject) for book, account in places]
    cursor.executemany(
        "INSERT INTO ledger_account (book_id, code, subject) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", rows
    )
    if len(rows) >= MANY and connection.vendor == "postgresql":
        cursor.execute("ANALYZE ledger_account")


def write(cursor: CursorWrapper, written: Sequence[tuple[Entry, Sequence[Side]]]) -> None:
    """Write entries, unsealed, with their lines, and give them their ids.

    SQLite steps through one short statement faster than through one long one (84 µs against 150 for 14 lines); PostgreSQL
    is far away: it takes an entry and all its lines at once, and reads three arrays faster than many parameters.
    """
    rows: list[tuple[Any, ...]] = []
    for entry, lines in written:
        values = (entry.book_id, entry.reference, entry.happened_on, entry.booked_on, entry.memo, False, entry.digest)
        if connection.vendor == "sqlite":
            cursor.execute(f"{_ENTRY} RETURNING id", values)
            (entry.pk,) = cursor.fetchone()
            day = entry.booked_on.isoformat()
            rows += [(entry.pk, entry.book_id, account, day, side, amount) for account, side, amount in lines]
        else:
            cursor.execute(_ENTRY_WITH_LINES, [*values, *map(list, zip(*lines, strict=True))])
            (entry.pk,) = cursor.fetchone()
        entry._state.adding = False
    if rows:
        cursor.executemany(_LINE, rows)


_COLUMNS = "entry_id, book_id, account_id, booked_on, side, amount"
_ENTRY = (
    "INSERT INTO ledger_entry (book_id, reference, happened_on, booked_on, memo, sealed, digest) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
_LINE = f"INSERT INTO ledger_line ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)"  # nosec B608 (a constant)
_ENTRY_WITH_LINES = (
    f"WITH entry AS ({_ENTRY} RETURNING id, book_id, booked_on) INSERT INTO ledger_line ({_COLUMNS}) "  # nosec B608 (constants)
    "SELECT entry.id, entry.book_id, line.account, entry.booked_on, line.side, line.amount FROM entry, "
    "unnest(%s::bigint[], %s::smallint[], %s::bigint[]) WITH ORDINALITY AS line(account, side, amount, place) "
    "ORDER BY line.place RETURNING entry_id"
)


def seal(cursor: CursorWrapper, entries: Sequence[Entry]) -> None:
    """Seal entries, one after the other: the triggers check each and add it to the month totals."""
    for entry in entries:
        cursor.execute("UPDATE ledger_entry SET sealed = %s WHERE id = %s", (True, entry.pk))
        entry.sealed = True


def _select(cursor: CursorWrapper, statement: str, *lists: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement with a gap for each list of values."""
    values = [list(each) for each in lists]
    cursor.execute(statement.format(*(gaps(len(each)) for each in values)), list(chain(*values)))
    return list(cursor.fetchall())
