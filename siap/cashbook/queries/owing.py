"""Who owes a business and whom it owes: the lines of the book's own debt account, each laid to a counterparty.

Read this way the parts always add up to what the statement shows, to the rupiah.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.cashbook import rules
from siap.cashbook.models import CashNote, Counterparty
from siap.cashbook.queries.running import REVERSED
from siap.core import clock
from siap.ledger import chart
from siap.ledger.models import Line
from siap.workshop.models import Purchase


@dataclass(frozen=True)
class Movement:
    """One event between a business and a counterparty (rupiah): positive owes more, negative settles."""

    reference: str
    happened_on: date
    amount: int

    @property
    def paid(self) -> int:
        """What it settled."""
        return max(-self.amount, 0)


@dataclass(frozen=True)
class Owed:
    """What is open with one counterparty, and how old it is; `counterparty` is None where the book does not say whose."""

    counterparty: Counterparty | None
    ages: rules.Ages
    movements: tuple[Movement, ...]

    @property
    def name(self) -> str:
        """Who it is."""
        return self.counterparty.name if self.counterparty else _("Belum disebut siapa")

    @property
    def key(self) -> str:
        """How a form names it."""
        return self.counterparty.key if self.counterparty else rules.NOBODY


def owing(business: Business, code: str, *, on: date | None = None) -> list[Owed]:
    """Everybody with whom something happened on a debt account (payable or receivable) up to a day, the oldest first."""
    return owing_by_book([business.book], [business], code, on or clock.today()).get(business.book, [])


def owing_by_book(books: Sequence[str], businesses: Sequence[Business], code: str, on: date) -> dict[str, list[Owed]]:
    """The same for many books at once, by their keys; `businesses` are those among whose counterparties one looks."""
    who = _sides(businesses)
    found: dict[str, list[Owed]] = {}
    for key, movements in _movements(books, code, on).items():
        by_side: dict[Counterparty | None, list[Movement]] = defaultdict(list)
        for movement in movements:
            by_side[who.get(movement.reference)].append(movement)
        owed = [
            Owed(side, rules.ages([(one.happened_on, one.amount) for one in moved], on), tuple(moved))
            for side, moved in by_side.items()
        ]
        found[key] = sorted(owed, key=lambda one: (one.ages.total <= 0, one.ages.since or on, one.name))
    return found


def _movements(books: Sequence[str], code: str, on: date) -> dict[str, list[Movement]]:
    """What events did to the account, by book; an event and its reversal are one, and nothing if nothing is left of it."""
    sign = 1 if chart.grows_by_debit(code) else -1
    lines = Line.objects.filter(book__key__in=books, account__code=code, booked_on__lte=on)
    rows = lines.values_list("book__key", "entry__reference", "entry__happened_on")
    days: dict[tuple[str, str], date] = {}
    amounts: dict[tuple[str, str], int] = defaultdict(int)
    for key, reference, happened_on, net in rows.annotate(net=Sum(F("side") * F("amount"))):
        event = key, reference.removesuffix(REVERSED)
        days[event] = min(happened_on, days.get(event, happened_on))
        amounts[event] += sign * net
    found: dict[str, list[Movement]] = defaultdict(list)
    for (key, reference), amount in amounts.items():
        if amount:
            found[key].append(Movement(reference, days[key, reference], amount))
    return {key: sorted(moved, key=lambda one: (one.happened_on, one.reference)) for key, moved in found.items()}


def _sides(businesses: Sequence[Business]) -> dict[str, Counterparty]:
    """The counterparty of each event: a note names it, a purchase on credit has its supplier."""
    notes = CashNote.objects.filter(business__in=businesses, counterparty__isnull=False).select_related("counterparty")
    found = {note.reference: note.counterparty for note in notes if note.counterparty}
    by_key = {(one.business_id, one.key): one for one in Counterparty.objects.filter(business__in=businesses)}
    for purchase in Purchase.objects.filter(business__in=businesses, is_paid=False):
        if seller := by_key.get((purchase.business_id, rules.key_of(purchase.supplier))):
            found[purchase.reference] = seller
    return found
