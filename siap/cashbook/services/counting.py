"""Counting the money in the box (*hitung kas*)."""

from uuid import UUID

from siap.business.models import Business
from siap.cashbook import postings, rules
from siap.cashbook.facts import CashCounted
from siap.cashbook.models import CashCount
from siap.core import clock, sql
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.ledger.rules import AmountWrong
from siap.ledger.services import ReasonMissing
from siap.people.models import User


@verb
def count_cash(uid: UUID, business: Business, counted: int, *, because: str = "", by: User) -> CashCount:
    """Note what was counted today (rupiah). What differs from the book is booked as a difference, with its reason.

    The same `uid` again changes nothing. Raises OfAnother, BusinessClosed, AmountWrong, ReasonMissing.
    """
    Book.objects.select_for_update().get(key=business.book)  # no note comes between reading the book and the difference
    known = sql.find(CashCount, uid, business_id=business.pk)
    if known is not None:
        return known
    if business.closed_on is not None:
        raise rules.BusinessClosed(name=business.name)
    if counted < 0:
        raise AmountWrong(amount=counted)
    expected = book.balance(chart.cash, book=business.book)
    if counted != expected and not because.strip():
        raise ReasonMissing
    count = CashCount.objects.create(
        uid=uid,
        business=business,
        counted_on=clock.today(),
        counted=counted,
        expected=expected,
        because=because.strip(),
        by=by,
    )
    if count.difference:
        ledger.post(
            *postings.cash_counted(count.reference, count.counted_on, book=business.book, difference=count.difference)
        )
    record(CashCounted(count=count.pk, business=business.pk, counted=counted, expected=expected, on=count.counted_on))
    return count
