"""What an owner writes down, and takes back."""

from datetime import date
from uuid import UUID

from siap.business.models import Business
from siap.cashbook import postings, queries, rules
from siap.cashbook.facts import CashNoted, CashNoteReversed, CounterpartyMet, EquipmentBought
from siap.cashbook.models import CashNote, Counterparty, Equipment
from siap.core import clock, sql
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
from siap.ui import words
from siap.workshop.models import Purchase


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
    whom: str = "",
    years: int = rules.USUAL_YEARS,
) -> CashNote:
    """Write money (rupiah) down in a business's book, in one of the words of `rules.KINDS`.

    What belongs to a closed month is booked on the first open day. The same `uid` again changes nothing.
    `whom`: who owes or is owed, by name, where a debt is made or settled; `years`: how long a tool is used.
    Raises OfAnother, KindUnknown, VenturesOnly, BusinessClosed, DayInFuture, DayBeforeForming, NoteMissing, AmountWrong,
    WhoMissing, MoreThanOwed, NotEnoughCash, NotEnoughCashThen, YearsWrong, and what keeping a document raises.
    """
    closed = Book.objects.select_for_update().get(key=business.book).closed_through  # two do not spend the same cash
    known = sql.find(CashNote, uid, business_id=business.pk)
    if known is not None:
        return known
    word = _word(business, kind)
    _check_day(business, happened_on)
    if not note.strip():
        raise rules.NoteMissing
    if amount <= 0:
        raise AmountWrong(amount=amount)
    counterparty = _counterparty(business, word, whom, amount)
    if word.account == chart.equipment and not 1 <= years <= rules.MOST_YEARS:
        raise rules.YearsWrong(most=rules.MOST_YEARS)
    if not word.money_grows:
        _check_cash(business, amount, ledger.first_open_day(closed, happened_on))
    document = core.keep_document(receipt, kind="receipt", by=by) if receipt else None
    noted = CashNote.objects.create(
        uid=uid,
        business=business,
        kind=word.code,
        amount=amount,
        happened_on=happened_on,
        note=note.strip(),
        counterparty=counterparty,
        receipt=document,
        by=by,
    )
    ledger.post(*postings.cash_noted(noted.reference, happened_on, book=business.book, kind=word, amount=amount))
    record(_said(noted))
    if word.account == chart.equipment:
        _enter_tool(noted, years)
    return noted


def _said(note: CashNote) -> CashNoted:
    return CashNoted(
        note=note.pk,
        business=note.business_id,
        kind=note.kind,
        amount=note.amount,
        on=note.happened_on,
        counterparty=note.counterparty_id,
    )


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
        raise rules.DayBeforeForming(formed_on=words.day(business.formed_on))


def _counterparty(business: Business, word: rules.Kind, whom: str, amount: int) -> Counterparty | None:
    """Who stands on the other side of a debt. What settles one is never more than what is open with him."""
    if not word.debt:
        return None
    if not word.settles:
        if not whom.strip():
            raise rules.WhoMissing
        return _met(business, whom)
    owed = {one.key: one for one in queries.owing(business, word.debt) if one.ages.total > 0}
    if len(owed) > 1 and not whom.strip():
        raise rules.WhoMissing
    one = owed.get(rules.key_of(whom)) if whom.strip() else next(iter(owed.values()), None)
    if one is None or amount > one.ages.total:
        raise rules.MoreThanOwed(left=rupiah(one.ages.total if one else 0))
    return one.counterparty


def _met(business: Business, name: str) -> Counterparty:
    spelled = " ".join(name.split())
    found, is_new = Counterparty.objects.get_or_create(
        business=business, key=rules.key_of(name), defaults={"name": spelled}
    )
    if is_new:
        record(CounterpartyMet(counterparty=found.pk, business=business.pk))
    return found


@verb
def meet_supplier(purchase: int, *, by: User | None = None) -> None:
    """Know who sold material (a purchase, by id) that is still to be paid."""
    bought = Purchase.objects.select_related("business").get(pk=purchase)
    if not bought.is_paid:
        _met(bought.business, bought.supplier)


def _enter_tool(note: CashNote, years: int) -> None:
    tool = Equipment.objects.create(
        business=note.business,
        note=note,
        name=note.note,
        bought_on=note.happened_on,
        cost=note.amount,
        years=years,
    )
    record(
        EquipmentBought(equipment=tool.pk, business=note.business_id, cost=tool.cost, years=years, on=tool.bought_on)
    )


def _check_cash(business: Business, amount: int, since: date) -> None:
    """Cash must have been there on that day, and be there on every day after it."""
    left, day = book.lowest(chart.cash, book=business.book, since=since)
    if amount <= left:
        return
    if day == clock.today() or left == book.balance(chart.cash, book=business.book):
        raise rules.NotEnoughCash(left=rupiah(left), amount=rupiah(amount))
    raise rules.NotEnoughCashThen(day=words.day(day), left=rupiah(left), amount=rupiah(amount))


@verb
def reverse_note(note: CashNote, *, because: str, by: User) -> CashNote:
    """Take a note back, today, with its reason. Once: again changes nothing.

    Raises ReasonMissing, NotEnoughCash (what came in was spent meanwhile), MoreThanOwed (it was collected meanwhile),
    EquipmentInUse.
    """
    Book.objects.select_for_update().get(key=note.business.book)  # nobody spends meanwhile what it takes back
    note = CashNote.objects.select_related("business", "counterparty").get(pk=note.pk)
    if note.reversed_at is not None:
        return note
    if not because.strip():
        raise ReasonMissing
    if note.word.money_grows:
        _check_still_there(note)
    tool = Equipment.objects.filter(note=note).first()
    if tool is not None and (tool.gone_on is not None or tool.depreciations.exists()):
        raise rules.EquipmentInUse
    ledger.reverse(note.reference, because=because.strip(), by=by)
    note.reversed_at, note.reversed_because = clock.now(), because.strip()
    note.save(update_fields=["reversed_at", "reversed_because"])
    record(CashNoteReversed(note=note.pk, business=note.business_id))
    return note


def _check_still_there(note: CashNote) -> None:
    if note.word.money == chart.receivable:
        open_now = queries.owing(note.business, chart.receivable.code)
        left = sum(one.ages.total for one in open_now if one.counterparty == note.counterparty)
        if note.amount > left:
            raise rules.MoreThanOwed(left=rupiah(left))
        return
    left = book.balance(note.word.money, book=note.business.book)
    if note.amount > left:
        raise rules.NotEnoughCash(left=rupiah(left), amount=rupiah(note.amount))
