"""What a business began with: entered once from a table, and taken back when it was wrong."""

from collections.abc import Sequence
from datetime import date

from siap.business.models import Business
from siap.cashbook import rules
from siap.core import clock
from siap.core.money import rupiah
from siap.core.verbs import verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.models import Book, Entry
from siap.ledger.rules import Posting
from siap.people.models import User


@verb
def enter_opening(business: Business, lines: Sequence[Posting], *, on: date, by: User) -> Entry:
    """Enter what a business began with (rupiah), as of a day.

    Raises DayInFuture, AlreadyOpened, NothingToOpen, NotBalanced.
    """
    if on > clock.today():
        raise rules.DayInFuture
    return ledger.enter_opening(business.book, lines, on=on, by=by)


@verb
def take_back_opening(business: Business, *, because: str, by: User) -> None:
    """Take the opening balance back, today, with its reason; then it may be entered anew. Nothing there, nothing happens.

    Raises ReasonMissing, NotEnoughCash (what was there at the beginning was spent meanwhile).
    """
    Book.objects.select_for_update().get(key=business.book)  # nobody spends meanwhile what it takes back
    entry = book.opening(business.book)
    if entry is None:
        return
    for account in (chart.cash, chart.bank):
        there = sum(line.side * line.amount for line in entry.lines.all() if line.account.code == account.code)
        left = book.balance(account, book=business.book)
        if there > left:
            raise rules.NotEnoughCash(left=rupiah(left), amount=rupiah(there))
    ledger.reverse(entry.reference, because=because, by=by)
