"""Sellers' debts that the first edition wrote without a name get one (ADR 0020)."""

from collections import defaultdict

from siap.core import clock
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.market import postings, queries
from siap.market.facts import DebtsNamed
from siap.people.models import User


@verb
def name_debts(*, by: User | None) -> int:
    """Carry over what sellers owe by first-edition entries, one entry a seller; the number of debts that were named.

    Again it changes nothing, unless a first-edition event was taken back meanwhile.
    """
    if not queries.debts_to_carry():
        return 0
    list(Book.objects.select_for_update().filter(kind=Book.Kind.SELLER).order_by("pk"))  # one carries at a time
    left = queries.debts_to_carry()
    by_seller: dict[str, dict[int, int]] = defaultdict(dict)
    for (seller, business), amount in left.items():
        by_seller[seller][business] = amount
    for seller, debts in by_seller.items():
        reference = f"{queries.CARRIED}{next_number('carry-over')}"
        ledger.post(*postings.debts_named(reference, clock.today(), seller=seller, debts=debts))
        record(DebtsNamed(seller=seller, debts=tuple(debts.items())))
    return len(left)
