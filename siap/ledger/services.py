"""The only hands that write in a book."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import Actor
from siap.core.verbs import record, seal, verb
from siap.ledger import chart
from siap.ledger.facts import BookOpened, EntryReversed, MonthClosed
from siap.ledger.models import Account, Book, Close, Entry, Line
from siap.ledger.rules import (
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
    keys = {draft.book for draft in drafts}
    books = {book.key: book for book in Book.objects.filter(key__in=keys)}
    if len(books) != len(keys):
        raise Book.DoesNotExist(f"no book {sorted(keys - set(books))}")
    known = {
        (entry.book_id, entry.reference): entry
        for entry in Entry.objects.filter(reference__in={draft.reference for draft in drafts})
    }
    fresh = [d for d in drafts if not _is_posted(d, known.get((books[d.book].pk, d.reference)))]
    return _write(fresh, books)


def _is_posted(draft: Draft, before: Entry | None) -> bool:
    if before is None:
        return False
    if before.digest != draft.digest(before.booked_on):
        raise AnotherEntry(reference=draft.reference)
    return True


def _accounts(drafts: Sequence[Draft], books: dict[str, Book]) -> dict[tuple[int, chart.Account], int]:
    """Account ids by book and account; what is missing is opened."""
    wanted = {(books[draft.book].pk, line.account) for draft in drafts for line in draft.lines}

    def known() -> dict[tuple[int, chart.Account], int]:
        rows = Account.objects.filter(
            book__in={book for book, _ in wanted},
            code__in={account.code for _, account in wanted},
            subject__in={account.subject for _, account in wanted},
        )
        return {
            (book, chart.Account(code, subject)): pk
            for pk, book, code, subject in rows.values_list("pk", "book_id", "code", "subject")
        }

    found = known()
    missing = sorted(wanted - found.keys())
    if missing:
        opened = [Account(book_id=book, code=account.code, subject=account.subject) for book, account in missing]
        Account.objects.bulk_create(opened, ignore_conflicts=True)
        found = known()
    return found


def _write(drafts: Sequence[Draft], books: dict[str, Book]) -> list[Entry]:
    """Entries, their lines, and then the seal: three statements, however many drafts there are."""
    if not drafts:
        return []
    accounts = _accounts(drafts, books)
    entries = Entry.objects.bulk_create(_entry(draft, books[draft.book]) for draft in drafts)
    Line.objects.bulk_create(
        Line(
            entry=entry,
            book_id=entry.book_id,
            account_id=accounts[entry.book_id, line.account],
            booked_on=entry.booked_on,
            side=line.side,
            amount=line.amount,
        )
        for draft, entry in zip(drafts, entries, strict=True)
        for line in draft.lines
    )
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(sealed=True)
    for entry in entries:
        entry.sealed = True
        seal(f"entry:{entry.digest}")
    return entries


def _entry(draft: Draft, book: Book) -> Entry:
    booked_on = first_open_day(book, draft.happened_on)
    return Entry(
        book=book,
        reference=draft.reference,
        happened_on=draft.happened_on,
        booked_on=booked_on,
        memo=draft.memo,
        digest=draft.digest(booked_on),
    )


def first_open_day(book: Book, day: date) -> date:
    """`day` itself, or the first day after the months that are closed."""
    if month_of(day) > book.closed_through:
        return day
    return first_day(next_month(book.closed_through))


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
    record(EntryReversed(reference=reference, reversal=reversal, because=because))
    return written


@verb
def close_month(book: Book, month: int, *, by: Actor | None) -> None:
    """Close a month of a book: in order, and only once it is over. Closing twice changes nothing.

    Raises MonthNotInOrder.
    """
    book = Book.objects.select_for_update().get(pk=book.pk)
    if month <= book.closed_through:
        return
    earliest = Entry.objects.filter(book=book).order_by("booked_on").values_list("booked_on", flat=True).first()
    due = next_month(book.closed_through) if book.closed_through else month_of(earliest) if earliest else month
    if month != due or month >= month_of(clock.today()):
        raise MonthNotInOrder(month=f"{month // 100}-{month % 100:02}")
    Close.objects.create(book=book, month=month, closed_at=clock.now(), by=getattr(by, "pk", None))
    book.closed_through = month
    book.save(update_fields=["closed_through"])
    record(MonthClosed(book=book.pk, month=month))
