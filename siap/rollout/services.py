"""A unit comes to a stage; a unit gets a target; an activity serves a framework."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import Unit, User
from siap.programme.models import Framework
from siap.rollout import queries, rules
from siap.rollout.facts import ActivityTagged, CalendarLinkMade, StageReached, TargetSet
from siap.rollout.models import CalendarLink, Contribution, StageMove, Target

LARGEST_TARGET = 10**12  # rupiah or people


class NotTheNextStage(Refused):
    """Stages are reached one after the other."""

    message = _("%(unit)s sekarang di tahap %(here)s. Tahap ditempuh satu per satu; berikutnya %(next)s.")
    field = "stage"


class ConditionsMissing(Refused):
    """Something the stage needs is not there, and nobody wrote why it may be reached all the same."""

    message = _("Tahap ini belum bisa dimulai: %(missing)s. Kalau tetap dimulai, tulis alasan pengecualiannya.")
    field = "exception"


class StageDatesWrong(Refused):
    """A move lies in the future or before the last one, or its end before its start."""

    message = _("Tanggal ini tidak mungkin: periksa urutannya.")
    field = "due_on"


class TargetWrong(Refused):
    """A target is a positive whole number for a year near this one."""

    message = _("Target harus angka bulat lebih dari nol, untuk tahun sekitar sekarang.")
    field = "amount"


@verb
def move_stage(
    unit: Unit, stage: str, *, by: User | None, exception: str = "", on: date | None = None, due_on: date | None = None
) -> StageMove:
    """Bring a unit to its next stage; `due_on` is when the one after that should be reached. Again changes nothing.

    Raises NotTheNextStage, ConditionsMissing (unless an exception gives its reason), StageDatesWrong.
    """
    before = StageMove.objects.filter(unit=unit, stage=stage).first()
    if before is not None:
        return before
    standing = queries.of_unit(unit)
    is_start = stage == rules.PREPARATION and not standing.moves
    if stage != standing.next_stage and not is_start:
        raise NotTheNextStage(unit=unit.short_name, here=standing.stage_name, next=standing.next_stage_name or "–")
    missing = [] if is_start else [condition for condition in standing.conditions if not condition.is_met]
    if missing and not exception.strip():
        raise ConditionsMissing(missing=", ".join(str(condition.label) for condition in missing))
    moved_on = on or clock.today()
    _check_days(moved_on, due_on, [move.moved_on for move in standing.moves.values()])
    move = StageMove.objects.create(
        unit=unit, stage=stage, moved_on=moved_on, due_on=due_on, by=by, exception=exception.strip() if missing else ""
    )
    record(StageReached(unit=unit.pk, stage=stage, on=moved_on, by_exception=bool(missing)))
    return move


def _check_days(moved_on: date, due_on: date | None, earlier: list[date]) -> None:
    if moved_on > clock.today() or any(day > moved_on for day in earlier):
        raise StageDatesWrong
    if due_on is not None and due_on <= moved_on:
        raise StageDatesWrong


@verb
def set_target(unit: Unit, year: int, what: str, amount: int, *, by: User | None) -> Target:
    """What a unit should reach in a year (rupiah or people); a new figure replaces the old one. Raises TargetWrong."""
    if not 0 < amount <= LARGEST_TARGET or abs(year - clock.today().year) > 5 or what not in dict(rules.TARGETS):
        raise TargetWrong
    target, _new = Target.objects.update_or_create(unit=unit, year=year, what=what, defaults={"amount": amount})
    record(TargetSet(unit=unit.pk, year=year, what=what, amount=amount))
    return target


@verb
def tag_activity(kind: str, activity: int, frameworks: Iterable[Framework], *, by: User | None) -> None:
    """Say which items of national frameworks an activity (a key of models.ACTIVITIES, its id) serves: these and no others."""
    wanted = {one.pk for one in frameworks}
    here = Contribution.objects.select_for_update().filter(**{kind: activity})
    known = set(here.values_list("framework", flat=True))
    if wanted == known:
        return
    here.exclude(framework__in=wanted).delete()
    Contribution.objects.bulk_create(
        Contribution(framework_id=pk, by=by, said_on=clock.today(), **{f"{kind}_id": activity})
        for pk in sorted(wanted - known)
    )
    record(ActivityTagged(kind=kind, activity=activity, frameworks=tuple(sorted(wanted))))


@verb
def make_calendar_link(*, by: User) -> str:
    """A new secret for this user's calendar; shown once, the older one ends."""
    secret = secrets.token_urlsafe(24)
    kept = {"digest": link_digest(secret), "made_at": clock.now()}
    CalendarLink.objects.update_or_create(user=by, defaults=kept)
    record(CalendarLinkMade(user=by.pk))
    return secret


def link_digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
