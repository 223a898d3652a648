"""Something changed for somebody who is being selected or takes part: his unit is asked, and a person answers by a deed."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.programme import queries
from siap.programme.choosing import SEEN
from siap.programme.facts import ChangeNoted, ChangeSettled
from siap.programme.models import Change, Participation


class NotTakingPart(Refused):
    """Only of somebody who takes part or is being selected anything is asked."""

    message = _("Orang ini tidak ikut dan tidak sedang diseleksi.")


class NotSeen(Refused):
    """Transfers and dates are heard, not written down here."""

    message = _("Yang dicatat di sini hanya kesehatan atau disiplin.")
    field = "kind"


@verb
def note_change(participation: Participation, kind: str, *, by: User) -> Change:
    """Write down that health or discipline changed: which, and no word more. What waits already is not asked twice.

    Raises NotTakingPart, NotSeen.
    """
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    if participation.state not in queries.OPEN:
        raise NotTakingPart
    if kind not in SEEN:
        raise NotSeen
    return ask(participation, kind, unit=participation.unit_id)


def ask(participation: Participation, kind: str, *, unit: int, on: date | None = None) -> Change:
    """Ask a unit (id) what becomes of somebody. Inside a verb."""
    change, is_new = Change.objects.get_or_create(
        participation=participation, unit_id=unit, kind=kind, settled_on=None, defaults={"on": on or clock.today()}
    )
    if is_new:
        record(ChangeNoted(change=change.pk, participation=participation.pk, unit=unit, kind=kind))
    return change


@verb
def hear(person: int, kind: str, *, on: date | None = None) -> None:
    """A person (id) whose unit is to say what becomes of him; who neither takes part nor is selected asks nothing."""
    standing = Participation.objects.select_for_update().filter(person=person, state__in=queries.OPEN).first()
    if standing is not None:
        ask(standing, kind, unit=standing.unit_id, on=on)


@verb
def keep_as_is(change: Change, *, by: User) -> Change:
    """It was looked at, and everything stays. Twice changes nothing."""
    change = Change.objects.select_for_update().get(pk=change.pk)
    if change.settled_on is None:
        _settle(change, "kept", by)
    return change


def settle(person: int, deed: str, *, by: User | None, **which: object) -> None:
    """What was asked about a person (id) is answered by this deed. Inside a verb."""
    for change in Change.objects.select_for_update().filter(
        participation__person=person, settled_on=None, **which
    ).order_by("pk"):  # fmt: skip
        _settle(change, deed, by)


def _settle(change: Change, deed: str, by: User | None) -> None:
    change.settled_on, change.settled_by, change.deed = clock.today(), by, deed
    change.save(update_fields=["settled_on", "settled_by", "deed"])
    record(ChangeSettled(change=change.pk, deed=deed, on=change.settled_on))
