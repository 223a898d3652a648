"""Who is certified, who may still join, how a class comes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from siap.core import clock
from siap.learning import rules
from siap.learning.models import Attendance, Audience, Certificate, Cohort, Course, Enrolment, Lesson, Session
from siap.people import queries as people
from siap.people.models import Person, Placement, Unit
from siap.programme import queries as programme
from siap.programme.models import Agreement


@dataclass(frozen=True)
class Readiness:
    """How a unit stands before the officers-first gate: certified officers there now, and how many its agreement wants."""

    unit: Unit
    certified: int
    needed: int

    @property
    def missing(self) -> int:
        """Officers still to be certified."""
        return rules.officers_missing(self.needed, self.certified)

    @property
    def may_teach_participants(self) -> bool:
        """Whether the gate is open."""
        return self.needed > 0 and self.missing == 0


def training_body() -> str:
    """In whose name certificates are issued: the cooperative of the first agreement; empty while there is none."""
    return Agreement.objects.order_by("signed_on", "pk").values_list("partner__name", flat=True).first() or ""


def valid_certificates(audience: str) -> QuerySet[Certificate]:
    """Certificates that count, of courses for that audience."""
    return Certificate.objects.filter(revoked_on=None, course__audience=audience)


def revoked_certificates(course: Course) -> Iterable[int]:
    """The places of a course's certificates that were taken back."""
    return Certificate.objects.filter(course=course, revoked_on__isnull=False).values_list("pk", flat=True)


def certified_officers(unit: Unit) -> QuerySet[Person]:
    """Officers who are in a unit now and hold a valid certificate."""
    return _certified(Person.objects.here(unit, Placement.Status.OFFICER), Audience.OFFICERS)


def certified_participants(unit: Unit) -> QuerySet[Person]:
    """Approved participants of a unit who hold a valid certificate."""
    return _certified(programme.participants(unit), Audience.PARTICIPANTS)


def _certified(people: QuerySet[Person], audience: str) -> QuerySet[Person]:
    return people.filter(Exists(valid_certificates(audience).filter(person=OuterRef("pk"))))


def is_certified(person: Person, audience: str) -> bool:
    """Whether a person holds a valid certificate of a course for that audience (`officers`, `participants`)."""
    return valid_certificates(audience).filter(person=person).exists()


def readiness(units: Iterable[Unit]) -> list[Readiness]:
    """The officers-first gate of each unit, in the order given. A unit outside any agreement needs 0 and may not teach."""
    units = list(units)
    needed = dict(
        Agreement.objects.filter(units__in=units).order_by("signed_on").values_list("units", "officers_needed")
    )
    certified = dict(
        Placement.objects.filter(unit__in=units, status=Placement.Status.OFFICER, until_on=None)
        .filter(Exists(valid_certificates(Audience.OFFICERS).filter(person=OuterRef("person"))))
        .values_list("unit")
        .annotate(people=Count("person", distinct=True))
    )
    return [Readiness(unit, certified.get(unit.pk, 0), needed.get(unit.pk, 0)) for unit in units]


def eligible(cohort: Cohort) -> QuerySet[Person]:
    """Who may still be enrolled: approved participants of the unit, or its officers, who are not in the class yet."""
    people: QuerySet[Person]
    if cohort.course.audience == Audience.OFFICERS:
        people = Person.objects.here(cohort.unit, Placement.Status.OFFICER)
    else:
        people = programme.participants(cohort.unit)
    return people.exclude(pk__in=cohort.enrolments.values("person")).order_by("name")


def gain(enrolment: Enrolment) -> int | None:
    """The normalised gain of a person in a class, in percent."""
    return rules.gain(enrolment.pre_test, enrolment.post_test)


def presence(cohort: Cohort) -> dict[int, int | None]:
    """Percent of meetings each person of a class came to, by person id."""
    return {person: rules.share_present(heard) for person, heard in states_of(cohort).items()}


def states_of(cohort: Cohort) -> dict[int, list[str]]:
    """The attendance of each person of a class, meeting by meeting, by person id."""
    states: dict[int, list[str]] = defaultdict(list)
    for person, state in Attendance.objects.filter(session__cohort=cohort).values_list("person", "state"):
        states[person].append(state)
    return states


def passing(cohort: Cohort) -> list[Enrolment]:
    """Who of a class may be certified: the mark reached, and came often enough."""
    course, states = cohort.course, states_of(cohort)
    reached = cohort.enrolments.filter(post_test__gte=course.pass_mark).select_related("cohort__course", "person")
    return [
        one for one in reached.order_by("pk") if rules.came_enough(states.get(one.person_id, []), course.min_presence)
    ]


def unmarked(cohort: Cohort) -> QuerySet[Enrolment]:
    """People of a class who could still take its post-test and have no mark: officers who are in its unit, participants who
    take part there. Leaving, also of one's own will, holds up nobody."""
    here: QuerySet[Person]
    if cohort.course.audience == Audience.OFFICERS:
        here = Person.objects.filter(placements__unit=cohort.unit, placements__until_on=None)
    else:
        here = programme.participants(cohort.unit)
    return cohort.enrolments.filter(post_test=None, person__in=here.values("pk"))


@dataclass(frozen=True)
class Meeting:
    """A meeting that a timetable foresees: which class, on which day, and the lesson that would be next (or nothing)."""

    cohort: Cohort
    on: date
    lesson: str


def meetings_ahead(cohorts: QuerySet[Cohort]) -> list[Meeting]:
    """What the timetables of these classes foresee, without their units' days of rest. Four queries, however many classes."""
    found = list(cohorts.filter(closed_on=None).exclude(weekdays="").select_related("course", "unit"))
    if not found:
        return []
    today = clock.today()
    until = today + timedelta(days=rules.LOOKS_AHEAD)
    rest: dict[int, set[date]] = defaultdict(set)
    for days in people.unit_days(Unit.objects.filter(cohorts__in=found), today, until):
        if days.is_rest:
            for unit in {one.unit_id for one in found} if days.unit_id is None else {days.unit_id}:
                rest[unit].update(
                    days.from_on + timedelta(days=n) for n in range((days.until_on - days.from_on).days + 1)
                )
    lessons: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for course, version, at, title in (
        Lesson.objects.filter(course__in={one.course_id for one in found})
        .values_list("course", "version", "position", "title")
        .order_by("position")
    ):
        lessons[course, version].append((at, title))
    held = set(Session.objects.filter(cohort__in=found).exclude(lesson=None).values_list("cohort", "lesson"))
    meetings = []
    for one in found:
        known = lessons.get((one.course_id, one.course.version), [])
        left = [title for at, title in known if (one.pk, at) not in held]
        many = len(left) if known else rules.LOOKS_AHEAD
        days_ahead = rules.meetings_ahead({int(day) for day in one.weekdays}, today, many, rest[one.unit_id])
        meetings += [Meeting(one, day, left[at] if at < len(left) else "") for at, day in enumerate(days_ahead)]
    return sorted(meetings, key=lambda one: (one.on, one.cohort.pk))
