"""What the book proves of itself."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, Max, OuterRef, Sum

from siap.core.proofs import CHUNK, Evidence, Finding, proof
from siap.core.text import _
from siap.ledger import chart, queries
from siap.ledger.models import Account, Book, Close, Entry, Line, MonthTotal
from siap.ledger.rules import Draft, NotBalanced, Posting, month_of


@proof("entries", _("Catatan seimbang, tersegel, sesuai rantai"))
def entries_are_as_sealed(evidence: Evidence) -> Finding:
    """Every entry balances, is sealed, has the digest of what it says, and a fact vouches for that digest."""
    seals = set(evidence.seals["entry"])
    books = dict(Book.objects.values_list("pk", "key"))
    accounts = {
        pk: (book, chart.Account(code, subject))
        for pk, book, code, subject in Account.objects.values_list("pk", "book_id", "code", "subject")
    }
    count = 0
    for entry, lines in _entries_with_lines():
        count += 1
        pk, book, reference, happened_on, booked_on, memo, sealed, digest = entry
        homes = {(accounts[account][0], line_book, day) for _, account, line_book, day, _, _ in lines}
        if homes != {(book, book, booked_on)}:
            return Finding(count, f"entry {pk} {reference}: a line lies elsewhere")
        draft = Draft(
            books[book],
            reference,
            happened_on,
            (Posting(accounts[account][1], side, amount) for _, account, _, _, side, amount in lines),
            memo=memo,
        )
        try:
            draft.check()
        except NotBalanced:
            return Finding(count, f"entry {pk} {reference}: debits and credits differ")
        if not sealed or digest != draft.digest(booked_on) or digest not in seals:
            return Finding(count, f"entry {pk} {reference}: not as it was sealed")
        seals.discard(digest)
    if seals:
        return Finding(count, f"entry with digest {min(seals)} is missing")
    stray = Line.objects.exclude(entry__in=Entry.objects.all()).values_list("pk", flat=True).first()
    return Finding(count, f"line {stray} belongs to no entry" if stray else "")


def _entries_with_lines() -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Every entry with its lines, both read once, in order."""
    lines = (
        Line.objects.order_by("entry_id", "pk")
        .values_list("entry_id", "account_id", "book_id", "booked_on", "side", "amount")
        .iterator(chunk_size=CHUNK)
    )
    grouped = groupby(lines, key=itemgetter(0))
    waiting = next(grouped, None)
    fields = ("pk", "book_id", "reference", "happened_on", "booked_on", "memo", "sealed", "digest")
    for entry in Entry.objects.order_by("pk").values_list(*fields).iterator(chunk_size=CHUNK):
        while waiting is not None and waiting[0] < entry[0]:
            waiting = next(grouped, None)
        if waiting is not None and waiting[0] == entry[0]:
            yield entry, list(waiting[1])
            waiting = next(grouped, None)
        else:
            yield entry, []


@proof("totals", _("Jumlah bulanan sama dengan barisnya"))
def month_totals_are_their_lines(evidence: Evidence) -> Finding:
    """MonthTotal says what the lines add up to, under the right code and book, and how much of it moved money."""
    codes = dict(Account.objects.values_list("pk", "code"))
    counted: dict[tuple[int, str, int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    moves_money = Line.objects.filter(entry=OuterRef("entry"), account__code__in=chart.CASH)
    days = Line.objects.values_list("account_id", "book_id", "booked_on", "side", Exists(moves_money))
    for account, book, day, side, is_cash, amount in days.annotate(amount=Sum("amount")).iterator(chunk_size=CHUNK):
        total = counted[account, codes.get(account, ""), book, month_of(day)]
        total[side < 0] += amount
        total[2 + (side < 0)] += amount if is_cash else 0
    fields = ("account_id", "code", "book_id", "month", "debit", "credit", "cash_debit", "cash_credit")
    count = 0
    for account, code, book, month, *total in MonthTotal.objects.values_list(*fields).iterator(chunk_size=CHUNK):
        count += 1
        if counted.pop((account, code, book, month), None) != total:
            return Finding(count, f"account {code} ({account}) in {month}")
    missing = min(counted, default=None)
    return Finding(count, f"account {missing[1]} ({missing[0]}) in {missing[3]}" if missing else "")


@proof("clearing", _("Kliring antarbuku nol per kejadian"))
def clearing_nets_to_zero(evidence: Evidence) -> Finding:
    """Money that crosses books leaves one and reaches another."""
    offender = next((f"{reference}: {left} left" for reference, left in queries.open_clearing()), "")
    return Finding(Line.objects.filter(account__code=chart.clearing.code).count(), offender)


@proof("closes", _("Bulan tertutup sesuai penutupannya"), wants={"ledger.MonthClosed": ("book", "month")})
def closed_months_are_closed(evidence: Evidence) -> Finding:
    """A book is closed as far as its last closing, and a fact said so."""
    closed = dict(Close.objects.values_list("book_id").annotate(last=Max("month")))
    said = evidence.of("ledger.MonthClosed", ("book", "month"))
    for pk, through in Book.objects.order_by("pk").values_list("pk", "closed_through"):
        if closed.get(pk, 0) != through or (through and (pk, through) not in said):
            return Finding(len(closed), f"book {pk} is closed through {through}")
    return Finding(len(closed))
