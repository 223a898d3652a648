"""A class: open it, let people in, meet."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.learning import facts, queries, rules
from siap.learning.models import Attendance, Audience, Cohort, Course, Enrolment, Session
from siap.people.models import Person, Placement, Unit, User
from siap.programme import queries as programme
from siap.ui import words


@verb
def open_cohort(course: Course, unit: Unit, *, by: User, on: date | None = None, uid: UUID | None = None) -> Cohort:
    """Open a class in a unit. Officers first: a class of participants needs enough certified officers there now.

    Raises OfficersFirst, NotInTheAgreement, NotYet.
    """
    if uid and (known := Cohort.objects.filter(uid=uid).first()):
        return known
    day = on or clock.today()
    if day > clock.today():
        raise rules.NotYet
    _check_officers_first(course, unit)
    cohort = Cohort.objects.create(
        uid=uid or new_uid(),
        number=f"{unit.code}/{day.year}/{next_number(f'cohort:{unit.code}:{day.year}'):02}",
        course=course,
        unit=unit,
        opened_on=day,
        opened_by=by,
    )
    record(facts.CohortOpened(cohort=cohort.pk, unit=unit.pk, audience=course.audience))
    return cohort


def _check_officers_first(course: Course, unit: Unit) -> None:
    agreement = programme.agreement_of(unit)
    if agreement is None:
        raise rules.NotInTheAgreement(unit=unit.short_name)
    if course.audience != Audience.PARTICIPANTS:
        return
    certified = queries.certified_officers(unit).count()
    if missing := rules.officers_missing(agreement.officers_needed, certified):
        raise rules.OfficersFirst(
            needed=agreement.officers_needed, unit=unit.short_name, certified=certified, missing=missing
        )


@verb
def set_timetable(cohort: Cohort, weekdays: Iterable[int], *, by: User) -> Cohort:
    """On which days of the week (0: Monday) a class meets; none: it has no timetable. Raises CohortClosed."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.closed_on is not None:
        raise rules.CohortClosed(number=cohort.number)
    days = tuple(sorted(set(weekdays)))
    told = "".join(str(day) for day in days)
    if told != cohort.weekdays:
        cohort.weekdays = told
        cohort.save(update_fields=["weekdays"])
        record(facts.TimetableSet(cohort=cohort.pk, weekdays=days))
    return cohort


@verb
def enrol(cohort: Cohort, person: Person, *, by: User) -> Enrolment:
    """Let a person join a class: a participant once he is approved in its unit, an officer who is placed there.

    Raises CohortClosed, AlreadyEnrolled, NotApproved, FromElsewhere.
    """
    return enrol_all(cohort, [person], by=by)[0]


@verb
def enrol_all(cohort: Cohort, people: Iterable[Person], *, by: User) -> list[Enrolment]:
    """Let several people join a class, all of them or none. Raises what `enrol` raises."""
    cohort = open_class(cohort)
    return [_enrol(cohort, person) for person in people]


def _enrol(cohort: Cohort, person: Person) -> Enrolment:
    if cohort.enrolments.filter(person=person).exists():
        raise rules.AlreadyEnrolled(person=person.workshop_name)
    _check_belongs(cohort, person)
    enrolment = Enrolment.objects.create(cohort=cohort, person=person, enrolled_on=clock.today())
    record(facts.PersonEnrolled(cohort=cohort.pk, person=person.pk))
    return enrolment


def _check_belongs(cohort: Cohort, person: Person) -> None:
    here = Placement.objects.filter(person=person, unit=cohort.unit, until_on=None).first()
    is_for_officers = cohort.course.audience == Audience.OFFICERS
    if here is None or (here.status == Placement.Status.OFFICER) != is_for_officers:
        raise rules.FromElsewhere(person=person.workshop_name, unit=cohort.unit.short_name)
    if not is_for_officers and not programme.is_participant(person):
        raise rules.NotApproved(person=person.workshop_name)


def open_class(cohort: Cohort) -> Cohort:
    """The class, locked. Raises CohortClosed."""
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("course", "unit").get(pk=cohort.pk)
    if cohort.closed_on is not None:
        raise rules.CohortClosed(number=cohort.number)
    return cohort


@verb
def hold_session(
    cohort: Cohort,
    *,
    uid: UUID,
    held_on: date,
    topic: str,
    lesson_hours: int,
    attendance: Mapping[int, str],
    lesson: int | None = None,
    room: str = "",
    facilitator: User | None = None,
    by: User,
) -> Session:
    """Write down a meeting of a class and who came: person id → `Attendance.State`. Sent twice, it is held once.
    `lesson` is the position of the lesson in the course, where one was taught.

    Raises CohortClosed, BeforeOpening, InTheFuture, LessonHoursImpossible, NobodyEnrolled, NotEnrolled.
    """
    if known := Session.objects.filter(uid=uid).first():
        return known
    cohort = open_class(cohort)
    _check_session(cohort, held_on, lesson_hours, attendance)
    session = Session.objects.create(
        uid=uid, cohort=cohort, held_on=held_on, topic=topic, lesson_hours=lesson_hours, lesson=lesson, room=room,
        facilitator=facilitator,
    )  # fmt: skip
    Attendance.objects.bulk_create(
        Attendance(session=session, person_id=person, state=state) for person, state in attendance.items()
    )
    present = sum(state == Attendance.State.PRESENT for state in attendance.values())
    record(facts.SessionHeld(session=session.pk, cohort=cohort.pk, on=held_on, present=present))
    return session


def _check_session(cohort: Cohort, held_on: date, lesson_hours: int, attendance: Mapping[int, str]) -> None:
    if held_on < cohort.opened_on:
        raise rules.BeforeOpening(opened_on=words.day(cohort.opened_on))
    if held_on > clock.today():
        raise rules.InTheFuture
    if not 1 <= lesson_hours <= 10:
        raise rules.LessonHoursImpossible
    if not attendance:
        raise rules.NobodyEnrolled
    enrolled = set(cohort.enrolments.values_list("person", flat=True))
    if not set(attendance) <= enrolled or not set(attendance.values()) <= set(Attendance.State.values):
        raise rules.NotEnrolled


@verb
def mark_attendance(
    uid: UUID, *, cohort: UUID, held_on: date, topic: str, lesson_hours: int, states: Mapping[str, str], by: User
) -> Session:
    """Attendance as a device or a sheet brings it: member code → state. Whoever is not named was present.

    Raises Cohort.DoesNotExist for a class that the user may not see, and what `hold_session` raises.
    """
    visible = Cohort.objects.visible_to(by)
    if not by.can("training.write"):
        visible = visible.none()
    found: Cohort = visible.get(uid=cohort)
    people = dict(found.enrolments.values_list("person__member_code", "person"))
    if not set(states) <= set(people):
        raise rules.NotEnrolled
    attendance = {person: states.get(code, Attendance.State.PRESENT) for code, person in people.items()}
    return hold_session(
        found, uid=uid, held_on=held_on, topic=topic, lesson_hours=lesson_hours, attendance=attendance, by=by
    )
