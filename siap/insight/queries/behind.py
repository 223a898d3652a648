"""The rows behind every figure of the dictionary. Their amounts add up to the figure: a test says so for each of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.aftercare.models import FollowUp
from siap.business.models import Business, Visit
from siap.core import clock
from siap.insight import rules
from siap.insight.queries import figures as counted
from siap.insight.queries.figures import Scope
from siap.insight.queries.steps import may_open
from siap.learning.models import Audience
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.models import Person, Unit, User
from siap.rollout.models import Target
from siap.sharing.models import Share, Slip, StateDeposit
from siap.workshop.models import Product


@dataclass(frozen=True)
class Row:
    """One thing a figure counts: what it is, of which unit, when, how much it adds, and where it can be opened by whom."""

    label: str
    unit: Unit | None
    on: date | None = None
    amount: int = 1
    page: str = ""
    needs: str = ""
    is_person: bool = False


def rows_behind(scope: Scope, key: str) -> list[Row]:
    """The rows behind a figure of the dictionary: by unit and name, or the figures it is made of, as the sum has them."""
    if key in _MADE_OF:
        return _figures(scope, _MADE_OF[key])
    return sorted(_ROWS[key](scope), key=lambda row: (row.unit.pk if row.unit else 0, row.label, row.on or date.min))


def seen_by(viewer: User, rows: Iterable[Row]) -> list[Row]:
    """The same rows as this viewer may see them: without people, whom he then sees counted by unit; and without a way into
    pages that are not his."""
    told, people = [], dict[int, int]()
    units = dict[int, Unit]()
    for row in rows:
        if row.is_person and not viewer.can("people.see") and row.unit is not None:
            units[row.unit.pk] = row.unit
            people[row.unit.pk] = people.get(row.unit.pk, 0) + row.amount
        elif row.page and not may_open(viewer, row.needs, row.unit.pk if row.unit else None):
            told.append(Row(row.label, row.unit, row.on, row.amount))
        else:
            told.append(row)
    told += [Row(units[pk].name, units[pk], amount=count) for pk, count in people.items()]
    return told


def person_row(person: Person, unit: Unit | None, on: date | None) -> Row:
    """By workshop name and member code: enough to find somebody, for whoever may."""
    page = reverse("people:person", args=[person.uid])
    return Row(
        f"{person.workshop_name} · {person.member_code}", unit, on, page=page, needs="people.see", is_person=True
    )


def _once(rows: Iterable[tuple[Person, Unit | None, date | None]]) -> list[Row]:
    """A person once, however often he is there."""
    seen = {person.pk: (person, unit, on) for person, unit, on in rows}
    return [person_row(*one) for one in seen.values()]


def _participants(scope: Scope, *which: Q | Exists) -> list[Row]:
    rows = counted.participants(scope).filter(*which).select_related("person", "unit").order_by("decided_on")
    return _once((one.person, one.unit, one.decided_on) for one in rows)


def _certified(scope: Scope) -> list[Row]:
    passed = counted.certificates(scope, Audience.PARTICIPANTS)
    return _participants(scope, Exists(passed.filter(person=OuterRef("person"))))


def _working(scope: Scope) -> list[Row]:
    return _participants(scope, Exists(counted.worked(scope).filter(person=OuterRef("person"))))


def _officers(scope: Scope) -> list[Row]:
    rows = counted.officers(scope).select_related("person", "unit")
    return _once((one.person, one.unit, one.from_on) for one in rows)


def _businesses(kind: str) -> Callable[[Scope], list[Row]]:
    def rows(scope: Scope) -> list[Row]:
        return [
            _business(one, one.formed_on, 1)
            for one in scope.own
            if one.kind == kind and one.formed_on <= scope.until
            if one.closed_on is None or one.closed_on > scope.until
        ]

    return rows


def _business(one: Business, on: date | None, amount: int) -> Row:
    return Row(one.name, one.unit, on, amount, reverse("business:business", args=[one.uid]), "business.see")


def _products(scope: Scope) -> list[Row]:
    rows = Product.objects.filter(scope.of("business__unit"), stage__in=Product.FOR_SALE)
    return [
        Row(
            f"{one.name} · {one.business.name}",
            one.business.unit,
            page=reverse("workshop:product", args=[one.uid]),
            needs="workshop.see",
        )
        for one in rows.select_related("business__unit")
    ]


def _visits(scope: Scope) -> list[Row]:
    rows = Visit.objects.filter(scope.of("business__unit"), visited_on__range=(scope.since, scope.until))
    return [_business(one.business, one.visited_on, 1) for one in rows.select_related("business__unit")]


def _followed(*answers: str) -> Callable[[Scope], list[Row]]:
    def rows(scope: Scope) -> list[Row]:
        return [
            person_row(one.case.person, one.case.unit, one.done_on)
            for one in scope.found
            if not answers or one.answer in answers
        ]

    return rows


def _money(codes: str | tuple[str, ...]) -> Callable[[Scope], list[Row]]:
    def rows(scope: Scope) -> list[Row]:
        amounts: dict[str, int] = {}
        for (key, code), amount in scope.moved.items():
            if code.startswith(codes):
                amounts[key] = amounts.get(key, 0) + amount
        return [
            Row(one.name, one.unit, None, amounts[one.book], reverse("cashbook:book", args=[one.uid]), "cashbook.see")
            for one in scope.own
            if amounts.get(one.book)
        ]

    return rows


def _figures(scope: Scope, parts: tuple[tuple[str, int], ...]) -> list[Row]:
    return [
        Row(
            str(rules.FIGURES[key].label),
            scope.unit,
            amount=sign * sum(row.amount for row in rows_behind(scope, key)),
            page=_page_of(scope, key),
            needs="report.see",
        )
        for key, sign in parts
    ]


def _page_of(scope: Scope, key: str) -> str:
    """Where the rows of a figure stand; those of a board's businesses stand in the books of each."""
    if scope.businesses is not None:
        return ""
    page = (
        reverse("insight:behind-unit", args=[scope.unit.uid, key])
        if scope.unit
        else reverse("insight:behind", args=[key])
    )
    return f"{page}?bulan={scope.period.code}"


def _slips(scope: Scope) -> "QuerySet[Slip]":
    """Of the shares approved in the period."""
    begin, end = clock.at(scope.since, 0), clock.at(scope.until + timedelta(days=1), 0)
    found: QuerySet[Slip] = Slip.objects.filter(
        scope.of("share__business__unit"),
        share__state=Share.State.APPROVED,
        share__decided_at__gte=begin,
        share__decided_at__lt=end,
    )
    return found


def _shared(scope: Scope) -> list[Row]:
    slips = _slips(scope).order_by()
    amounts = dict(slips.values_list("share").annotate(total=Sum("amount")))
    shares = Share.objects.filter(pk__in=amounts).select_related("business__unit")
    return [
        Row(
            one.business.name,
            one.business.unit,
            clock.day_of(one.decided_at) if one.decided_at else None,
            amounts[one.pk],
            reverse("sharing:share", args=[one.uid]),
            "sharing.see",
        )
        for one in shares
        if amounts[one.pk]
    ]


def _people_shared(scope: Scope) -> list[Row]:
    slips = _slips(scope).filter(amount__gt=0)
    return _once(
        (one.person, one.share.business.unit, None) for one in slips.select_related("person", "share__business__unit")
    )


def _deposits(of_the_year: bool) -> Callable[[Scope], list[Row]]:
    def rows(scope: Scope) -> list[Row]:
        since = date(scope.period.year, 1, 1) if of_the_year else scope.since
        found = StateDeposit.objects.filter(scope.of("unit"), paid_on__range=(since, scope.until))
        return [
            Row(
                _("NTPN %(ntpn)s") % {"ntpn": one.ntpn},
                one.unit,
                one.paid_on,
                one.amount,
                reverse("sharing:state-unit", args=[one.unit.uid]),
                "sharing.see",
            )
            for one in found.select_related("unit")
        ]

    return rows


def _targets(scope: Scope) -> list[Row]:
    found = Target.objects.filter(scope.of("unit"), year=scope.period.year, what="state_revenue").select_related("unit")
    return [
        Row(one.unit.name, one.unit, None, one.amount, reverse("rollout:unit", args=[one.unit.uid]), "stage.see")
        for one in found
    ]


def _due(scope: Scope) -> list[Row]:
    units = [scope.unit] if scope.unit else Unit.objects.order_by("pk")
    amounts = [(one, book.balance(chart.state_revenue_due, book=one.custody_book, on=scope.until)) for one in units]
    return [
        Row(one.name, one, None, amount, reverse("sharing:state-unit", args=[one.uid]), "sharing.see")
        for one, amount in amounts
        if amount
    ]


_MADE_OF = {
    "working_percent": (("working", 1), ("participants", 1)),
    "result": (("turnover", 1), ("cost", -1), ("expenses", -1)),
}
"""Figures that are made of other figures."""
_ROWS: dict[str, Callable[[Scope], list[Row]]] = {
    "participants": _participants,
    "women": lambda scope: _participants(scope, Q(person__sex=Person.Sex.FEMALE)),
    "certified": _certified,
    "working": _working,
    "officers": _officers,
    "groups": _businesses(Business.Kind.GROUP),
    "products": _products,
    "visits": _visits,
    "ventures": _businesses(Business.Kind.VENTURE),
    "ventures_asked": _followed(),
    "ventures_alive": _followed(FollowUp.Answer.ALIVE),
    "turnover": _money(chart.revenue.code),
    "cost": _money(chart.cost_of_sales.code),
    "expenses": _money(("6", "8")),
    "shared": _shared,
    "people_shared": _people_shared,
    "deposited": _deposits(of_the_year=False),
    "deposited_year": _deposits(of_the_year=True),
    "target_year": _targets,
    "due": _due,
}
