"""Until when a member may object, and who answers."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from siap.core import clock
from siap.people.rules import KANWIL_MANAGER, UNIT_HEAD
from siap.sharing import rules
from siap.sharing.models import Objection, Slip


@dataclass(frozen=True)
class Answerer:
    """Who answers: the role, and how people call it."""

    role: str
    name: str


def next_level(slip: Slip) -> int:
    """Whom the next objection to a slip goes to: rules.TO_HEAD, then rules.TO_OFFICE; beyond that nobody."""
    return slip.objections.count() + 1


def answerer_of(objection: Objection) -> Answerer:
    """Who answers an objection: the first about its slip the unit's head, the second the Kanwil."""
    earlier = Objection.objects.filter(slip=objection.slip_id, pk__lt=objection.pk).count()
    if earlier + 1 == rules.TO_HEAD:
        return Answerer(UNIT_HEAD, _("Kepala UPT"))
    return Answerer(KANWIL_MANAGER, _("Kanwil"))


def may_object_until(slip: Slip) -> date | None:
    """The last day for an objection to a slip, counted from the approval, or from the head's answer; None when closed."""
    share = slip.share
    raised = sorted(slip.objections.all(), key=lambda one: one.pk)
    if share.state != share.State.APPROVED or share.decided_at is None or len(raised) >= rules.TO_OFFICE:
        return None
    since = clock.day_of(share.decided_at)
    if raised:
        if raised[-1].answered_on is None:
            return None
        since = raised[-1].answered_on
    return rules.objections_until(since, share.terms.objection_days)
