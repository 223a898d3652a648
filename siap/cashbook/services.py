"""What an owner writes down, takes back, and closes."""

from datetime import date
from uuid import UUID

from siap.business.models import Business
from siap.cashbook import postings, rules
from siap.cashbook.facts import CashNoted, CashNoteReversed
from siap.cashbook.models import CashNote
from siap.core import clock
from siap.core import services as core
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.ledger.rules import AmountWrong
from siap.ledger.services import ReasonMissing
from siap.people.models import User


@verb
def note_cash(
    uid: UUID,
    business: Business,
    kind: str,
    amount: int,
    *,
    happened_on: date,
    note: str,
    by: User,
    receipt: bytes | None = None,
) -> CashNote:
    """Write money (rupiah) down in a business's book, in one of the words of `rules.KINDS`.

    What belongs to a closed month is booked on the first open day. The same `uid` again changes nothing.
    Raises KindUnknown, VenturesOnly, BusinessClosed, DayInFuture, DayBeforeForming, NoteMissing, AmountWrong,
    MoreThanOwed, NotEnoughCash, and what keeping a document raises.
    """
    Book.objects.select_for_update().get(key=business.book)  # two notes do not spend the same cash
    known = CashNote.objects.filter(uid=uid).first()
    if known is not None:
        return known
    word = _word(business, kind)
    _check_day(business, happened_on)
    if not note.strip():
        raise rules.NoteMissing
    if amount <= 0:
        raise AmountWrong(amount=amount)
    _check_owed(business, word, amount)
    if not word.money_grows:
        _check_cash(business, amount, since=happened_on)
    document = core.keep_document(receipt, kind="receipt", by=by) if receipt else None
    noted = CashNote.objects.create(
        uid=uid,
        business=business,
        kind=word.code,
        amount=amount,
        happened_on=happened_on,
        note=note.strip(),
        receipt=document,
        by=by,
    )
    ledger.post(*postings.cash_noted(noted.reference, happened_on, book=business.book, kind=word, amount=amount))
    record(CashNoted(note=noted.pk, business=business.pk, kind=word.code, amount=amount, on=happened_on))
    return noted


def _word(business: Business, code: str) -> rules.Kind:
    word = rules.BY_CODE.get(code)
    if word is None:
        raise rules.KindUnknown
    if word.ventures_only and business.kind != Business.Kind.VENTURE:
        raise rules.VenturesOnly(kind=word.label)
    if business.closed_on is not None:
        raise rules.BusinessClosed(name=business.name)
    return word


def _check_day(business: Business, day: date) -> None:
    if day > clock.today():
        raise rules.DayInFuture
    if day < business.formed_on:
        raise rules.DayBeforeForming(formed_on=business.formed_on.strftime("%d/%m/%Y"))


def _check_owed(business: Business, word: rules.Kind, amount: int) -> None:
    """A debt cannot be paid, nor a claim collected, beyond what there is of it."""
    if word.account in {chart.payable, chart.receivable}:
        left = book.balance(word.account, book=business.book)
        if amount > left:
            raise rules.MoreThanOwed(left=rupiah(left))


def _check_cash(business: Business, amount: int, *, since: date) -> None:
    """Cash must have been there on that day, and be there still."""
    left = min(book.balance(chart.cash, book=business.book, on=since), book.balance(chart.cash, book=business.book))
    if amount > left:
        raise rules.NotEnoughCash(left=rupiah(left), amount=rupiah(amount))


@verb
def reverse_note(note: CashNote, *, because: str, by: User) -> CashNote:
    """Take a note back, today, with its reason. Once: again changes nothing.

    Raises ReasonMissing, NotEnoughCash (what came in was spent meanwhile), MoreThanOwed (it was collected meanwhile).
    """
    note = CashNote.objects.select_for_update().select_related("business").get(pk=note.pk)
    if note.reversed_at is not None:
        return note
    if not because.strip():
        raise ReasonMissing
    if note.word.money_grows:
        _check_still_there(note)
    ledger.reverse(note.reference, because=because.strip(), by=by)
    note.reversed_at, note.reversed_because = clock.now(), because.strip()
    note.save(update_fields=["reversed_at", "reversed_because"])
    record(CashNoteReversed(note=note.pk, business=note.business_id, because=note.reversed_because))
    return note


def _check_still_there(note: CashNote) -> None:
    left = book.balance(note.word.money, book=note.business.book)
    if note.amount > left:
        if note.word.money == chart.receivable:
            raise rules.MoreThanOwed(left=rupiah(left))
        raise rules.NotEnoughCash(left=rupiah(left), amount=rupiah(note.amount))


@verb
def close_month(business: Business, month: int, *, by: User) -> None:
    """Close a month (202611) of a business's book: what comes later for it is booked in the next.

    Raises MonthNotInOrder.
    """
    ledger.close_month(Book.objects.get(key=business.book), month, by=by)
