"""The only hands that write in a book."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from siap.core import clock, sql
from siap.core.errors import Refused
from siap.core.services import Actor
from siap.core.verbs import record, seal, verb
from siap.ledger import chart, queries, writing
from siap.ledger.facts import BookOpened, EntryReversed, MonthClosed, OpeningEntered
from siap.ledger.models import Book, Close, Entry
from siap.ledger.rules import (
    DEBIT,
    AnotherEntry,
    Draft,
    MonthNotInOrder,
    Posting,
    first_day,
    month_of,
    next_month,
)


class NothingToReverse(Refused):
    """No such event is in the book."""

    message = _("Kejadian %(reference)s tidak ada di buku.")


class ReasonMissing(Refused):
    """A reversal needs its reason."""

    message = _("Tulis alasannya dalam satu kalimat.")
    field = "because"


class AlreadyOpened(Refused):
    """A book begins once."""

    message = _("Saldo awal buku %(book)s sudah dicatat.")


class NothingToOpen(Refused):
    """An opening balance without a line."""

    message = _("Tabel ini tidak berisi saldo.")


@verb
def open_book(key: str, kind: str, *, by: Actor | None) -> Book:
    """The book with this key, opened when it is not there yet."""
    book, is_new = Book.objects.get_or_create(key=key, defaults={"kind": kind})
    if is_new:
        record(BookOpened(book=book.pk, key=key, kind=kind))
    return book


def post(*drafts: Draft) -> list[Entry]:
    """Write drafts into their books and seal them; each reference once a book.

    Inside a verb, which says the fact that vouches for them. What belongs to a closed month lands on the first open
    day and keeps its own `happened_on`. The same draft again changes nothing.
    Raises NotBalanced, AmountWrong, AnotherEntry; Book.DoesNotExist for an unknown key.
    """
    for draft in drafts:
        draft.check()
    drafts = tuple(sorted((draft for draft in drafts if draft.lines), key=lambda draft: draft.book))
    if not drafts:
        return []
    with connection.cursor() as cursor:
        known = writing.known(cursor, {draft.book for draft in drafts}, {draft.reference for draft in drafts})
        unknown = {draft.book for draft in drafts} - known.books.keys()
        if unknown:
            raise Book.DoesNotExist(f"no book {sorted(unknown)}")
        fresh = [
            draft
            for draft in drafts
            if not _is_posted(draft, known.posted.get((known.books[draft.book][0], draft.reference)))
        ]
        return _write(cursor, fresh, known.books) if fresh else []


def _is_posted(draft: Draft, before: tuple[date, str] | None) -> bool:
    if before is None:
        return False
    booked_on, digest = before
    if digest != draft.digest(booked_on):
        raise AnotherEntry(reference=draft.reference)
    return True


def _write(cursor: CursorWrapper, drafts: Sequence[Draft], books: dict[str, tuple[int, int]]) -> list[Entry]:
    """Entries, their lines, and then the seal."""
    entries = [_entry(draft, *books[draft.book]) for draft in drafts]
    accounts = _accounts(cursor, {(books[draft.book][0], line.account) for draft in drafts for line in draft.lines})
    lines = [
        [(accounts[entry.book_id, account], side, amount) for account, side, amount in draft.lines]
        for draft, entry in zip(drafts, entries, strict=True)
    ]
    writing.write(cursor, list(zip(entries, lines, strict=True)))
    writing.seal(cursor, entries)
    for entry in entries:
        seal(f"entry:{entry.digest}")
    return entries


def _entry(draft: Draft, book: int, closed_through: int) -> Entry:
    booked_on = first_open_day(closed_through, draft.happened_on)
    return Entry(
        book_id=book,
        reference=draft.reference,
        happened_on=draft.happened_on,
        booked_on=booked_on,
        memo=draft.memo,
        digest=draft.digest(booked_on),
    )


def _accounts(cursor: CursorWrapper, wanted: set[writing.Place]) -> dict[writing.Place, int]:
    """The ids of these accounts; what is missing is opened."""
    found = writing.accounts(cursor, wanted)
    missing = sorted(wanted - found.keys())
    if missing:
        writing.open_accounts(cursor, missing)
        found = writing.accounts(cursor, wanted)
    return found


def first_open_day(closed_through: int, day: date) -> date:
    """`day` itself, or the first day after the months that are closed."""
    return day if month_of(day) > closed_through else first_day(next_month(closed_through))


def draft_of(entry: Entry) -> Draft:
    """A sealed entry read back as the draft it came from."""
    lines = entry.lines.select_related("account").order_by("pk")
    return Draft(
        entry.book.key,
        entry.reference,
        entry.happened_on,
        (Posting(chart.Account(line.account.code, line.account.subject), line.side, line.amount) for line in lines),
        memo=entry.memo,
    )


@verb
def enter_opening(key: str, lines: Sequence[Posting], *, on: date, by: Actor | None) -> Entry:
    """Enter what a book began with on a day, as one entry, once; anew when the one before was reversed.

    Raises AlreadyOpened, NothingToOpen, NotBalanced, AmountWrong; Book.DoesNotExist for an unknown key.
    """
    Book.objects.select_for_update().get(key=key)  # two who enter it at once come one after the other
    if queries.opening(key) is not None:
        raise AlreadyOpened(book=key)
    if not lines:
        raise NothingToOpen
    before = queries.openings(key).count()
    reference = f"opening:{key}:{before + 1}" if before else f"opening:{key}"
    (entry,) = post(Draft(key, reference, on, lines))
    record(OpeningEntered(book=entry.book_id, amount=sum(line.amount for line in lines if line.side == DEBIT)))
    return entry


@verb
def reverse(reference: str, *, because: str, by: Actor | None, on: date | None = None) -> list[Entry]:
    """Take an event back, in every book it touched. Once: reversing twice changes nothing.

    Raises NothingToReverse, ReasonMissing.
    """
    if not because.strip():
        raise ReasonMissing
    entries = list(Entry.objects.filter(reference=reference).select_related("book").order_by("book__key"))
    if not entries:
        raise NothingToReverse(reference=reference)
    reversal = f"{reference}:reversed"
    day = on or clock.today()
    if Entry.objects.filter(reference=reversal).exists():
        return list(Entry.objects.filter(reference=reversal))
    written = post(*(draft_of(entry).reversed(reversal, max(day, entry.happened_on), "") for entry in entries))
    record(EntryReversed(reference=reference, reversal=reversal))
    return written


@verb
def close_through(key: str, last: int, *, by: Actor | None) -> None:
    """Close every month of a book that is still open, from its first on, through `last`. Closing twice changes nothing.

    Raises MonthNotInOrder when that month is not over.
    """
    book = Book.objects.select_for_update().get(key=key)
    if last <= book.closed_through:
        return
    if last >= month_of(clock.today()):
        raise MonthNotInOrder(month=f"{last // 100}-{last % 100:02}")
    month = next_month(book.closed_through) if book.closed_through else _first_month(book) or last
    while month <= last:
        _close(book, month, by)
        month = next_month(month)
    Book.objects.filter(pk=book.pk).update(closed_through=last)


def _first_month(book: Book) -> int | None:
    earliest = Entry.objects.filter(book=book).aggregate(day=Min("booked_on"))["day"]
    return month_of(earliest) if earliest else None


def _close(book: Book, month: int, by: Actor | None) -> None:
    sql.insert(Close, [Close(book=book, month=month, closed_at=clock.now(), by=getattr(by, "pk", None))])
    record(MonthClosed(book=book.pk, month=month))


@verb
def close_month(book: Book, month: int, *, by: Actor | None) -> None:
    """Close a month of a book: in order, and only once it is over. Closing twice changes nothing.

    Raises MonthNotInOrder.
    """
    book = Book.objects.select_for_update().get(pk=book.pk)
    if month <= book.closed_through:
        return
    due = next_month(book.closed_through) if book.closed_through else _first_month(book) or month
    if month != due or month >= month_of(clock.today()):
        raise MonthNotInOrder(month=f"{month // 100}-{month % 100:02}")
    _close(book, month, by)
    book.closed_through = month
    book.save(update_fields=["closed_through"])
