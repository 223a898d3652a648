"""What the books say. Whole months come from MonthTotal, the days of a month that is not whole from its lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import BigIntegerField, Case, F, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from siap.core import sql
from siap.core.proofs import CHUNK
from siap.ledger import chart
from siap.ledger.exporting import Journal, Sealed
from siap.ledger.models import Account, Book, Entry, Line, MonthTotal
from siap.ledger.rules import Draft, Posting, first_day, last_day, month_of

_SIGNED = Sum(F("side") * F("amount"), output_field=BigIntegerField())


@dataclass(frozen=True)
class Amounts:
    """Debits and credits of one account code (rupiah)."""

    code: str
    debit: int
    credit: int

    @property
    def balance(self) -> int:
        """In the account's own direction: an asset by debits, a liability by credits."""
        return self.debit - self.credit if chart.grows_by_debit(self.code) else self.credit - self.debit


def balance(account: chart.Account, *, book: str | None = None, on: date | None = None) -> int:
    """What stands on an account (rupiah, in the account's own direction), in one book or all of them, up to a day."""
    rows = Account.objects.filter(code=account.code, subject=account.subject)
    if book is not None:
        rows = rows.filter(book__key=book)
    return _signed(Q(account__in=rows), on) * (1 if chart.grows_by_debit(account.code) else -1)


def lowest(account: chart.Account, *, book: str, since: date) -> tuple[int, date]:
    """The least that stands on an account of a book at the end of any day from `since` on, and the first such day."""
    sign = 1 if chart.grows_by_debit(account.code) else -1
    standing = balance(account, book=book, on=since)
    least = standing, since
    lines = Line.objects.filter(
        book__key=book, account__code=account.code, account__subject=account.subject, booked_on__gt=since
    )
    for day, net in lines.values_list("booked_on").annotate(net=_SIGNED).order_by("booked_on"):
        standing += sign * net
        least = min(least, (standing, day))
    return least


def balances(code: str, *, book: str | None = None, subjects: Iterable[int] | None = None) -> dict[int, int]:
    """What stands on every account of a code now, by subject (rupiah, in the account's own direction)."""
    rows = MonthTotal.objects.filter(code=code)
    if book is not None:
        rows = rows.filter(book__key=book)
    if subjects is not None:
        rows = rows.filter(account__subject__in=list(subjects))
    sign = 1 if chart.grows_by_debit(code) else -1
    totals = rows.values_list("account__subject").annotate(total=Sum(F("debit") - F("credit")))
    return {subject: sign * total for subject, total in totals}


def _signed(which: Q, on: date | None) -> int:
    """Debits less credits up to and including a day."""
    totals = MonthTotal.objects.filter(which)
    if on is not None:
        totals = totals.filter(month__lt=month_of(on))
    found = totals.aggregate(total=Coalesce(Sum(F("debit") - F("credit")), 0))["total"]
    if on is not None:
        lines = Line.objects.filter(which, booked_on__gte=first_day(month_of(on)), booked_on__lte=on)
        found += lines.aggregate(total=Coalesce(_SIGNED, 0))["total"]
    return int(found)


def totals(books: Iterable[str], *, since: int = 0, until: int = 999912) -> list[Amounts]:
    """Debits and credits by account code over whole months (202611), both included, in code order."""
    keys = list(books)
    if not keys:
        return []
    return [Amounts(code, int(debit), int(credit)) for code, debit, credit in sql.select(_TOTALS, keys, since, until)]


_TOTALS = """
SELECT t.code, SUM(t.debit), SUM(t.credit) FROM ledger_monthtotal t JOIN ledger_book b ON b.id = t.book_id
WHERE b.key IN ({}) AND t.month BETWEEN %s AND %s GROUP BY t.code ORDER BY t.code"""
"""In SQL: a region's month asks it a thousand times, twice for every share."""


def monthly(code: str, books: Iterable[str], *, since: int, until: int) -> dict[int, int]:
    """What one account code grew by, a month at a time."""
    sign = 1 if chart.grows_by_debit(code) else -1
    rows = (
        MonthTotal.objects.filter(code=code, book__key__in=list(books), month__gte=since, month__lte=until)
        .values_list("month")
        .annotate(total=Sum(F("debit") - F("credit")))
        .order_by("month")
    )
    return {month: sign * total for month, total in rows}


def by_book(code: str, *, since: int = 0, until: int = 999912) -> dict[str, int]:
    """What one account code grew by in every book, over whole months."""
    sign = 1 if chart.grows_by_debit(code) else -1
    rows = (
        MonthTotal.objects.filter(code=code, month__gte=since, month__lte=until)
        .values_list("book__key")
        .annotate(total=Sum(F("debit") - F("credit")))
    )
    return {key: sign * total for key, total in rows}


def period_totals(book: str, *, since: date, until: date) -> list[Amounts]:
    """Debits and credits by account code between two days, both included, whatever the months."""
    if since == first_day(month_of(since)) and until == last_day(month_of(until)):
        return totals([book], since=month_of(since), until=month_of(until))
    debit = Sum(Case(When(side=1, then=F("amount")), default=0, output_field=BigIntegerField()))
    credit = Sum(Case(When(side=-1, then=F("amount")), default=0, output_field=BigIntegerField()))
    rows = (
        Line.objects.filter(book__key=book, booked_on__gte=since, booked_on__lte=until)
        .values_list("account__code")
        .annotate(d=debit, c=credit)
        .order_by("account__code")
    )
    return [Amounts(*row) for row in rows]


def entries_of(*references: str) -> "QuerySet[Entry]":
    """Every entry these events made, in all books, its lines with their accounts at hand."""
    return (
        Entry.objects.filter(reference__in=[f"{one}{end}" for one in references for end in ("", ":reversed")])
        .select_related("book")
        .prefetch_related("lines__account")
        .order_by("pk")
    )


def openings(book: str) -> "QuerySet[Entry]":
    """What a book began with, oldest first: one entry, or several when those before were reversed."""
    rows = Entry.objects.filter(book__key=book, reference__startswith=f"opening:{book}")
    return rows.exclude(reference__endswith=":reversed").order_by("pk")


def opening(book: str) -> Entry | None:
    """The entry with which a book begins, with its lines; none when there never was one, or the last was reversed."""
    last = openings(book).prefetch_related("lines__account").last()
    if last is None or entries_of(f"{last.reference}:reversed").filter(book__key=book).exists():
        return None
    return last


def lines_of(book: str, *codes: str, since: date | None = None, until: date | None = None) -> "QuerySet[Line]":
    """The lines of a book, newest first; of some account codes and days when asked."""
    rows = Line.objects.filter(book__key=book).select_related("entry", "account").order_by("-booked_on", "-pk")
    if codes:
        rows = rows.filter(account__code__in=codes)
    if since is not None:
        rows = rows.filter(booked_on__gte=since)
    if until is not None:
        rows = rows.filter(booked_on__lte=until)
    return rows


def subject_lines(*accounts: chart.Account) -> "QuerySet[Line]":
    """Every line on these accounts, in whatever book, oldest first."""
    which = Q()
    for account in accounts:
        which |= Q(account__code=account.code, account__subject=account.subject)
    return Line.objects.filter(which).select_related("entry", "account", "book").order_by("booked_on", "pk")


def open_clearing() -> Iterator[tuple[str, int]]:
    """References whose clearing does not net to zero over all books. There must be none."""
    rows = (
        Line.objects.filter(account__code=chart.clearing.code)
        .values_list("entry__reference")
        .annotate(left=_SIGNED)
        .exclude(left=0)
        .order_by("entry__reference")
    )
    yield from rows


def book_keys(kind: str | None = None) -> list[str]:
    """The keys of all books, of one kind when asked."""
    rows = Book.objects.order_by("key")
    return list((rows.filter(kind=kind) if kind else rows).values_list("key", flat=True))


def journal(books: Iterable[str], today: date) -> Journal:
    """Everything that stands in these books, to be read once: entries come from the database as they are asked for."""
    keys = list(books)
    accounts = Account.objects.filter(book__key__in=keys).order_by("book__key", "code", "subject")
    since = Entry.objects.filter(book__key__in=keys).aggregate(day=Min("booked_on"))["day"]
    told = [
        (book, chart.Account(code, subject))
        for book, code, subject in accounts.values_list("book__key", "code", "subject")
    ]
    return Journal(told, since or today, _sealed(keys))


def _sealed(books: list[str]) -> Iterator[Sealed]:
    entry = ("entry_id", "book__key", "entry__reference", "entry__happened_on", "entry__memo", "booked_on")
    lines = (
        Line.objects.filter(book__key__in=books)
        .order_by("entry_id", "pk")
        .values_list(*entry, "account__code", "account__subject", "side", "amount")
        .iterator(chunk_size=CHUNK)
    )
    for (_pk, book, reference, happened_on, memo, booked_on), group in groupby(lines, key=lambda row: row[:6]):
        postings = (Posting(chart.Account(code, subject), side, amount) for *_, code, subject, side, amount in group)
        yield Sealed(Draft(book, reference, happened_on, postings, memo=memo), booked_on)
