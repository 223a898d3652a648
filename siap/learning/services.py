"""Courses, classes and certificates: open, enrol, meet, mark, certify, revoke."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.learning import facts, queries, rules
from siap.learning.models import Attendance, Audience, Certificate, Cohort, Course, Enrolment, Session
from siap.people.models import Person, Placement, Unit, User
from siap.programme import queries as programme
from siap.ui import words


@verb
def add_course(
    code: str, title: str, audience: str, *, lesson_hours: int, issuer: str, pass_mark: int = 60, by: User | None
) -> Course:
    """Enter a course. `issuer` is the training body or the cooperative in whose name certificates are made, never a
    unit. The same course again changes nothing; another one under its code raises CodeTaken. Raises MarkImpossible."""
    if not 0 <= pass_mark <= rules.FULL_MARK:
        raise rules.MarkImpossible
    given = {
        "title": title, "audience": audience, "lesson_hours": lesson_hours, "pass_mark": pass_mark, "issuer": issuer,
    }  # fmt: skip
    course, is_new = Course.objects.get_or_create(code=code, defaults=given)
    if is_new:
        record(facts.CourseAdded(course=course.pk, audience=audience))
    elif any(getattr(course, name) != value for name, value in given.items()):
        raise rules.CodeTaken(code=code)
    return course


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
def enrol(cohort: Cohort, person: Person, *, by: User) -> Enrolment:
    """Let a person join a class: a participant once he is approved in its unit, an officer who is placed there.

    Raises CohortClosed, AlreadyEnrolled, NotApproved, FromElsewhere.
    """
    return enrol_all(cohort, [person], by=by)[0]


@verb
def enrol_all(cohort: Cohort, people: Iterable[Person], *, by: User) -> list[Enrolment]:
    """Let several people join a class, all of them or none. Raises what `enrol` raises."""
    cohort = _open(cohort)
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


def _open(cohort: Cohort) -> Cohort:
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
    by: User,
) -> Session:
    """Write down a meeting of a class and who came: person id → `Attendance.State`. Sent twice, it is held once.

    Raises CohortClosed, BeforeOpening, InTheFuture, LessonHoursImpossible, NobodyEnrolled, NotEnrolled.
    """
    if known := Session.objects.filter(uid=uid).first():
        return known
    cohort = _open(cohort)
    _check_session(cohort, held_on, lesson_hours, attendance)
    session = Session.objects.create(uid=uid, cohort=cohort, held_on=held_on, topic=topic, lesson_hours=lesson_hours)
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
def mark_test(enrolment: Enrolment, kind: str, score: int, *, by: User) -> Enrolment:
    """Mark the pre-test or post-test (`kind`: `pre`, `post`) of a person, 0 to 100. The same mark again changes nothing.

    Raises MarkImpossible, CohortClosed.
    """
    if not 0 <= score <= rules.FULL_MARK:
        raise rules.MarkImpossible
    field = {"pre": "pre_test", "post": "post_test"}[kind]
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if getattr(enrolment, field) == score:
        return enrolment
    _open(enrolment.cohort)
    setattr(enrolment, field, score)
    enrolment.save(update_fields=[field])
    record(facts.TestMarked(cohort=enrolment.cohort_id, person=enrolment.person_id, kind=kind, score=score))
    return enrolment


@verb
def mark_class(marks: Iterable[tuple[Enrolment, str, int]], *, by: User) -> None:
    """Mark many tests, all of them or none: (enrolment, kind, score). Raises what `mark_test` raises."""
    for enrolment, kind, score in marks:
        mark_test(enrolment, kind, score, by=by)


@verb
def certify(cohort: Cohort, *, by: User, on: date | None = None) -> list[Certificate]:
    """Certify everyone of a class whose post-test reaches the pass mark, and close it. Certifying twice changes nothing.

    Whoever left the unit without a mark is passed over. Raises NobodyEnrolled, MarksMissing, NotYet.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("course", "unit").get(pk=cohort.pk)
    if cohort.closed_on is not None:
        return list(Certificate.objects.filter(enrolment__cohort=cohort).order_by("number"))
    day = on or clock.today()
    if not cohort.opened_on <= day <= clock.today():
        raise rules.NotYet
    if not cohort.enrolments.exists():
        raise rules.NobodyEnrolled
    if missing := queries.unmarked(cohort).count():
        raise rules.MarksMissing(missing=missing)
    passed = cohort.enrolments.filter(post_test__gte=cohort.course.pass_mark).order_by("pk")
    certificates = [_issue(cohort, enrolment, day) for enrolment in passed]
    cohort.closed_on = day
    cohort.save(update_fields=["closed_on"])
    record(facts.CohortFinished(cohort=cohort.pk, on=day, certified=len(certificates)))
    return certificates


def _issue(cohort: Cohort, enrolment: Enrolment, day: date) -> Certificate:
    certificate = Certificate.objects.create(
        number=f"SU/{day.year}/{next_number(f'certificate:{day.year}'):04}",  # no unit in it: it goes into a life
        enrolment=enrolment,
        person_id=enrolment.person_id,
        course=cohort.course,
        issued_on=day,
    )
    record(
        facts.CertificateIssued(
            certificate=certificate.pk,
            person=enrolment.person_id,
            audience=cohort.course.audience,
            unit=cohort.unit_id,
            on=day,
        )
    )
    return certificate


@verb
def revoke(certificate: Certificate, *, because: str, by: User) -> Certificate:
    """Take a certificate back, with the reason. Revoking twice changes nothing. Raises ReasonMissing."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.revoked_on is not None:
        return certificate
    if not because.strip():
        raise rules.ReasonMissing
    certificate.revoked_on = clock.today()
    certificate.revoked_because = because.strip()
    certificate.save(update_fields=["revoked_on", "revoked_because"])
    record(facts.CertificateRevoked(certificate=certificate.pk, person=certificate.person_id))
    return certificate
