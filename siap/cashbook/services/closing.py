"""Closing a month of a business's book."""

from siap.business.models import Business
from siap.cashbook import queries
from siap.cashbook.services.equipping import depreciate
from siap.core.verbs import verb
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.people.models import User


@verb
def close_month(business: Business, month: int, *, by: User) -> None:
    """Close a month (202611) of a business's book: what comes later for it is booked in the next.

    What its tools were used up by until then is written off first.
    Raises MonthNotInOrder.
    """
    while (due := queries.month_to_write_off(business)) and due <= month:
        depreciate(business, due, by=by)
    ledger.close_month(Book.objects.get(key=business.book), month, by=by)
