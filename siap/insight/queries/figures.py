"""The figures of a month, of one unit or of the whole office. Rupiah comes from the books, people from the rooms."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from siap.aftercare import queries as aftercare
from siap.business.models import Business, Visit, WorkedTime
from siap.core import clock
from siap.insight import rules
from siap.learning import queries as learning
from siap.learning.models import Audience
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import MonthTotal
from siap.ledger.rules import first_day, last_day, month_of, previous_month
from siap.people.models import Person, Placement, Unit
from siap.programme.models import Participation
from siap.rollout.models import Target
from siap.sharing import queries as sharing
from siap.workshop.models import Product


@dataclass(frozen=True)
class Scope:
    """A unit (none: the whole office) and a month like 202610."""

    unit: Unit | None
    month: int
    since: date = field(init=False)
    until: date = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", first_day(self.month))
        object.__setattr__(self, "until", last_day(self.month))

    def of(self, path: str) -> Q:
        """Only rows whose `path` leads to the unit."""
        return Q(**{path: self.unit}) if self.unit is not None else Q()

    @cached_property
    def books(self) -> list[str]:
        """The keys of its businesses' books."""
        if self.unit is None:
            return book.book_keys("business")
        return [business.book for business in Business.objects.filter(unit=self.unit).only("pk")]

    @property
    def is_over(self) -> bool:
        """The month has ended."""
        return self.until < clock.today()


def last_busy_month() -> int:
    """The newest month in which something was sold; the present one while nothing was."""
    now = month_of(clock.today())
    rows = MonthTotal.objects.filter(code=chart.revenue.code, month__lte=now).order_by("-month")
    return rows.values_list("month", flat=True).first() or now


def figures(scope: Scope) -> dict[str, int]:
    """Every figure of the dictionary, by its key."""
    return {**_people(scope), **_businesses(scope), **_money(scope), **_shared(scope), **_state(scope)}


def _participants(scope: Scope) -> "QuerySet[Participation]":
    """Who was approved and had not left at the month's end."""
    approved = Participation.objects.filter(scope.of("unit"), decided_on__lte=scope.until)
    inside = Q(state=Participation.State.APPROVED) | Q(state=Participation.State.ENDED, ended_on__gt=scope.until)
    rows: QuerySet[Participation] = approved.filter(inside)
    return rows


def _people(scope: Scope) -> dict[str, int]:
    certificates = learning.valid_certificates(Audience.PARTICIPANTS).filter(issued_on__lte=scope.until)
    worked = WorkedTime.objects.filter(sheet__replaced_at=None, sheet__worked_on__range=(scope.since, scope.until))
    counted = _participants(scope).aggregate(
        participants=Count("person", distinct=True),
        women=Count("person", distinct=True, filter=Q(person__sex=Person.Sex.FEMALE)),
        certified=Count("person", distinct=True, filter=Exists(certificates.filter(person=OuterRef("person")))),
        working=Count("person", distinct=True, filter=Exists(worked.filter(person=OuterRef("person")))),
    )
    officers = Placement.objects.filter(scope.of("unit"), status=Placement.Status.OFFICER, until_on=None).filter(
        Exists(
            learning.valid_certificates(Audience.OFFICERS).filter(person=OuterRef("person"), issued_on__lte=scope.until)
        )
    )
    return {
        **counted,
        "working_percent": rules.percent(counted["working"], counted["participants"]),
        "officers": officers.count(),
    }


def _businesses(scope: Scope) -> dict[str, int]:
    formed = Business.objects.filter(scope.of("unit"), formed_on__lte=scope.until)
    still = Q(closed_on=None) | Q(closed_on__gt=scope.until)
    counted = formed.aggregate(
        groups=Count("pk", filter=Q(kind=Business.Kind.GROUP) & still),
        ventures=Count("pk", filter=Q(kind=Business.Kind.VENTURE) & still),
    )
    alive, asked = aftercare.alive(scope.unit)
    ready = Product.objects.filter(scope.of("business__unit"), stage__in=Product.FOR_SALE)
    visits = Visit.objects.filter(scope.of("business__unit"), visited_on__range=(scope.since, scope.until))
    return {
        **counted,
        "ventures_asked": asked,
        "ventures_alive": alive,
        "products": ready.count(),
        "visits": visits.count(),
    }


def _money(scope: Scope) -> dict[str, int]:
    amounts = book.totals(scope.books, since=scope.month, until=scope.month)
    by_code = {one.code: one.balance for one in amounts}
    turnover, cost = by_code.get(chart.revenue.code, 0), by_code.get(chart.cost_of_sales.code, 0)
    expenses = sum(balance for code, balance in by_code.items() if code[0] in "68")
    return {"turnover": turnover, "cost": cost, "expenses": expenses, "result": turnover - cost - expenses}


def _shared(scope: Scope) -> dict[str, int]:
    days = (scope.unit, scope.since, scope.until)
    return {"shared": sharing.shared_to(*days), "people_shared": sharing.people_shared_to(*days)}


def _state(scope: Scope) -> dict[str, int]:
    year = scope.month // 100
    target = Target.objects.filter(scope.of("unit"), year=year, what="state_revenue").aggregate(total=Sum("amount"))
    custody = scope.unit.custody_book if scope.unit is not None else None
    return {
        "deposited": sharing.state_deposited(scope.unit, scope.since, scope.until),
        "deposited_year": sharing.state_deposited(scope.unit, date(year, 1, 1), scope.until),
        "target_year": target["total"] or 0,
        "due": book.balances(chart.state_revenue_due.code, book=custody).get(0, 0),
    }


def sold_by_unit(month: int) -> dict[int | None, int]:
    """What the businesses of each unit sold in a month (rupiah), by unit id; under None what belongs to no unit."""
    units = {f"business:{pk}": unit for pk, unit in Business.objects.values_list("pk", "unit")}
    by_unit: dict[int | None, int] = defaultdict(int)
    for key, amount in book.by_book(chart.revenue.code, since=month, until=month).items():
        by_unit[units.get(key)] += amount
    return dict(by_unit)


def sold_in(month: int) -> int:
    """What all businesses together sold in a month (rupiah)."""
    return sum(book.by_book(chart.revenue.code, since=month, until=month).values())


def last_months(month: int, count: int = 12) -> list[int]:
    """So many months that end with this one, oldest first."""
    months = [month]
    while len(months) < count:
        months.append(previous_month(months[-1]))
    return months[::-1]


def sold_by_month(scope: Scope, count: int = 12) -> list[tuple[int, int]]:
    """What was sold in each of the last months (rupiah), oldest first; the scope's own month is the last."""
    months = last_months(scope.month, count)
    amounts = book.monthly(chart.revenue.code, scope.books, since=months[0], until=months[-1])
    return [(one, amounts.get(one, 0)) for one in months]
