"""What the agreement says, and who takes part."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.models import Rate
from siap.people.models import Person, Placement, Unit, User
from siap.programme.choosing import LEAST_DAYS, NAMES, PREFIX, Known, Score, Weights, weigh
from siap.programme.models import (
    Agreement,
    AgreementPaper,
    Appeal,
    Change,
    Decree,
    Participation,
    SharingTerms,
    Vacancy,
)
from siap.programme.rules import MINIMUM_WAGE
from siap.ui import words

State = Participation.State
OPEN = (State.PROPOSED, State.ASSESSED, State.APPROVED)
"""States of somebody who takes part or may still do so. A person has at most one such participation."""


def agreement_of(unit: Unit) -> Agreement | None:
    """The agreement a unit takes part in."""
    return Agreement.objects.filter(units=unit).select_related("partner").order_by("-signed_on").first()


def terms_for(unit: Unit, on: date) -> SharingTerms | None:
    """The sharing terms valid for a unit on a day; `is_ruled` says whether a ruling on their capital part holds today."""
    ruled = Exists(_rulings(clock.today()).filter(agreement=OuterRef("agreement")))
    rows = SharingTerms.objects.filter(agreement__units=unit, valid_from__lte=on).select_related("agreement")
    rows = rows.annotate(is_ruled=ruled)  # type: ignore[no-redef]
    return rows.order_by("-valid_from", "-pk").first()


def _rulings(on: date) -> QuerySet[AgreementPaper]:
    """Those that were issued and filed by a day."""
    filed_by = clock.at(on + timedelta(days=1), 0)
    rows = AgreementPaper.objects.filter(kind=AgreementPaper.Kind.RULING)
    return rows.filter(dated_on__lte=on, document__added_at__lt=filed_by)


def rulings(units: Collection[int], on: date | None = None) -> dict[int, AgreementPaper]:
    """The written ruling (Kanwil or KPPN) on what becomes of the capital part of a unit's shares, by unit: the newest that
    holds today, or held on a day. Units without one are not named: then papers and screens say so.
    """
    rows = _rulings(on or clock.today()).filter(agreement__units__in=units)
    return {row.unit: row for row in rows.annotate(unit=F("agreement__units")).order_by("dated_on", "pk")}


def ruled_for(units: Collection[int], on: date | None = None) -> list[str]:
    """How the capital parts of these units stand, in words, each said once; nothing where no terms set capital aside."""
    terms = SharingTerms.objects.filter(agreement__units__in=units).annotate(unit=F("agreement__units"))
    asked = {one.unit for one in terms if one.has_capital} & set(units)
    found = rulings(asked, on)
    return sorted({ruled(found.get(unit)) for unit in asked})


def ruling(unit: Unit) -> AgreementPaper | None:
    """The ruling on the capital part of one unit's shares; None while there is none."""
    return rulings([unit.pk]).get(unit.pk)


def ruled(paper: AgreementPaper | None) -> str:
    """How the capital part stands, in words: by which ruling, or that it waits for one."""
    if paper is None:
        return _("menunggu ketetapan PNBP")
    return _("menurut %(ruling)s, %(on)s") % {"ruling": paper.title, "on": words.day(paper.dated_on)}


def minimum_wage(district: str, on: date) -> int | None:
    """The minimum wage of a district on a day (rupiah a month); None when nobody entered one."""
    rows = Rate.objects.filter(key=f"{MINIMUM_WAGE}{district}", valid_from__lte=on).order_by("-valid_from")
    value = rows.values_list("value", flat=True).first()
    return int(value) if value is not None else None


def minimum_wages() -> QuerySet[Rate]:
    """Every minimum wage that was entered, by district, the newest first."""
    return Rate.objects.filter(key__startswith=MINIMUM_WAGE).order_by("key", "-valid_from")


def districts() -> list[str]:
    """The districts whose minimum wage is known."""
    keys = minimum_wages().order_by("key").values_list("key", flat=True).distinct()
    return [key.removeprefix(MINIMUM_WAGE) for key in keys]


def is_participant(person: Person) -> bool:
    """Whether the person is approved and takes part now."""
    return person.participations.filter(state=State.APPROVED).exists()


def participants(unit: Unit) -> QuerySet[Person]:
    """Everybody who is approved and takes part in this unit now."""
    approved = Participation.objects.filter(unit=unit, state=State.APPROVED)
    return Person.objects.filter(pk__in=approved.values("person")).order_by("name")


def proposable(user: User) -> QuerySet[Person]:
    """People in this user's units who may be proposed: in custody, and neither taking part nor being selected."""
    return _outside(user).filter(placements__until_on=None, placements__status__in=("convict", "detainee"))


def acceptable(user: User) -> QuerySet[Person]:
    """Clients of this user's Bapas who do not take part yet."""
    return _outside(user).filter(placements__until_on=None, placements__status="client")


def _outside(user: User) -> QuerySet[Person]:
    taking_part = Participation.objects.filter(state__in=OPEN).values("person")
    people: QuerySet[Person] = Person.objects.in_care_of(user)
    return people.exclude(pk__in=taking_part).order_by("name")


def awaiting_assessment(user: User) -> QuerySet[Participation]:
    """Proposals nobody has assessed yet, oldest first."""
    return _in_state(user, State.PROPOSED)


def awaiting_decision(user: User) -> QuerySet[Participation]:
    """Assessed people whom the head has not decided about, oldest first."""
    return _in_state(user, State.ASSESSED)


def _in_state(user: User, state: str) -> QuerySet[Participation]:
    rows: QuerySet[Participation] = Participation.objects.visible_to(user).filter(state=state)
    return rows.select_related("person", "unit").order_by("proposed_on", "pk")


def selection(user: User, state: str = "") -> QuerySet[Participation]:
    """The participations this user may see, in one state or in all: what waits for *him* first, then the newest."""
    rows: QuerySet[Participation] = Participation.objects.visible_to(user)
    if state in State.values:
        rows = rows.filter(state=state)
    mine = State.ASSESSED if user.can("selection.decide") else State.PROPOSED
    other = State.PROPOSED if mine == State.ASSESSED else State.ASSESSED
    rank = Case(
        When(state=mine, then=Value(0)), When(state=other, then=Value(1)), default=Value(2), output_field=IntegerField()
    )
    return rows.select_related("person", "unit").annotate(rank=rank).order_by("rank", "-proposed_on", "-pk")


def decided_by(decree: Decree) -> QuerySet[Participation]:
    """Everybody a decree decides about: those it lets in first, then those it refuses."""
    rows: QuerySet[Participation] = Participation.objects.filter(unit=decree.unit_id, decree=decree.number)
    return rows.select_related("person").order_by(F("review_on").asc(nulls_first=True), "person__name", "pk")


def decree_of(participation: Participation) -> Decree | None:
    """The decree that decided about somebody; a client has none."""
    if not participation.decree:
        return None
    return Decree.objects.filter(unit=participation.unit_id, number=participation.decree).first()


def selection_counts(user: User) -> dict[str, int]:
    """How many participations this user sees in each state, every state named."""
    rows = Participation.objects.visible_to(user).values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(State.values, 0) | dict(rows)


def weights(on: date) -> Weights:
    """What each thing counts on a day: every weight as it was set last."""
    rows = Rate.objects.filter(key__startswith=PREFIX, valid_from__lte=on).order_by("valid_from", "pk")
    newest = {row.key.removeprefix(PREFIX): row for row in rows}
    last = max(newest.values(), key=lambda row: row.valid_from)
    return Weights(
        valid_from=last.valid_from, basis=last.basis, least_days=int(newest[LEAST_DAYS].value),
        **{name: int(newest[name].value) for name in NAMES},
    )  # fmt: skip


def scores(rows: Iterable[Participation], on: date | None = None) -> dict[int, Score]:
    """What speaks for each, by participation; three questions for however many."""
    rows, on = list(rows), on or clock.today()
    standing = weights(on)
    here = Placement.objects.filter(person__in=[one.person_id for one in rows], until_on=None)
    ends = dict(here.values_list("person", "expected_release_on"))
    known = {
        one.pk: one for one in Participation.objects.filter(pk__in=[one.pk for one in rows]).select_related("assessment")
    }  # fmt: skip
    return {one.pk: weigh(_known(known[one.pk], ends.get(one.person_id), on), standing) for one in rows}


def _known(one: Participation, ends_on: date | None, on: date) -> Known:
    days_left = (ends_on - on).days if ends_on else None
    seen = getattr(one, "assessment", None)
    if seen is None:
        return Known(days_left=days_left)
    return Known(seen.need, seen.ability, seen.conduct, seen.healthy, days_left)


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits for a place: which number in the order, whether a place is free for it, and why there."""

    number: int
    has_place: bool
    participation: Participation
    score: Score


def waiting_for(vacancy: Vacancy) -> list[Waiting]:
    """Who waits for a vacancy: more points first, then who was proposed earlier. The order decides nothing."""
    rows = list(vacancy.participations.filter(state__in=(State.PROPOSED, State.ASSESSED)).select_related("person"))
    found = scores(rows)
    rows.sort(key=lambda one: (-found[one.pk].points, one.proposed_on, one.pk))
    free = free_seats(vacancy)
    return [Waiting(number, number <= free, one, found[one.pk]) for number, one in enumerate(rows, 1)]


def free_seats(vacancy: Vacancy) -> int:
    """Places nobody was approved for yet."""
    return max(0, vacancy.seats - vacancy.participations.filter(state=State.APPROVED).count())


def vacancies(user: User) -> QuerySet[Vacancy]:
    """The vacancies this user may see, with `taken` and `waiting` beside each: open ones first, then the newest."""
    states = "participations__state"
    rows: QuerySet[Vacancy] = Vacancy.objects.visible_to(user).select_related("unit")
    return rows.annotate(
        taken=Count("participations", filter=Q(**{states: State.APPROVED})),
        waiting=Count("participations", filter=Q(**{f"{states}__in": (State.PROPOSED, State.ASSESSED)})),
    ).order_by(F("closed_on").asc(nulls_first=True), "-opened_on", "-pk")


def open_vacancies(user: User) -> QuerySet[Vacancy]:
    """Vacancies of this user's own units that take people."""
    rows: QuerySet[Vacancy] = Vacancy.objects.filter(unit__in=user.unit_ids, closed_on=None)
    return rows.order_by("title", "pk")


def open_appeals(user: User) -> QuerySet[Appeal]:
    """Appeals that this user may answer: he did not decide, and he may see whom they are about."""
    seen = Participation.objects.visible_to(user).exclude(decided_by=user)
    rows: QuerySet[Appeal] = Appeal.objects.filter(answered_on=None, participation__in=seen)
    return rows.select_related("participation__person", "participation__unit").order_by("raised_on", "pk")


def open_changes(user: User) -> QuerySet[Change]:
    """What changed and waits for a word, oldest first."""
    rows: QuerySet[Change] = Change.objects.visible_to(user).filter(settled_on=None)
    return rows.select_related("participation__person", "participation__unit", "unit").order_by("on", "pk")
