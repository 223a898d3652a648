"""Who owes a business and whom it owes: the lines of the book's own debt account, each laid to a counterparty.

Read this way the parts always add up to what the statement shows, to the rupiah.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.cashbook import rules
from siap.cashbook.models import CashNote, Counterparty
from siap.cashbook.queries.running import REVERSED, named
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
    day = on or clock.today()
    movements = _movements(business, code, day)
    who = _sides(business, movements)
    by_side: dict[Counterparty | None, list[Movement]] = defaultdict(list)
    for movement in movements:
        by_side[who.get(movement.reference)].append(movement)
    found = [
        Owed(side, rules.ages([(one.happened_on, one.amount) for one in moved], day), tuple(moved))
        for side, moved in by_side.items()
    ]
    return sorted(found, key=lambda owed: (owed.ages.total <= 0, owed.ages.since or day, owed.name))


def _movements(business: Business, code: str, on: date) -> list[Movement]:
    """What events did to the account; an event and its reversal are one, and nothing if nothing is left of it."""
    sign = 1 if chart.grows_by_debit(code) else -1
    lines = Line.objects.filter(book__key=business.book, account__code=code, booked_on__lte=on)
    rows = lines.values_list("entry__reference", "entry__happened_on").annotate(net=Sum(F("side") * F("amount")))
    days: dict[str, date] = {}
    amounts: dict[str, int] = defaultdict(int)
    for reference, happened_on, net in rows:
        event = reference.removesuffix(REVERSED)
        days[event] = min(happened_on, days.get(event, happened_on))
        amounts[event] += sign * net
    found = [Movement(event, days[event], amount) for event, amount in amounts.items() if amount]
    return sorted(found, key=lambda one: (one.happened_on, one.reference))


def _sides(business: Business, movements: Iterable[Movement]) -> dict[str, Counterparty]:
    """The counterparty of each event: a note names it, a purchase has its supplier."""
    uids: dict[str, set[str]] = defaultdict(set)
    for movement in movements:
        kind, uid = named(movement.reference)
        uids[kind].add(uid)
    notes = CashNote.objects.filter(uid__in=uids["note"]).select_related("counterparty")
    found = {note.reference: note.counterparty for note in notes if note.counterparty}
    by_key = {one.key: one for one in Counterparty.objects.filter(business=business)}
    for purchase in Purchase.objects.filter(uid__in=uids["purchase"]):
        if seller := by_key.get(rules.key_of(purchase.supplier)):
            found[purchase.reference] = seller
    return found
