"""With the guards up, the database itself refuses, whoever asks."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from siap.core.models import ReadLog
from siap.core.services import keep_document
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.models import Line
from siap.ledger.rules import Cr, Dr, Draft
from siap.ledger.tests.test_post import write

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 12)


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    book = ledger.open_book("business:1", "business", by=None)
    write(Draft("business:1", "sale:1", DAY, (Dr(chart.cash, 9), Cr(chart.revenue, 9))))
    ledger.close_month(book, 202610, by=None)
    keep_document(b"%PDF-1", kind="decree", by=None)
    ReadLog.objects.create(person=1, by=1, at="2026-11-01 00:00:00+00", page="people:person")


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


STATEMENTS = [
    "UPDATE ledger_line SET amount = 1",
    "DELETE FROM ledger_line",
    "UPDATE ledger_entry SET memo = 'x'",
    "UPDATE ledger_entry SET sealed = false",
    "DELETE FROM ledger_entry",
    "UPDATE ledger_monthtotal SET debit = debit - 1",
    "UPDATE ledger_monthtotal SET cash_debit = cash_debit - 1",
    "UPDATE ledger_monthtotal SET cash_credit = debit + credit + 1",
    "DELETE FROM ledger_monthtotal",
    "UPDATE ledger_account SET code = '1120'",
    "DELETE FROM ledger_account",
    "UPDATE ledger_book SET closed_through = 0",
    "DELETE FROM ledger_book",
    "UPDATE ledger_close SET month = 202611",
    "DELETE FROM ledger_close",
    "UPDATE core_factrecord SET text = ''",
    "DELETE FROM core_factrecord",
    "UPDATE core_chainhead SET count = count - 1",
    "DELETE FROM core_chainhead",
    "UPDATE core_document SET title = 'x'",
    "DELETE FROM core_document",
    "UPDATE core_readlog SET page = 'x'",
    "DELETE FROM core_readlog",
    "INSERT INTO ledger_line (entry_id, book_id, account_id, booked_on, side, amount) "
    "SELECT entry_id, book_id, account_id, booked_on, side, amount FROM ledger_line",
    "INSERT INTO ledger_entry (book_id, reference, happened_on, booked_on, memo, sealed, digest) "
    "SELECT book_id, 'x', happened_on, booked_on, memo, true, digest FROM ledger_entry",
]


def taken(statements: Iterable[str]) -> list[str]:
    """What the database let through."""
    found = []
    for statement in statements:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError:
            continue
        found.append(statement)
    return found


def test_the_database_refuses_every_one_of_these() -> None:
    assert taken(STATEMENTS) == []


def test_the_database_refuses_truncate_and_replace() -> None:
    tables = ("core_factrecord", "core_readlog", "ledger_line", "ledger_entry", "ledger_close")
    how = "INSERT OR REPLACE INTO {0} SELECT * FROM {0}" if connection.vendor == "sqlite" else "TRUNCATE {0} CASCADE"
    assert taken(how.format(table) for table in tables) == []


def test_the_database_refuses_an_unbalanced_seal() -> None:
    line = Line.objects.select_related("entry").first()
    assert line is not None
    with refused(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_entry (book_id, reference, happened_on, booked_on, memo, sealed, digest) "
            "VALUES (%s, 'y', '2026-11-01', '2026-11-01', '', false, '0')",
            [line.book_id],
        )
        cursor.execute(
            "INSERT INTO ledger_line (entry_id, book_id, account_id, booked_on, side, amount) "
            "SELECT MAX(id), %s, %s, '2026-11-01', 1, 5 FROM ledger_entry",
            [line.book_id, line.account_id],
        )
        cursor.execute("UPDATE ledger_entry SET sealed = true WHERE reference = 'y'")
