"""A case from the day of release until nobody needs it any more."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from siap.aftercare import rules
from siap.aftercare.facts import CaseClosed, CaseOpened, CaseTaken, FollowedUp, TaskDone
from siap.aftercare.models import Case, FollowUp, Task
from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import MOST
from siap.core.verbs import record, verb
from siap.people import queries as people
from siap.people.models import Consent, Person, Unit, User
from siap.people.rules import SUPERVISED
from siap.ui import words

MOST_EMPLOYED = 1_000


class NoConsent(Refused):
    """After release without conditions a case exists only by the person's consent."""

    message = _("Setelah bebas tanpa syarat, pendampingan perlu persetujuan orangnya. Catat persetujuannya dulu.")


class CaseIsClosed(Refused):
    """Nothing more is written in it."""

    message = _("Pendampingan ini sudah ditutup pada %(on)s.")


class CaseTakenBy(Refused):
    """Somebody else looks after it."""

    message = _("Pendampingan ini sudah dipegang %(name)s.")


class AnswerMissing(Refused):
    """What was found?"""

    message = _("Pilih keadaan usahanya.")
    field = "answer"


class TooEarly(Refused):
    """A follow-up tells how it is then, not how it is now."""

    message = _("Kunjungan bulan ke-%(month)s baru bisa dicatat mulai %(on)s.")


class TurnoverMissing(Refused):
    """A business that runs has a turnover."""

    message = _("Tulis kira-kira omzet sebulan.")
    field = "turnover"


class LostIsNoNumber(Refused):
    """Lost contact is a state, never a zero."""

    message = _("Orang yang tidak dapat dihubungi tidak punya angka: kosongkan omzet dan tenaga kerja.")
    field = "turnover"


class NumberAbsurd(Refused):
    """A slip of the finger."""

    message = _("Angka ini tidak mungkin. Periksa lagi.")
    field = "turnover"


class AlreadyFollowedUp(Refused):
    """A follow-up is written down once."""

    message = _("Kunjungan bulan ke-%(month)s sudah dicatat pada %(on)s.")


class ReasonMissing(Refused):
    """Closing needs its reason."""

    message = _("Tulis alasannya dalam satu kalimat.")
    field = "because"


@verb
def open_case(person: Person, bapas: Unit, *, released_from: Unit, kind: str, on: date, by: User | None = None) -> Case:
    """Open the case of a released person at a Bapas, with its tasks and follow-ups. An open case stays as it is.

    Raises NoConsent after a release without conditions.
    """
    known = Case.objects.filter(person=person, closed_on=None).first()
    if known is not None:
        return known
    if kind not in SUPERVISED and not people.has_consent(person, Consent.Kind.FOLLOW_UP):
        raise NoConsent
    case: Case = Case.objects.create(
        person=person,
        unit=bapas,
        released_from=released_from,
        release_kind=kind,
        released_on=on,
        opened_on=clock.today(),
    )
    Task.objects.bulk_create(
        Task(case=case, position=position, what=need.code, due_on=on + timedelta(days=need.days))
        for position, need in enumerate(rules.NEEDS, 1)
    )
    FollowUp.objects.bulk_create(
        FollowUp(case=case, month=month, due_on=rules.months_after(on, month)) for month in rules.FOLLOW_UP_MONTHS
    )
    record(CaseOpened(case=case.pk, person=person.pk, unit=bapas.pk))
    return case


def _locked(case: Case) -> Case:
    """The case as it is now, for writing. Raises CaseIsClosed."""
    locked: Case = Case.objects.select_for_update(of=("self",)).select_related("officer").get(pk=case.pk)
    if locked.closed_on is not None:
        raise CaseIsClosed(on=words.day(locked.closed_on))
    return locked


@verb
def take_case(case: Case, *, by: User) -> Case:
    """Look after a case from now on. Taking it twice changes nothing. Raises CaseIsClosed, CaseTakenBy."""
    case = _locked(case)
    if case.officer_id == by.pk:
        return case
    if case.officer is not None:
        raise CaseTakenBy(name=case.officer.name)
    case.officer = by
    case.save(update_fields=["officer"])
    record(CaseTaken(case=case.pk, officer=by.pk))
    return case


@verb
def finish_task(task: Task, *, by: User) -> Task:
    """Tick off a task. Twice changes nothing. Raises CaseIsClosed."""
    _locked(task.case)
    task = Task.objects.get(pk=task.pk)
    if task.done_on is not None:
        return task
    task.done_on, task.done_by = clock.today(), by
    task.save(update_fields=["done_on", "done_by"])
    record(TaskDone(task=task.pk, case=task.case_id, what=task.what))
    return task


@verb
def record_follow_up(
    follow_up: FollowUp,
    *,
    answer: str,
    turnover: int | None = None,
    employed: int | None = None,
    note: str = "",
    by: User,
) -> FollowUp:
    """Write down how the business is doing: turnover in rupiah a month as told, people employed besides the owner.

    The same again changes nothing. Raises CaseIsClosed, AnswerMissing, TooEarly, TurnoverMissing, LostIsNoNumber,
    NumberAbsurd, AlreadyFollowedUp.
    """
    _locked(follow_up.case)
    follow_up = FollowUp.objects.get(pk=follow_up.pk)
    told = (answer, turnover, employed, note.strip())
    if follow_up.done_on is not None:
        if (follow_up.answer, follow_up.turnover, follow_up.employed, follow_up.note) == told:
            return follow_up
        raise AlreadyFollowedUp(month=follow_up.month, on=words.day(follow_up.done_on))
    _check_answer(follow_up, answer, turnover, employed)
    follow_up.answer, follow_up.turnover, follow_up.employed, follow_up.note = told
    follow_up.done_on, follow_up.done_by = clock.today(), by
    follow_up.save()
    record(FollowedUp(follow_up=follow_up.pk, case=follow_up.case_id, month=follow_up.month, answer=answer))
    return follow_up


def _check_answer(follow_up: FollowUp, answer: str, turnover: int | None, employed: int | None) -> None:
    if clock.today() < follow_up.opens_on:
        raise TooEarly(month=follow_up.month, on=words.day(follow_up.opens_on))
    if answer not in FollowUp.Answer.values:
        raise AnswerMissing
    if answer == FollowUp.Answer.LOST and (turnover is not None or employed is not None):
        raise LostIsNoNumber
    if answer == FollowUp.Answer.ALIVE and turnover is None:
        raise TurnoverMissing
    if not 0 <= (turnover or 0) <= MOST or not 0 <= (employed or 0) <= MOST_EMPLOYED:
        raise NumberAbsurd


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
    """The person no longer agrees: a case that exists only by his consent ends. A supervised one goes on."""
    for case in Case.objects.filter(person=person, closed_on=None).exclude(release_kind__in=SUPERVISED):
        close_case(case, because=str(_("Persetujuan pendampingan ditarik.")), by=by)
