"""The statements under `ledger.post`, in plain SQL that SQLite and PostgreSQL both read.

This is the busiest place of the house, and here the ORM costs many times what the database does. Nothing is decided here:
`services` says what to write, and the triggers (`guards.py`) hold what must hold.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.db import connection

from siap.ledger.chart import Account
from siap.ledger.models import Entry

AT_ONCE = 500
"""Rows of one statement: a database takes only so many parameters."""

Place = tuple[int, Account]
"""An account of a book, by the book's id."""


def books(keys: Iterable[str]) -> dict[str, tuple[int, int]]:
    """By key: the book's id, and the month through which it is closed."""
    rows = _select("SELECT key, id, closed_through FROM ledger_book WHERE key IN ({})", keys)
    return {key: (pk, closed_through) for key, pk, closed_through in rows}


def posted(references: Iterable[str]) -> dict[tuple[int, str], tuple[date, str]]:
    """By book and reference: the day an entry was booked on, and its digest."""
    rows = _select("SELECT book_id, reference, booked_on, digest FROM ledger_entry WHERE reference IN ({})", references)
    return {(book, reference): (booked_on, digest) for book, reference, booked_on, digest in rows}


def accounts(wanted: set[Place]) -> dict[Place, int]:
    """The ids of these accounts, as far as they were opened."""
    rows = _select(
        "SELECT book_id, code, subject, id FROM ledger_account WHERE book_id IN ({}) AND code IN ({}) AND subject IN ({})",
        {book for book, _ in wanted},
        {account.code for _, account in wanted},
        {account.subject for _, account in wanted},
    )
    return {(book, Account(code, subject)): pk for book, code, subject, pk in rows}


def open_accounts(places: Sequence[Place]) -> None:
    """Open accounts; one that somebody else opened meanwhile is left as it is."""
    rows = [(book, account.code, account.subject) for book, account in places]
    _insert("INSERT INTO ledger_account (book_id, code, subject) VALUES {} ON CONFLICT DO NOTHING", rows)


def write_entries(entries: Sequence[Entry]) -> None:
    """Write entries, unsealed, and give them their ids."""
    rows = [(e.book_id, e.reference, e.happened_on, e.booked_on, e.memo, False, e.digest) for e in entries]
    ids = _insert(
        "INSERT INTO ledger_entry (book_id, reference, happened_on, booked_on, memo, sealed, digest) VALUES {} RETURNING id",
        rows,
    )
    for entry, (pk,) in zip(entries, ids, strict=True):
        entry.pk = pk
        entry._state.adding = False


def write_lines(lines: Sequence[tuple[int, int, int, date, int, int]]) -> None:
    """Write lines: entry, book, account, the day booked on, side, amount."""
    _insert("INSERT INTO ledger_line (entry_id, book_id, account_id, booked_on, side, amount) VALUES {}", lines)


def seal(entries: Sequence[Entry]) -> None:
    """Seal entries: the triggers check each one and add it to the month totals."""
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE ledger_entry SET sealed = %s WHERE id = %s", [(True, e.pk) for e in entries])
    for entry in entries:
        entry.sealed = True


def _select(statement: str, *lists: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement with a gap for each list of values."""
    values = [list(each) for each in lists]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(*(_gaps(len(each)) for each in values)), list(chain(*values)))
        return list(cursor.fetchall())


def _insert(statement: str, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Insert rows, some hundred at a time; what the statement returns, in the order of the rows."""
    returned: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            gaps = ", ".join([f"({_gaps(len(some[0]))})"] * len(some))
            cursor.execute(statement.format(gaps), list(chain(*some)))
            if "RETURNING" in statement:
                returned += cursor.fetchall()
    return returned


def _gaps(count: int) -> str:
    return ", ".join(["%s"] * count)
