"""What waits around the work: hours, visits, permits, stages, and what the system could not finish."""

from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.business import queries as business
from siap.business.models import Business
from siap.core import clock
from siap.people.models import User
from siap.rollout.queries import UnitStage
from siap.ui import words
from siap.ui.tasks import Kind, Task
from siap.web.tasks.saying import MOST, ago
from siap.workshop import queries as workshop
from siap.workshop import rules as workshop_rules
from siap.workshop.models import Permit

QUIET_DAYS = 7
"""A group without an hours sheet for so long has forgotten one."""
LAPSED_DAYS = 30
"""A lapsed permit is spoken of for so long; after that its product's page says it."""


def hours(user: User, groups: Iterable[Business], keyed: Mapping[int, date], makers: Container[int]) -> list[Task]:
    """Groups of which no day of the last week was keyed in. `keyed`: the last day that was, by business id; `makers`: who makes
    things, and so keys the week of the workshop."""
    if not user.can("hours.write"):
        return []
    since = clock.today() - timedelta(days=QUIET_DAYS)
    quiet = [one for one in groups if one.formed_on <= since and keyed.get(one.pk, date.min) < since]
    return [
        Task(
            Kind.BAD,
            _("Jam kerja"),
            _("Lembar jam %(group)s belum diisi minggu ini") % {"group": group.name},
            reverse("workshop:week" if group.pk in makers else "business:hours-week", args=[group.uid]),
        )
        for group in quiet[:MOST]
    ]


def visits(user: User, businesses: Iterable[Business]) -> list[Task]:
    """What was agreed at visits to these businesses and is due within a week, in one question; none without businesses."""
    keys = [one.pk for one in businesses]
    if not keys or not user.can("action.finish"):
        return []
    today = clock.today()
    rows = business.open_actions(Business.objects.filter(pk__in=keys)).filter(due_on__lte=today + timedelta(days=7))
    return [
        Task(
            Kind.BAD if action.due_on < today else Kind.INFO,
            _("Lewat") if action.due_on < today else _("Janji"),
            f"{action.visit.business.name}: {action.what}",
            reverse("business:visits", args=[action.visit.business.uid]),
            words.day(action.due_on),
        )
        for action in rows[:MOST]
    ]


def permits(user: User) -> list[Task]:
    """Permits that end within ninety days, more and more urgent at thirty and seven; and those that lapsed of late."""
    if not (user.can("permit.write") or user.can("stage.move")):
        return []
    rows = workshop.ending_permits(clock.today(), since=LAPSED_DAYS)
    if not user.sees_all_units:
        rows = rows.filter(business__unit__in=user.unit_ids)
    return [_permit(permit, permit.valid_until) for permit in rows[:MOST] if permit.valid_until is not None]


def _permit(permit: Permit, until: date) -> Task:
    left = (until - clock.today()).days
    urgent, soon, _in_sight = workshop_rules.REMIND_DAYS
    kind = Kind.BAD if left <= urgent else Kind.WAIT if left <= soon else Kind.INFO
    badge = _("Lewat") if left < 0 else ngettext("%(n)s hari", "%(n)s hari", left) % {"n": left}
    what = permit.product.name if permit.product is not None else permit.business.name
    text = _("%(permit)s %(what)s habis") % {"permit": permit.get_kind_display(), "what": what}
    return Task(kind, badge, text, reverse("workshop:permit", args=[permit.uid]), words.day(until))


def exemptions(user: User) -> list[Task]:
    """Products that somebody says need no licence: the second person decides."""
    if not user.can("permit.confirm"):
        return []
    rows = workshop.exemptions_waiting(Business.objects.visible_to(user)).exclude(asked_by=user)
    return [
        Task(
            Kind.WAIT,
            _("Tunggu"),
            _("%(product)s: izin yang katanya tidak diwajibkan") % {"product": one.product.name},
            reverse("workshop:exemption", args=[one.uid]),
            ago(one.asked_on),
        )
        for one in rows[:MOST]
    ]


def stages(user: User, rows: Iterable[UnitStage]) -> list[Task]:
    """Units that are late, with what they lack; and units that are ready for their next stage."""
    late = [
        Task(
            Kind.BAD,
            _("Lewat"),
            _("%(unit)s: tahap %(stage)s. %(missing)s")
            % {
                "unit": row.unit.short_name,
                "stage": row.next_stage_name,
                "missing": "; ".join(
                    _("%(what)s, kurang %(n)s") % {"what": one.label, "n": one.missing}
                    for one in row.conditions
                    if not one.is_met
                ),
            },
            reverse("rollout:unit", args=[row.unit.uid]),
            ago(row.due_on),
        )
        for row in rows
        if row.is_late and row.due_on is not None
    ]
    ready = [row for row in rows if row.is_ready and not row.is_late]
    return late + (_ready(ready) if ready and user.can("stage.move") else [])


def _ready(rows: list[UnitStage]) -> list[Task]:
    """One unit with its stage; several in one line."""
    if len(rows) > 1:
        names = ", ".join(row.unit.short_name for row in rows)
        text = _("%(n)s UPT boleh naik tahap: %(names)s") % {"n": len(rows), "names": names}
        return [Task(Kind.GOOD, _("Siap"), text, reverse("rollout:board"))]
    (row,) = rows
    text = _("%(unit)s boleh naik ke tahap %(stage)s") % {"unit": row.unit.short_name, "stage": row.next_stage_name}
    return [Task(Kind.GOOD, _("Siap"), text, reverse("rollout:move", args=[row.unit.uid]))]
