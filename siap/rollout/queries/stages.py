"""Where each unit stands, counted from every room to the left. One query a thing for all units together."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Q, Sum

from siap.business.models import Business
from siap.core import clock
from siap.learning import queries as learning
from siap.learning.models import Audience, Certificate
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.models import Role, Unit
from siap.programme.models import AgreementUnit
from siap.rollout import rules
from siap.rollout.models import StageMove, Target
from siap.rollout.rules import Condition, Standing
from siap.sharing.models import Share, StateDeposit
from siap.ui.way import State, Station
from siap.workshop.models import Product


@dataclass(frozen=True)
class UnitWay:
    """A unit on its way through the stages: how it takes part in an agreement, and the moves made."""

    unit: Unit
    membership: AgreementUnit | None
    moves: dict[str, StageMove]

    @property
    def joined_on(self) -> date | None:
        """The day it joined the agreement."""
        return self.membership.joined_on if self.membership else None

    @property
    def place(self) -> str:
        """Its town."""
        return self.unit.place

    @property
    def stage(self) -> str:
        """Where it stands now; preparation until the first move."""
        return max(self.moves, key=rules.ORDER.index, default=rules.PREPARATION)

    @property
    def stage_name(self) -> str:
        """In words."""
        return str(rules.STAGE_NAMES[self.stage])

    @property
    def next_stage(self) -> str | None:
        """The one it is on the way to."""
        return rules.next_stage(self.stage)

    @property
    def next_stage_name(self) -> str:
        """In words; empty after the last."""
        return str(rules.STAGE_NAMES[self.next_stage]) if self.next_stage else ""

    @property
    def due_on(self) -> date | None:
        """When the next stage should be reached."""
        move = self.moves.get(self.stage)
        return move.due_on if move else None

    @property
    def is_late(self) -> bool:
        """That day has passed."""
        return rules.is_late(self.due_on, self.stage, clock.today())

    def stations(self, href: str = "") -> list[Station]:
        """The way of this unit, every station leading to `href`."""
        here = rules.ORDER.index(self.stage)
        return [
            Station(str(label), self._state(position, here), on=self._reached_on(code), href=href)
            for position, (code, label) in enumerate(rules.STAGES)
        ]

    def _reached_on(self, code: str) -> date | None:
        if code in self.moves:
            return self.moves[code].moved_on
        return self.joined_on if code == rules.PREPARATION else None

    def _state(self, position: int, here: int) -> State:
        if position > here:
            return State.AHEAD
        if position < here:
            return State.DONE
        return State.BAD if self.is_late else State.HERE


@dataclass(frozen=True)
class UnitStage(UnitWay):
    """The same with what was counted in the unit, and so with what its next stage needs."""

    standing: Standing

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the next stage needs."""
        return rules.conditions(self.stage, self.standing)

    @property
    def is_ready(self) -> bool:
        """Everything the next stage needs is there."""
        return self.next_stage is not None and all(condition.is_met for condition in self.conditions)


@dataclass(frozen=True)
class TargetProgress:
    """A target and how far it is."""

    target: Target
    done: int
    is_rupiah: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_rupiah", self.target.what in rules.IN_RUPIAH)

    @property
    def percent(self) -> int:
        """Whole percent of the target."""
        return rules.progress(self.done, self.target.amount)


def ways(units: Iterable[Unit]) -> list[UnitWay]:
    """These units with their ways, in the order given. Two queries, however many units."""
    wanted = list(units)
    moves: dict[int, dict[str, StageMove]] = {unit.pk: {} for unit in wanted}
    for move in StageMove.objects.filter(unit__in=wanted).order_by("moved_on", "pk"):
        moves[move.unit_id][move.stage] = move
    joined = AgreementUnit.objects.filter(unit__in=wanted).select_related("agreement__partner").order_by("pk")
    memberships = {one.unit_id: one for one in joined}
    return [UnitWay(unit, memberships.get(unit.pk), moves[unit.pk]) for unit in wanted]


def board(units: Iterable[Unit]) -> list[UnitStage]:
    """These units with their ways and what their next stages need. Eight queries, however many units."""
    found = ways(units)
    counted = _standings([way.unit for way in found])
    return [
        UnitStage(
            way.unit, way.membership, way.moves, replace(counted[way.unit.pk], has_joined=way.joined_on is not None)
        )
        for way in found
    ]


def of_unit(unit: Unit) -> UnitStage:
    """One unit with its way."""
    return board([unit])[0]


def stage_of(unit: Unit) -> str:
    """Where a unit stands now."""
    reached = StageMove.objects.filter(unit=unit).values_list("stage", flat=True)
    return max(reached, key=rules.ORDER.index, default=rules.PREPARATION)


def conditions(unit: Unit) -> tuple[Condition, ...]:
    """What a unit needs before its next stage, each with how many there are."""
    return of_unit(unit).conditions


def _standings(units: list[Unit]) -> dict[int, Standing]:
    officers = {row.unit.pk: row for row in learning.readiness(units)}
    guides = _count(
        Role.objects.filter(unit__in=units, kind="probation_officer", from_on__lte=clock.today())
        .filter(Q(until_on=None) | Q(until_on__gte=clock.today()))
        .values_list("unit"),
        "user",
    )
    businesses = Business.objects.filter(unit__in=units, closed_on=None).order_by().values_list("unit", "kind")
    by_kind = {(unit, kind): n for unit, kind, n in businesses.annotate(n=Count("pk"))}
    ready = Product.objects.filter(business__unit__in=units, stage__in=Product.FOR_SALE).values_list("business__unit")
    shares = Share.objects.filter(business__unit__in=units, state=Share.State.APPROVED).values_list("business__unit")
    ready_in, shared_in = _count(ready), _count(shares, "first_month")
    return {
        unit.pk: Standing(
            is_bapas=unit.kind == Unit.Kind.BAPAS,
            officers_needed=officers[unit.pk].needed,
            officers_certified=officers[unit.pk].certified,
            probation_officers=guides.get(unit.pk, 0),
            groups=by_kind.get((unit.pk, Business.Kind.GROUP), 0),
            ventures=by_kind.get((unit.pk, Business.Kind.VENTURE), 0),
            products_ready=ready_in.get(unit.pk, 0),
            months_shared=shared_in.get(unit.pk, 0),
        )
        for unit in units
    }


def _count(rows, what: str = "pk") -> dict[int, int]:  # type: ignore[no-untyped-def]  # (a values_list, of any model)
    """How many distinct `what` a unit has; `rows` is grouped by its unit."""
    return dict(rows.annotate(n=Count(what, distinct=True)).order_by())


def targets(unit: Unit, year: int) -> list[TargetProgress]:
    """The targets of a unit for a year, and how far each is: rupiah from the book, people from their certificates."""
    wanted = list(Target.objects.filter(unit=unit, year=year))
    count = {"state_revenue": deposited, "turnover": turnover, "trained": trained}
    return [TargetProgress(target, count[target.what](unit, year)) for target in wanted]


def deposited(unit: Unit, year: int) -> int:
    """State revenue that a unit deposited in a year (rupiah)."""
    rows = StateDeposit.objects.filter(unit=unit, paid_on__year=year)
    return int(rows.aggregate(total=Sum("amount"))["total"] or 0)


def turnover(unit: Unit, year: int) -> int:
    """What the businesses of a unit sold in a year (rupiah), from their books."""
    keys = [business.book for business in Business.objects.filter(unit=unit)]
    return sum(book.monthly(chart.revenue.code, keys, since=year * 100 + 1, until=year * 100 + 12).values())


def trained(unit: Unit, year: int) -> int:
    """How many participants were certified in a unit in a year."""
    rows = Certificate.objects.filter(
        enrolment__cohort__unit=unit, course__audience=Audience.PARTICIPANTS, revoked_on=None, issued_on__year=year
    )
    return rows.values("person").distinct().count()


def state_revenue_target(year: int) -> int:
    """What all units together should deposit in a year (rupiah)."""
    rows = Target.objects.filter(year=year, what="state_revenue")
    return int(rows.aggregate(total=Sum("amount"))["total"] or 0)
