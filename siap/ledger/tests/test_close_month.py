"""Months are closed in order; what comes late lands on the first open day and keeps its own."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from siap.ledger import chart
from siap.ledger.models import Account, Book, Close, Entry, Line
from siap.ledger.rules import Cr, Dr, Draft, MonthNotInOrder
from siap.ledger.services import close_month, open_book
from siap.ledger.tests.test_post import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def book() -> Book:
    book = open_book("business:1", "business", by=None)
    write(_sale("september", date(2026, 9, 20)))
    return book


def _sale(reference: str, on: date) -> Draft:
    return Draft("business:1", reference, on, (Dr(chart.cash, 7), Cr(chart.revenue, 7)))


def test_what_comes_late_lands_on_the_first_open_day(book: Book) -> None:
    close_month(book, 202609, by=None)
    (entry,) = write(_sale("late", date(2026, 9, 28)))
    assert (entry.happened_on, entry.booked_on) == (date(2026, 9, 28), date(2026, 10, 1))


def test_months_close_one_after_the_other(book: Book) -> None:
    with pytest.raises(MonthNotInOrder):
        close_month(book, 202610, by=None)
    close_month(book, 202609, by=None)
    close_month(book, 202610, by=None)
    assert list(Close.objects.values_list("month", flat=True)) == [202609, 202610]


def test_a_month_that_is_not_over_stays_open(book: Book) -> None:
    for month in (202609, 202610):
        close_month(book, month, by=None)
    with pytest.raises(MonthNotInOrder):
        close_month(book, 202611, by=None)


def test_closing_twice_changes_nothing(book: Book) -> None:
    close_month(book, 202609, by=None)
    close_month(Book.objects.get(pk=book.pk), 202609, by=None)
    assert Close.objects.count() == 1


def test_the_database_itself_refuses_an_entry_in_a_closed_month(book: Book) -> None:
    close_month(book, 202609, by=None)
    day = date(2026, 9, 29)
    entry = Entry.objects.create(book=book, reference="x", happened_on=day, booked_on=day, digest="0" * 64)
    for code, side in (("1110", 1), ("4110", -1)):
        account = Account.objects.get(book=book, code=code)
        Line.objects.create(entry=entry, book=book, account=account, booked_on=day, side=side, amount=5)
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(sealed=True)
