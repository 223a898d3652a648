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

AT_ONCE = 500
"""Rows of one statement: a database takes only so many parameters."""

Place = tuple[int, Account]
"""An account of a book, by the book's id."""

Row = tuple[int, int, int, str, int, int]
"""A line: entry, book, account, the day booked on (ISO), side, amount."""


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


def open_accounts(cursor: CursorWrapper, places: Sequence[Place]) -> None:
    """Open accounts; one that somebody else opened meanwhile is left as it is."""
    rows = [(book, account.code, account.subject) for book, account in places]
    _insert(cursor, "INSERT INTO ledger_account (book_id, code, subject) VALUES {} ON CONFLICT DO NOTHING", rows)


def write_entries(cursor: CursorWrapper, entries: Sequence[Entry]) -> None:
    """Write entries, unsealed, and give them their ids."""
    rows = [(e.book_id, e.reference, e.happened_on, e.booked_on, e.memo, False, e.digest) for e in entries]
    ids = _insert(
        cursor,
        "INSERT INTO ledger_entry (book_id, reference, happened_on, booked_on, memo, sealed, digest) VALUES {} RETURNING id",
        rows,
    )
    for entry, (pk,) in zip(entries, ids, strict=True):
        entry.pk = pk
        entry._state.adding = False


def write_lines(cursor: CursorWrapper, lines: Sequence[Row]) -> None:
    """Write lines.

    SQLite steps through one short statement faster than through one long one (84 µs against 150 for 14 lines); PostgreSQL
    is far away, and reads six arrays faster than many parameters.
    """
    into = "INSERT INTO ledger_line (entry_id, book_id, account_id, booked_on, side, amount)"
    if connection.vendor == "sqlite":
        cursor.executemany(f"{into} VALUES ({gaps(6)})", lines)
        return
    cursor.execute(
        f"{into} SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::date[], %s::smallint[], %s::bigint[])",  # nosec B608 (a constant before it)
        [list(column) for column in zip(*lines, strict=True)],
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


def _insert(cursor: CursorWrapper, statement: str, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Insert rows, some hundred at a time; what the statement returns, in the order of the rows."""
    returned: list[tuple[Any, ...]] = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        each = ", ".join([f"({gaps(len(some[0]))})"] * len(some))
        cursor.execute(statement.format(each), list(chain(*some)))
        if "RETURNING" in statement:
            returned += cursor.fetchall()
    return returned
