"""The figures of a period, of one unit or of the whole office. Rupiah comes from the books, people from the rooms."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from siap.aftercare.models import Case, FollowUp
from siap.business.models import Business, Visit, WorkedTime
from siap.core import clock
from siap.insight import rules
from siap.learning.models import Audience, Certificate
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
    """A unit (none: the whole office) and a period, named by its last month (202610).

    With `businesses` it is about those instead, wherever they are: for figures of businesses, not of people.
    """

    unit: Unit | None
    month: int
    span: str = rules.MONTH
    businesses: tuple[Business, ...] | None = None
    since: date = field(init=False)
    until: date = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", first_day(self.period.first))
        object.__setattr__(self, "until", last_day(self.month))

    @property
    def period(self) -> rules.Period:
        """What it covers."""
        return rules.Period(self.month, self.span)

    def at_unit(self, unit: Unit) -> "Scope":
        """The same period of one unit."""
        return Scope(unit, self.month, self.span)

    def of(self, path: str) -> Q:
        """Only rows whose `path` leads to the unit, or to one of the businesses that stand before it on the path."""
        if self.businesses is not None:
            return Q(**{f"{path.removesuffix('unit').removesuffix('__') or 'pk'}__in": self.businesses})
        return Q(**{path: self.unit}) if self.unit is not None else Q()

    @cached_property
    def own(self) -> Sequence[Business]:
        """Its businesses, each with its unit; also those that were closed."""
        if self.businesses is not None:
            return self.businesses
        return list(Business.objects.filter(self.of("unit")).select_related("unit"))

    @cached_property
    def books(self) -> list[str]:
        """The keys of its businesses' books."""
        return [business.book for business in self.own]

    @cached_property
    def moved(self) -> dict[tuple[str, str], int]:
        """What moved on each account of its books in the period (rupiah), by the book's key and the account's code."""
        rows = MonthTotal.objects.filter(book__key__in=self.books, month__range=(self.period.first, self.month))
        nets = rows.values_list("book__key", "code").annotate(net=Sum(F("debit") - F("credit")))
        return {(key, code): net if chart.grows_by_debit(code) else -net for key, code, net in nets}

    @cached_property
    def cases(self) -> list[Case]:
        """Whom its officers accompany today, or expect home: who comes home first stands first."""
        rows = Case.objects.filter(self.of("unit"), closed_on=None).select_related("person", "unit")
        return list(rows.order_by("released_on", "expected_on", "pk"))

    @cached_property
    def found(self) -> list[FollowUp]:
        """What the last visits to its people found."""
        return list(followed_up(self).select_related("case__person", "case__unit"))

    @property
    def is_over(self) -> bool:
        """The period has ended."""
        return self.until < clock.today()


def last_busy_month() -> int:
    """The newest month in which something was sold; the present one while nothing was."""
    now = month_of(clock.today())
    rows = MonthTotal.objects.filter(code=chart.revenue.code, month__lte=now).order_by("-month")
    return rows.values_list("month", flat=True).first() or now


def figures(scope: Scope) -> dict[str, int]:
    """Every figure of the dictionary, by its key."""
    return {**_people(scope), **_businesses(scope), **_money(scope), **_shared(scope), **_state(scope)}


def figures_of_units(scope: Scope) -> list[list[Any]]:
    """The figures of each unit in the same period: [code, name, figures], as a report of the office keeps them."""
    return [[unit.code, unit.short_name, figures(scope.at_unit(unit))] for unit in Unit.objects.order_by("pk")]


def participants(scope: Scope) -> "QuerySet[Participation]":
    """Who was approved and had not left at the month's end."""
    approved = Participation.objects.filter(scope.of("unit"), decided_on__lte=scope.until)
    inside = Q(state=Participation.State.APPROVED) | Q(state=Participation.State.ENDED, ended_on__gt=scope.until)
    rows: QuerySet[Participation] = approved.filter(inside)
    return rows


def certificates(scope: Scope, audience: str) -> "QuerySet[Certificate]":
    """Certificates that counted at the period's end, of courses for that audience."""
    issued = Certificate.objects.filter(course__audience=audience, issued_on__lte=scope.until)
    return issued.filter(Q(revoked_on=None) | Q(revoked_on__gt=scope.until))


def worked(scope: Scope) -> "QuerySet[WorkedTime]":
    """Who worked how long, by the sheets that stand."""
    return WorkedTime.objects.filter(
        sheet__replaced_at=None, is_excused=False, sheet__worked_on__range=(scope.since, scope.until)
    )


def officers(scope: Scope) -> "QuerySet[Placement]":
    """Officers placed there at the period's end with a certificate that counted."""
    placed = Placement.objects.filter(scope.of("unit"), status=Placement.Status.OFFICER, from_on__lte=scope.until)
    there: QuerySet[Placement] = placed.filter(Q(until_on=None) | Q(until_on__gt=scope.until)).filter(
        Exists(certificates(scope, Audience.OFFICERS).filter(person=OuterRef("person")))
    )
    return there


def _people(scope: Scope) -> dict[str, int]:
    passed, hours = certificates(scope, Audience.PARTICIPANTS), worked(scope)
    counted = participants(scope).aggregate(
        participants=Count("person", distinct=True),
        women=Count("person", distinct=True, filter=Q(person__sex=Person.Sex.FEMALE)),
        certified=Count("person", distinct=True, filter=Exists(passed.filter(person=OuterRef("person")))),
        working=Count("person", distinct=True, filter=Exists(hours.filter(person=OuterRef("person")))),
    )
    return {
        **counted,
        "working_percent": rules.percent(counted["working"], counted["participants"]),
        "officers": officers(scope).count(),
    }


def _businesses(scope: Scope) -> dict[str, int]:
    formed = Business.objects.filter(scope.of("unit"), formed_on__lte=scope.until)
    still = Q(closed_on=None) | Q(closed_on__gt=scope.until)
    counted = formed.aggregate(
        groups=Count("pk", filter=Q(kind=Business.Kind.GROUP) & still),
        ventures=Count("pk", filter=Q(kind=Business.Kind.VENTURE) & still),
    )
    found = followed_up(scope)
    ready = Product.objects.filter(scope.of("business__unit"), stage__in=Product.FOR_SALE)
    visits = Visit.objects.filter(scope.of("business__unit"), visited_on__range=(scope.since, scope.until))
    return {
        **counted,
        "ventures_asked": found.count(),
        "ventures_alive": found.filter(answer=FollowUp.Answer.ALIVE).count(),
        "products": ready.count(),
        "visits": visits.count(),
    }


def followed_up(scope: Scope) -> "QuerySet[FollowUp]":
    """The last answer of every case up to the period's end. Who could not be reached is no answer: lost is never a zero."""
    done = FollowUp.objects.filter(done_on__lte=scope.until)
    if scope.unit is not None:
        done = done.filter(Q(case__unit=scope.unit) | Q(case__released_from=scope.unit))
    later = FollowUp.objects.filter(case=OuterRef("case"), done_on__lte=scope.until, month__gt=OuterRef("month"))
    last: QuerySet[FollowUp] = done.exclude(Exists(later)).exclude(answer=FollowUp.Answer.LOST)
    return last


def _money(scope: Scope) -> dict[str, int]:
    amounts = book.totals(scope.books, since=scope.period.first, until=scope.month)
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
        "due": book.balance(chart.state_revenue_due, book=custody, on=scope.until),
    }


def sold_by_unit(month: int, since: int = 0) -> dict[int | None, int]:
    """What the businesses of each unit sold up to a month (rupiah), by unit id; under None what belongs to no unit."""
    units = {f"business:{pk}": unit for pk, unit in Business.objects.values_list("pk", "unit")}
    by_unit: dict[int | None, int] = defaultdict(int)
    for key, amount in book.by_book(chart.revenue.code, since=since or month, until=month).items():
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
