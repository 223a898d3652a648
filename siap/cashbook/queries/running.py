"""A book line by line, each line with the event behind it in words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q, QuerySet, Sum, Window
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.cashbook.models import CashNote, Equipment
from siap.core import clock
from siap.ledger import chart
from siap.ledger.models import Book, Entry, Line, MonthTotal
from siap.ledger.rules import month_of, next_month
from siap.market.models import Sale
from siap.workshop.models import Batch, Purchase

REVERSED = ":reversed"


@dataclass(frozen=True)
class Standing:
    """What a business has now (rupiah): cash, what sellers hold for it, what it owes and is owed."""

    cash: int = 0
    at_sellers: int = 0
    debt: int = 0
    claims: int = 0


def standing_of(businesses: Sequence[Business]) -> dict[int, Standing]:
    """How each of these businesses stands now, by its id."""
    codes = {
        chart.cash.code: "cash",
        chart.clearing.code: "at_sellers",
        chart.payable.code: "debt",
        chart.receivable.code: "claims",
    }
    ids = {business.book: business.pk for business in businesses}
    found: dict[int, dict[str, int]] = {pk: {} for pk in ids.values()}
    totals = MonthTotal.objects.filter(book__key__in=ids, code__in=codes).values_list("book__key", "code")
    for key, code, debit, credit in totals.annotate(d=Sum("debit"), c=Sum("credit")):
        found[ids[key]][codes[code]] = debit - credit if chart.grows_by_debit(code) else credit - debit
    return {pk: Standing(**amounts) for pk, amounts in found.items()}


@dataclass(frozen=True)
class Event:
    """What stands behind a line: its kind and uid, as in the reference, and its words."""

    kind: str
    uid: str
    words: str
    is_reversal: bool = False


@dataclass(frozen=True)
class Told:
    """A line of money as a person reads it (rupiah): what came in or went out, and what there was after it."""

    booked_on: date
    happened_on: date
    event: Event
    money_in: int
    money_out: int
    after: int


def money(business: Business, code: str, *, since: date | None = None) -> "QuerySet[Line]":
    """The lines of one account code in a business's book, newest first, each with `after`: what they sum to so far."""
    lines = Line.objects.filter(book__key=business.book, account__code=code).select_related("entry")
    if since is not None:
        lines = lines.filter(booked_on__gte=since)
    so_far = Window(Sum(F("side") * F("amount")), order_by=[F("booked_on").asc(), F("pk").asc()])
    return lines.annotate(after=so_far).order_by("-booked_on", "-pk")


def told(lines: Sequence[Line]) -> list[Told]:
    """Lines of `money` with their events."""
    known = events(line.entry.reference for line in lines)
    return [
        Told(
            line.booked_on,
            line.entry.happened_on,
            known[line.entry.reference],
            line.amount if line.side > 0 else 0,
            line.amount if line.side < 0 else 0,
            line.after,  # type: ignore[attr-defined]
        )
        for line in lines
    ]


def entries(business: Business) -> "QuerySet[Entry]":
    """Everything that happened in a business's book, newest first, each with its `total` (rupiah)."""
    rows = Entry.objects.filter(book__key=business.book)
    return rows.annotate(total=Sum("lines__amount", filter=Q(lines__side=1))).order_by("-booked_on", "-pk")


def next_to_close(business: Business) -> int | None:
    """The month that may be closed now: the first open one with entries, once it is over."""
    closed = Book.objects.values_list("closed_through", flat=True).get(key=business.book)
    if closed:
        due = next_month(closed)
    else:
        first = Entry.objects.filter(book__key=business.book).aggregate(on=Min("booked_on"))["on"]
        due = month_of(first or clock.today())
    return due if due < month_of(clock.today()) else None


def booked_on(note: CashNote) -> date:
    """The day a note stands on in the book: the first open one, where its month was closed."""
    return Entry.objects.values_list("booked_on", flat=True).get(reference=note.reference)


# --- What an event is called -------------------------------------------------------------------------------------------

Words = dict[str, str]
"""What events of one kind are called, by the uid in their reference."""


def events(references: Iterable[str]) -> dict[str, Event]:
    """What each reference of a book stands for, a query for each kind of event."""
    wanted = set(references)
    by_kind = defaultdict(set)
    for reference in wanted:
        kind, uid = named(reference)
        by_kind[kind].add(uid)
    words = {kind: _DESCRIBED[kind](uids) for kind, uids in by_kind.items() if kind in _DESCRIBED}
    return {reference: _event(reference, words) for reference in wanted}


def named(reference: str) -> tuple[str, str]:
    """The kind of event a reference names, and which one; a reversal names what it turned round."""
    kind, _colon, uid = reference.removesuffix(REVERSED).partition(":")
    return kind, uid


def _event(reference: str, words: dict[str, Words]) -> Event:
    kind, uid = named(reference)
    said = words.get(kind, {}).get(uid) or _plain(kind)
    is_reversal = reference.endswith(REVERSED)
    return Event(kind, uid, _("Dibatalkan: %(event)s") % {"event": said} if is_reversal else said, is_reversal)


def _plain(kind: str) -> str:
    """What an event is called when only its kind is known here."""
    return {
        "proceeds": _("Uang hasil penjualan diterima dari bendahara"),
        "share": _("Bagi hasil"),
        "capital": _("Modal usaha kelompok kembali"),
        "payment": _("Uang QRIS masuk"),
        "deposit": _("Uang tunai disetor"),
        "refund": _("Uang pembeli dikembalikan"),
        "count": _("Selisih hitung kas"),
        "depreciation": _("Penyusutan alat"),
        "opening": _("Saldo awal"),
    }.get(kind, _("Kejadian lain"))


def _notes(uids: set[str]) -> Words:
    return {str(note.uid): f"{note.word.label}: {note.note}" for note in CashNote.objects.filter(uid__in=uids)}


def _tools(uids: set[str]) -> Words:
    rows = Equipment.objects.filter(uid__in=uids)
    return {str(tool.uid): _("Alat dihapus: %(tool)s") % {"tool": tool.name} for tool in rows}


def _sales(uids: set[str]) -> Words:
    rows = Sale.objects.filter(uid__in=uids).values_list("uid", "number", "channel__name")
    return {
        str(uid): _("Penjualan %(number)s di %(channel)s") % {"number": number, "channel": channel}
        for uid, number, channel in rows
    }


def _purchases(uids: set[str]) -> Words:
    rows = Purchase.objects.filter(uid__in=uids).values_list("uid", "material__name", "supplier")
    return {
        str(uid): _("Beli %(material)s dari %(supplier)s") % {"material": material, "supplier": supplier}
        for uid, material, supplier in rows
    }


def _batches(uids: set[str]) -> Words:
    rows = Batch.objects.filter(uid__in=uids).values_list("uid", "product__name", "lot__number")
    return {
        str(uid): _("Produksi %(product)s, lot %(lot)s") % {"product": product, "lot": lot}
        for uid, product, lot in rows
    }


_DESCRIBED: dict[str, Callable[[set[str]], Words]] = {
    "note": _notes,
    "equipment": _tools,
    "sale": _sales,
    "purchase": _purchases,
    "batch": _batches,
}
