"""A case from twelve weeks before release until nobody needs it any more."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.aftercare import rules
from siap.aftercare.facts import (
    CameHome,
    CaseClosed,
    CaseOpened,
    CaseTaken,
    HomecomingMoved,
    TaskBlocked,
    TaskDone,
    TaskNotNeeded,
)
from siap.aftercare.models import Case, FollowUp, Task
from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people import queries as people
from siap.people.models import Consent, Person, Placement, Unit, User
from siap.people.rules import BAPAS, SUPERVISED
from siap.ui import words


class NoConsent(Refused):
    """After release without conditions a case exists only by the person's consent."""

    message = _("Setelah bebas tanpa syarat, pendampingan perlu persetujuan orangnya. Catat persetujuannya dulu.")


class CaseIsClosed(Refused):
    """Nothing more is written in it."""

    message = _("Pendampingan ini sudah ditutup pada %(on)s.")


class CaseTakenBy(Refused):
    """Somebody else looks after it."""

    message = _("Pendampingan ini sudah dipegang %(name)s.")


class ReasonMissing(Refused):
    """Closing needs its reason."""

    message = _("Tulis alasannya dalam satu kalimat.")
    field = "because"


class NotInside(Refused):
    """Only somebody who serves a sentence is expected home on a day."""

    message = _("Persiapan pulang hanya untuk yang sedang menjalani pidana dan sudah jelas tanggalnya.")


class NotYet(Refused):
    """A case opens twelve weeks before the day, and not after it."""

    message = _("Persiapan dibuka paling cepat 12 minggu sebelum hari pulang, dan tidak untuk hari yang sudah lewat.")
    field = "expected_on"


class NotABapas(Refused):
    """Who accompanies?"""

    message = _("Pilih Bapas yang akan mendampingi.")
    field = "bapas"


class AlreadyHome(Refused):
    """The day is known already."""

    message = _("Orang ini sudah pulang pada %(on)s.")


class TaskIsDone(Refused):
    """What is settled is not blocked any more."""

    message = _("Tugas ini sudah selesai pada %(on)s.")
    field = "because"


@verb
def prepare_homecoming(person: Person, bapas: Unit, *, kind: str, expected_on: date, by: User) -> Case:
    """Open the case of somebody who is still inside, at most twelve weeks before the expected day. Twice changes nothing.

    Raises NotInside, NotYet, NotABapas, NoConsent (after *bebas murni* nobody is followed without his consent).
    """
    known = Case.objects.filter(person=person, closed_on=None).first()
    if known is not None:
        return known
    place = people.current_placement(person)
    if place is None or place.status != Placement.Status.CONVICT:
        raise NotInside
    if not rules.is_early_enough(expected_on, clock.today()):
        raise NotYet
    if bapas.kind != BAPAS:
        raise NotABapas
    _check_consent(person, kind)
    return _open(person, bapas, released_from=place.unit, kind=kind, expected_on=expected_on, released_on=None)


@verb
def move_homecoming(case: Case, expected_on: date, *, by: User) -> Case:
    """The expected day changed: what is still to do is due by the new one. The same day changes nothing.

    Raises CaseIsClosed, AlreadyHome, NotYet.
    """
    case = locked(case)
    if case.released_on is not None:
        raise AlreadyHome(on=words.day(case.released_on))
    if case.expected_on == expected_on:
        return case
    if not rules.is_early_enough(expected_on, clock.today()):
        raise NotYet
    case.expected_on = expected_on
    case.save(update_fields=["expected_on"])
    _date_tasks(case)
    record(HomecomingMoved(case=case.pk, on=expected_on))
    return case


@verb
def open_case(person: Person, bapas: Unit, *, released_from: Unit, kind: str, on: date, by: User | None = None) -> Case:
    """Receive a released person at a Bapas. A case that was prepared goes on; one that was open stays as it is.

    Raises NoConsent after a release without conditions.
    """
    known = Case.objects.select_for_update().filter(person=person, closed_on=None).first()
    if known is not None:
        return known if known.released_on is not None else _come_home(known, bapas, kind, on)
    _check_consent(person, kind)
    case = _open(person, bapas, released_from=released_from, kind=kind, expected_on=None, released_on=on)
    _plan_follow_ups(case)
    return case


@verb
def let_go(person: Person, *, by: User | None = None) -> None:
    """The person left without a Bapas: what was prepared for him ends, and after guidance he is followed by consent only."""
    for case in Case.objects.filter(person=person, closed_on=None):
        if case.released_on is None:
            close_case(case, because=str(_("Keluar tanpa pendampingan Bapas.")), by=by)
        elif not people.has_consent(person, Consent.Kind.FOLLOW_UP):
            close_case(case, because=str(_("Bimbingan selesai, tanpa persetujuan didampingi lagi.")), by=by)


def _check_consent(person: Person, kind: str) -> None:
    if kind not in SUPERVISED and not people.has_consent(person, Consent.Kind.FOLLOW_UP):
        raise NoConsent


def _open(
    person: Person, bapas: Unit, *, released_from: Unit, kind: str, expected_on: date | None, released_on: date | None
) -> Case:
    case: Case = Case.objects.create(
        person=person,
        unit=bapas,
        released_from=released_from,
        release_kind=kind,
        expected_on=expected_on,
        released_on=released_on,
        opened_on=clock.today(),
    )
    Task.objects.bulk_create(
        Task(
            case=case,
            position=position,
            what=need.code,
            owner=need.owner,
            due_on=need.due_on(case.home_on, case.opened_on),
        )
        for position, need in enumerate(rules.NEEDS, 1)
    )
    record(CaseOpened(case=case.pk, person=person.pk, unit=bapas.pk))
    return case


def _come_home(case: Case, bapas: Unit, kind: str, on: date) -> Case:
    case.released_on, case.release_kind, case.unit = on, kind, bapas
    case.save(update_fields=["released_on", "release_kind", "unit"])
    _date_tasks(case)
    _plan_follow_ups(case)
    record(CameHome(case=case.pk, unit=bapas.pk, kind=kind, on=on))
    return case


def _date_tasks(case: Case) -> None:
    open_tasks = list(case.tasks.filter(done_on=None))
    for task in open_tasks:
        task.due_on = task.need.due_on(case.home_on, case.opened_on)
    Task.objects.bulk_update(open_tasks, ["due_on"])


def _plan_follow_ups(case: Case) -> None:
    FollowUp.objects.bulk_create(
        FollowUp(case=case, month=month, due_on=rules.months_after(case.home_on, month))
        for month in rules.FOLLOW_UP_MONTHS
    )


def locked(case: Case) -> Case:
    """The case as it is now, for writing. Raises CaseIsClosed."""
    held: Case = Case.objects.select_for_update(of=("self",)).select_related("officer").get(pk=case.pk)
    if held.closed_on is not None:
        raise CaseIsClosed(on=words.day(held.closed_on))
    return held


@verb
def take_case(case: Case, *, by: User) -> Case:
    """Look after a case from now on. Taking it twice changes nothing. Raises CaseIsClosed, CaseTakenBy."""
    case = locked(case)
    if case.officer_id == by.pk:
        return case
    if case.officer_id is not None:  # asked of the row: PostgreSQL joins what it had before it waited
        raise CaseTakenBy(name=User.objects.get(pk=case.officer_id).name)
    case.officer = by
    case.save(update_fields=["officer"])
    record(CaseTaken(case=case.pk, officer=by.pk))
    return case


@verb
def finish_task(task: Task, *, by: User) -> Task:
    """Tick off a task. Twice changes nothing. Raises CaseIsClosed."""
    locked(task.case)
    task = Task.objects.get(pk=task.pk)
    if task.done_on is not None:
        return task
    task.done_on, task.done_by, task.blocked_because = clock.today(), by, ""
    task.save(update_fields=["done_on", "done_by", "blocked_because"])
    record(TaskDone(task=task.pk, case=task.case_id, what=task.what))
    return task


@verb
def skip_task(task: Task, *, because: str, by: User) -> Task:
    """Settle a task that this person does not need, with the reason. Twice changes nothing.

    Raises CaseIsClosed, ReasonMissing.
    """
    locked(task.case)
    task = Task.objects.get(pk=task.pk)
    if task.done_on is not None:
        return task
    if not because.strip():
        raise ReasonMissing
    task.done_on, task.done_by, task.blocked_because = clock.today(), by, ""
    task.needless_because = because.strip()
    task.save(update_fields=["done_on", "done_by", "blocked_because", "needless_because"])
    record(TaskNotNeeded(task=task.pk, case=task.case_id, what=task.what))
    return task


@verb
def block_task(task: Task, *, owner: str, because: str, by: User) -> Task:
    """Say who sees to a task and what stands in its way (nothing: it is free again). The same again changes nothing.

    Raises CaseIsClosed, TaskIsDone.
    """
    locked(task.case)
    task = Task.objects.get(pk=task.pk)
    if task.done_on is not None:
        raise TaskIsDone(on=words.day(task.done_on))
    if (task.owner, task.blocked_because) == (owner, because.strip()):
        return task
    task.owner, task.blocked_because = owner, because.strip()
    task.save(update_fields=["owner", "blocked_because"])
    record(TaskBlocked(task=task.pk, case=task.case_id, owner=owner, is_blocked=bool(task.blocked_because)))
    return task


@verb
def close_case(case: Case, *, because: str, by: User | None) -> Case:
    """End a case, for a reason. Closing twice changes nothing. Raises ReasonMissing."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.closed_on is not None:
        return case
    if not because.strip():
        raise ReasonMissing
    case.closed_on, case.closed_because = clock.today(), because.strip()
    case.save(update_fields=["closed_on", "closed_because"])
    record(CaseClosed(case=case.pk, on=case.closed_on))
    return case


@verb
def stop_following(person: Person, *, by: User | None = None) -> None:
    """The person no longer agrees: a case that exists only by his consent ends. A supervised one goes on while he is guided."""
    cases = Case.objects.filter(person=person, closed_on=None)
    if person.placements.filter(until_on=None).exists():
        cases = cases.exclude(release_kind__in=SUPERVISED)
    for case in cases:
        close_case(case, because=str(_("Persetujuan pendampingan ditarik.")), by=by)


@verb
def end_cases_of(person: Person, *, because: str, by: User | None = None) -> None:
    """Close whatever case a person has; none is no mistake."""
    for case in Case.objects.filter(person=person, closed_on=None):
        close_case(case, because=because, by=by)
