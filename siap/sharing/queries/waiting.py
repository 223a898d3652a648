"""What waits: months to be shared, shares and payouts to be decided, state revenue to be paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from siap.business.models import Business
from siap.core import clock
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import first_day, month_of
from siap.market.models import SaleLine
from siap.people.models import Unit, User
from siap.sharing.models import Payout, Share, StateDeposit
from siap.sharing.queries.sheet import months_in_words


@dataclass(frozen=True)
class OpenMonth:
    """A month of a group that is over, with money that came (rupiah), and not shared."""

    business: Business
    month: int
    turnover: int

    @property
    def label(self) -> str:
        """The month in words."""
        return months_in_words(self.month, self.month)


def open_months(businesses: Iterable[Business]) -> list[OpenMonth]:
    """The months of these groups that could be shared now, oldest first."""
    groups = {one.pk: one for one in businesses if one.kind == Business.Kind.GROUP and one.unit_id is not None}
    until = first_day(month_of(clock.today()))
    came: dict[tuple[int, int], int] = {}
    rows = SaleLine.objects.filter(
        business__in=groups, sale__voided_at=None,
        sale__paid_on__lt=until,
    ).order_by()  # fmt: skip
    for group, on, amount in rows.values_list("business", "sale__paid_on").annotate(Sum("amount")):
        came[month_of(on), group] = came.get((month_of(on), group), 0) + amount
    claimed = Share.objects.filter(business__in=groups, state__in=(Share.State.PREPARED, Share.State.APPROVED))
    spans = list(claimed.values_list("business", "first_month", "last_month"))
    return [
        OpenMonth(groups[group], month, amount)
        for (month, group), amount in sorted(came.items())
        if not any(group == claim and first <= month <= last for claim, first, last in spans)
    ]


def waiting_shares(user: User) -> QuerySet[Share]:
    """Shares that wait for a head, of the units this user sees, oldest first."""
    shares: QuerySet[Share] = Share.objects.visible_to(user).filter(state=Share.State.PREPARED)
    return shares.select_related("business__unit", "prepared_by").order_by("prepared_at")


def waiting_payouts(user: User) -> QuerySet[Payout]:
    """Payouts that are not paid yet, of the units this user sees: a closing first, then by age."""
    payouts: QuerySet[Payout] = Payout.objects.visible_to(user).filter(
        state__in=(Payout.State.PREPARED, Payout.State.APPROVED)
    )
    return payouts.select_related("person", "unit").order_by("kind", "prepared_on", "pk")


def state_due(unit: Unit) -> int:
    """State revenue that was shared and not yet paid (rupiah)."""
    return book.balance(chart.state_revenue_due, book=unit.custody_book)


def state_deposited(unit: Unit | None, since: date, until: date) -> int:
    """State revenue paid between two days, both included (rupiah); of one unit, or of all."""
    rows = StateDeposit.objects.filter(paid_on__range=(since, until))
    if unit is not None:
        rows = rows.filter(unit=unit)
    return int(rows.aggregate(total=Sum("amount"))["total"] or 0)


@dataclass(frozen=True)
class StateLine:
    """State revenue of one month (rupiah): what became due, what was paid, what was still due at its end."""

    month: int
    due: int
    paid: int
    left: int

    @property
    def label(self) -> str:
        """The month in words."""
        return months_in_words(self.month, self.month)


def state_lines(unit: Unit) -> list[StateLine]:
    """How what is due to the state came about, month by month, newest first; reversals stand in their own month."""
    months: dict[int, list[int]] = {}
    for line in book.lines_of(unit.custody_book, chart.state_revenue_due.code):
        due_paid = months.setdefault(month_of(line.booked_on), [0, 0])
        is_deposit = line.entry.reference.startswith("state:")
        due_paid[is_deposit] += line.side * line.amount if is_deposit else -line.side * line.amount
    lines, left = [], 0
    for month in sorted(months):
        due, paid = months[month]
        left += due - paid
        lines.append(StateLine(month, due, paid, left))
    return lines[::-1]
