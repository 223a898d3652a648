"""The state's part in a year, by unit: what was left from before, what became due, what was taken back, paid and billed, and
what of it all is still due; beside the year's target. All from the book, its proofs and its billings (rupiah)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from siap.core import clock
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.models import Unit
from siap.rollout import rules as rollout
from siap.rollout.models import Target
from siap.sharing.models import Part, Share, StateBilling, StateDeposit


@dataclass(frozen=True)
class StateYear:
    """One unit's year, or all units' together (rupiah). Brought over + due − taken back − paid is what is left."""

    brought_over: int
    due: int
    taken_back: int
    paid: int
    billed: int  # of what is left, under a code that waits to be paid
    target: int
    unit: Unit | None = None

    @property
    def left(self) -> int:
        """What was still due at the year's end, or is now."""
        return self.brought_over + self.due - self.taken_back - self.paid

    @property
    def unbilled(self) -> int:
        """What of it no waiting code covers."""
        return self.left - self.billed

    @property
    def percent(self) -> int | None:
        """How much of the target was paid, in whole percent; nothing where there is no target."""
        return rollout.progress(self.paid, self.target) if self.target else None


def state_years(units: Iterable[Unit], year: int) -> list[StateYear]:
    """These units' year, in the order given. Six queries, however many units."""
    first, last = year * 100 + 1, year * 100 + 12
    code = chart.state_revenue_due.code
    before, grown = book.by_book(code, until=first - 1), book.by_book(code, since=first, until=last)
    paid = _sums(StateDeposit.objects.filter(paid_on__year=year), "unit")
    back = _taken_back(year)
    billed = _sums(StateBilling.objects.filter(deposit=None, due_on__gte=clock.today()), "unit")
    targets = _sums(Target.objects.filter(year=year, what="state_revenue"), "unit")
    is_now = year == clock.today().year
    return [
        StateYear(
            brought_over=before.get(unit.custody_book, 0),
            due=grown.get(unit.custody_book, 0) + paid.get(unit.pk, 0) + back.get(unit.pk, 0),
            taken_back=back.get(unit.pk, 0),
            paid=paid.get(unit.pk, 0),
            billed=billed.get(unit.pk, 0) if is_now else 0,
            target=targets.get(unit.pk, 0),
            unit=unit,
        )
        for unit in units
    ]


def all_together(years: Iterable[StateYear]) -> StateYear:
    """Several units' year as one."""
    rows = list(years)
    figures = ("brought_over", "due", "taken_back", "paid", "billed", "target")
    return StateYear(*(sum(getattr(row, name) for row in rows) for name in figures))


def _taken_back(year: int) -> dict[int, int]:
    """The state's part of shares that were taken back in a year, by unit."""
    parts = Part.objects.filter(kind="state", share__state=Share.State.REVERSED)
    begin = clock.at(clock.today().replace(year=year, month=1, day=1), 0)
    end = clock.at(clock.today().replace(year=year + 1, month=1, day=1), 0)
    return _sums(parts.filter(share__decided_at__gte=begin, share__decided_at__lt=end), "share__business__unit")


def _sums(
    rows: "QuerySet[Part] | QuerySet[StateBilling] | QuerySet[StateDeposit] | QuerySet[Target]", unit: str
) -> dict[int, int]:
    return dict(rows.order_by().values_list(unit).annotate(total=Sum("amount")))
