"""How far what was agreed is, counted from every room to the left where it can be."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from siap.business.models import Business, Visit
from siap.core import clock
from siap.learning.models import Audience, Certificate
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import month_of
from siap.people.models import Unit
from siap.programme.models import Agreement, ScopeItem
from siap.rollout import rules
from siap.workshop.models import Product


@dataclass(frozen=True)
class ScopeProgress:
    """A part of an agreement and how far it is: counted from the records, or as told; None where neither is known."""

    item: ScopeItem
    done: int | None

    @property
    def percent(self) -> int | None:
        """Whole percent of what is to be reached; more than 100 when it was passed."""
        if self.done is None:
            return self.item.told_percent
        return rules.progress(self.done, self.item.goal or 0)

    @property
    def is_rupiah(self) -> bool:
        """Whether it is counted in money."""
        return self.item.measure in rules.IN_RUPIAH

    @property
    def is_late(self) -> bool:
        """Its day has passed and it is not reached."""
        due = self.item.due_on
        return due is not None and due < clock.today() and (self.percent or 0) < 100


def scope_progress(agreement: Agreement) -> list[ScopeProgress]:
    """How far every part of an agreement is, counted over the units that take part since it was signed."""
    units = Unit.objects.filter(agreements=agreement)
    return [
        ScopeProgress(item, _COUNTED[item.measure](units, agreement.signed_on) if item.measure else None)
        for item in agreement.scope.all()
    ]


def _certified_since(audience: str) -> Callable[[QuerySet[Unit], date], int]:
    def count(units: QuerySet[Unit], since: date) -> int:
        rows = Certificate.objects.filter(enrolment__cohort__unit__in=units, revoked_on=None, issued_on__gte=since)
        return rows.filter(course__audience=audience).values("person").distinct().count()

    return count


def _sold_since(units: QuerySet[Unit], since: date) -> int:
    keys = [business.book for business in Business.objects.filter(unit__in=units)]
    months = book.monthly(chart.revenue.code, keys, since=month_of(since), until=month_of(clock.today()))
    return sum(months.values())


_COUNTED: dict[str, Callable[[QuerySet[Unit], date], int]] = {
    "officers": _certified_since(Audience.OFFICERS),
    "trained": _certified_since(Audience.PARTICIPANTS),
    "groups": lambda units, since: Business.objects.filter(
        unit__in=units, kind=Business.Kind.GROUP, formed_on__gte=since
    ).count(),
    "visits": lambda units, since: Visit.objects.filter(business__unit__in=units, visited_on__gte=since).count(),
    "products": lambda units, _since: Product.objects.filter(
        business__unit__in=units, stage__in=Product.FOR_SALE
    ).count(),
    "turnover": _sold_since,
}
"""Each of `programme.rules.MEASURES`, over units, since a day."""
