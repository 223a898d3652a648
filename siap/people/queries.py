"""Who is where, and who agreed to what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import F, Max, Prefetch, Q, QuerySet

from siap.core import clock, sql
from siap.core.fields import blind_index
from siap.core.services import rate
from siap.people.custody import register_key
from siap.people.models import Consent, Identifier, KeepApart, Person, Placement, Unit, UnitDay, User
from siap.people.roster.judging import alike
from siap.people.rules import PUBLIC_CONSENTS, RETENTION, UNIT_HEAD, years_after

SATURDAY = 5  # as weekday() counts


def current_placement(person: Person) -> Placement | None:
    """Where a person is now, and as what; None after he left."""
    return person.placements.filter(until_on=None).select_related("unit").first()


def working_day_before(day: date, unit: Unit | None = None) -> date:
    """The last day before this one on which people of a unit work: no Saturday, no Sunday, no day of rest. Looks back 60 days."""
    since = day - timedelta(days=60)
    rests = UnitDay.objects.filter(Q(unit=None) | Q(unit=unit), from_on__lt=day, until_on__gte=since)
    off = [(one.from_on, one.until_on) for one in rests if one.is_rest]
    days = (day - timedelta(days=back) for back in range(1, 60))
    works = (one for one in days if one.weekday() < SATURDAY and not any(a <= one <= b for a, b in off))
    return next(works, since)


def acted_by(user: User | None, unit: Unit, on: date | None) -> str:
    """The letter by which somebody stood in for the head of a unit on a day; empty: he did not."""
    if user is None or on is None:
        return ""
    acting = user.roles.filter(kind=UNIT_HEAD, unit=unit, from_on__lte=on, until_on__gte=on).exclude(letter="")
    return str(acting.values_list("letter", flat=True).first() or "")


def people_here(unit: Unit, *statuses: str) -> QuerySet[Person]:
    """People placed in a unit now; as one of these statuses, or (none named) as any."""
    people: QuerySet[Person] = Person.objects.here(unit, *(statuses or Placement.Status.values))
    return people


def found(user: User, *, q: str = "", status: str = "", unit: Unit | None = None) -> QuerySet[Person]:
    """The people this user may see, by name.

    `q` looks in names and member codes, and for a whole register number by its blind index.
    """
    people: QuerySet[Person] = Person.objects.visible_to(user).filter(same_as=None)
    if q:
        people = people.filter(
            Q(name__icontains=q)
            | Q(workshop_name__icontains=q)
            | Q(member_code__iexact=q)
            | Q(pk__in=Identifier.objects.filter(kind="register", index=blind_index(register_key(q))).values("person"))
        )
    here = Placement.objects.filter(until_on=None)
    if status in Placement.Status.values:
        people = people.filter(pk__in=here.filter(status=status).values("person"))
    elif status == "left":
        people = people.exclude(pk__in=here.values("person"))
    if unit is not None:
        people = people.filter(pk__in=here.filter(unit=unit).values("person"))
    return people.order_by("name")


class Place(NamedTuple):
    """Where somebody is now: as what, in which unit (its short name), since when."""

    status: str
    unit: str
    since: date

    @property
    def status_name(self) -> str:
        """As what, in words."""
        return str(Placement.STATUS_NAMES[self.status])


_PLACES = """
SELECT x.person_id, x.status, u.short_name, x.from_on FROM people_placement x JOIN people_unit u ON u.id = x.unit_id
WHERE x.until_on IS NULL AND x.person_id IN ({})"""


def with_places(people: Iterable[Person]) -> list[tuple[Person, Place | None]]:
    """Each of these with where he is now; None after he left. In SQL: the longest list of the house asks it."""
    some = list(people)
    places = {pk: Place(*place) for pk, *place in sql.select(_PLACES, [one.pk for one in some])} if some else {}
    return [(one, places.get(one.pk)) for one in some]


def has_history(person: Person) -> bool:
    """Whether any other room knows of a person, or he signs in. The models themselves say which rooms there are."""
    for relation in Person._meta.related_objects:
        if relation.related_model._meta.app_label == "people" and relation.related_model is not User:
            continue
        if relation.related_model._base_manager.filter(**{relation.field.name: person}).exists():
            return True
    return False


def likely_twins(user: User, person: Person) -> list[Person]:
    """People this user may see who may be the same person: born on one day, with a name that is alike."""
    others = Person.objects.visible_to(user).filter(born_on=person.born_on, same_as=None, forgotten_on=None)
    return [one for one in others.exclude(pk=person.pk).order_by("pk") if alike(one.name, person.name)]


@dataclass(frozen=True)
class Apart:
    """Somebody from whom a person is kept apart: the pair, and the other of the two."""

    pair: KeepApart
    person: Person


def kept_apart(user: User, person: Person) -> list[Apart]:
    """From whom a person is kept apart now, as far as this user may know."""
    pairs = KeepApart.objects.visible_to(user).filter(Q(one=person) | Q(other=person), until_on=None)
    return [
        Apart(pair, pair.other if pair.one_id == person.pk else pair.one)
        for pair in pairs.select_related("one", "other").order_by("pk")
    ]


@dataclass(frozen=True)
class SheetRow:
    """A person as one row of a sheet, in the order of `roster.table.HEADINGS`."""

    person: int
    cells: tuple[str | int | date | None, ...]


def roster_of(user: User) -> list[SheetRow]:
    """Everybody in custody or guidance in this user's own units, as a sheet."""
    here = Placement.objects.filter(until_on=None, unit__in=user.unit_ids).exclude(status=Placement.Status.OFFICER)
    numbers = Identifier.objects.filter(kind=Identifier.Kind.REGISTER, until_on=None)
    places = here.select_related("unit", "person__profile").prefetch_related(
        Prefetch("person__identifiers", numbers, to_attr="numbers")
    )
    return [_sheet_row(place) for place in places.order_by("unit", "person__name", "pk")]


def _sheet_row(place: Placement) -> SheetRow:
    person, profile = place.person, getattr(place.person, "profile", None)
    number = person.numbers[0].value if person.numbers else ""  # type: ignore[attr-defined]
    return SheetRow(person.pk, (
        person.name, number, "P" if person.sex == Person.Sex.FEMALE else "L", person.born_on, place.sentence_from,
        place.third_on, place.half_on, place.two_thirds_on, place.expected_release_on, place.remission_days,
        place.unit.short_name, profile.education if profile else "", profile.past_work if profile else "",
    ))  # fmt: skip


def standing_consents(person: Person) -> dict[str, Consent]:
    """What a person agrees to now, by kind: the newest that holds. Public ones are given again after the last release."""
    left_on = _left_on(person)
    return {
        consent.kind: consent
        for consent in person.consents.filter(withdrawn_on=None).order_by("given_on", "pk")
        if left_on is None or consent.kind not in PUBLIC_CONSENTS or consent.given_on >= left_on
    }


def standing_consent(person: Person, kind: str) -> Consent | None:
    """The newest consent of this kind that holds."""
    return standing_consents(person).get(kind)


def has_consent(person: Person, kind: str) -> bool:
    """Whether a person agrees to this now."""
    return standing_consent(person, kind) is not None


def kept_until(person: Person) -> date | None:
    """The day on which what is known of a person may go: so many years after he left; None while he has a place."""
    left_on = _left_on(person)
    return None if left_on is None else years_after(left_on, retention_years())


def retention_years() -> int:
    """How long what is known of a person is kept after he left (a rate). Raises RateUnknown."""
    return int(rate(RETENTION, clock.today()).value)


def past_keeping() -> QuerySet[Person]:
    """Everybody whose time to be kept is over, who left first first, with `left_on`. Staff stay named."""
    before = years_after(clock.today(), -retention_years())
    people: QuerySet[Person] = (
        Person.objects.filter(forgotten_on=None, same_as=None)  # a twin goes with the person he is
        .exclude(placements__until_on=None)
        .exclude(placements__status=Placement.Status.OFFICER)
        .alias(left=Max("placements__until_on"))
        .filter(left__lte=before)
        .annotate(left_on=F("left"))
        .order_by("left", "pk")
    )
    return people


def _left_on(person: Person) -> date | None:
    """When the last bond of custody or guidance ended; None while there is one."""
    ends = list(person.placements.values_list("until_on", flat=True))
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def unit_days(units: QuerySet[Unit], since: date, until: date) -> QuerySet[UnitDay]:
    """The days of these units, and those of every unit, that touch this time, both ends included; with their unit."""
    theirs = UnitDay.objects.filter(Q(unit__in=units) | Q(unit=None)).select_related("unit")
    return theirs.filter(from_on__lte=until, until_on__gte=since)
