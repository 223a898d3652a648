"""Asking how the business is doing, some months after release."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.aftercare import rules
from siap.aftercare.facts import EarlierIncomeTold, FollowedLonger, FollowedUp
from siap.aftercare.models import Case, FollowUp
from siap.aftercare.services.cases import locked
from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import MOST
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.ui import words

MOST_EMPLOYED = 1_000


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


class ProfitAbsurd(Refused):
    """A profit is no more than what was sold."""

    message = _("Laba tidak mungkin lebih besar daripada omzet, dan pinjaman tidak kurang dari nol. Periksa lagi.")
    field = "profit"


class AlreadyFollowedUp(Refused):
    """A follow-up is written down once."""

    message = _("Kunjungan bulan ke-%(month)s sudah dicatat pada %(on)s.")


class NotHomeYet(Refused):
    """Nobody is followed before he is home, and the year comes first."""

    message = _("Kunjungan bulan ke-24 ditambahkan sesudah kunjungan setahun dicatat.")


@dataclass(frozen=True)
class Findings:
    """What was found: the answer, and figures as told (rupiah a month; people besides the owner; rupiah still owed)."""

    answer: str
    turnover: int | None = None
    profit: int | None = None
    employed: int | None = None
    loan: int | None = None
    has_permits: bool | None = None
    difficulty: str = ""
    help_given: str = ""
    note: str = ""


@verb
def record_follow_up(follow_up: FollowUp, found: Findings, *, on: date | None = None, by: User) -> FollowUp:
    """Write down how the business is doing, as it was found on a day (today). The same again changes nothing.

    Raises CaseIsClosed, AnswerMissing, TooEarly, TurnoverMissing, LostIsNoNumber, NumberAbsurd,
    ProfitAbsurd, AlreadyFollowedUp.
    """
    locked(follow_up.case)
    follow_up = FollowUp.objects.get(pk=follow_up.pk)
    if follow_up.done_on is not None:
        if all(getattr(follow_up, name) == value for name, value in vars(found).items()):
            return follow_up
        raise AlreadyFollowedUp(month=follow_up.month, on=words.day(follow_up.done_on))
    on = on or clock.today()
    _check(follow_up, found, on)
    for name, value in vars(found).items():
        setattr(follow_up, name, value)
    follow_up.done_on, follow_up.done_by = on, by
    follow_up.save()
    record(FollowedUp(follow_up=follow_up.pk, case=follow_up.case_id, month=follow_up.month, answer=found.answer))
    return follow_up


def _check(follow_up: FollowUp, found: Findings, on: date) -> None:
    if on < follow_up.opens_on:
        raise TooEarly(month=follow_up.month, on=words.day(follow_up.opens_on))
    if found.answer not in FollowUp.Answer.values:
        raise AnswerMissing
    numbers = (found.turnover, found.profit, found.employed, found.loan)
    if found.answer == FollowUp.Answer.LOST and any(number is not None for number in numbers):
        raise LostIsNoNumber
    if found.answer == FollowUp.Answer.ALIVE and found.turnover is None:
        raise TurnoverMissing
    if not 0 <= (found.turnover or 0) <= MOST or not 0 <= (found.employed or 0) <= MOST_EMPLOYED:
        raise NumberAbsurd
    if not 0 <= (found.loan or 0) <= MOST or not -MOST <= (found.profit or 0) <= (found.turnover or 0):
        raise ProfitAbsurd


@verb
def follow_longer(case: Case, *, by: User) -> FollowUp:
    """Ask once more, two years after release: the person wishes it. Twice changes nothing. Raises CaseIsClosed, NotHomeYet."""
    case = locked(case)
    if not case.follow_ups.filter(month=max(rules.FOLLOW_UP_MONTHS), done_on__isnull=False).exists():
        raise NotHomeYet
    follow_up, is_new = FollowUp.objects.get_or_create(
        case=case,
        month=rules.LONGER_MONTH,
        defaults={"due_on": rules.months_after(case.home_on, rules.LONGER_MONTH)},
    )
    if is_new:
        record(FollowedLonger(case=case.pk, follow_up=follow_up.pk))
    return follow_up


@verb
def tell_earlier_income(case: Case, amount: int, *, by: User) -> Case:
    """Write down what a person earned a month before custody, as told (rupiah; nothing earned is a zero). The same again
    changes nothing. Raises CaseIsClosed, NumberAbsurd."""
    case = locked(case)
    if case.income_before == amount:
        return case
    if not 0 <= amount <= MOST:
        raise NumberAbsurd
    case.income_before = amount
    case.save(update_fields=["income_before"])
    record(EarlierIncomeTold(case=case.pk))
    return case
