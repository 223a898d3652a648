"""Bazaars are planned, and now and then called off."""

from datetime import date, timedelta
from uuid import UUID

from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger.services import ReasonMissing
from siap.market.facts import EventCancelled, EventPlanned
from siap.market.models import Channel, Event
from siap.market.rules import LONGEST_EVENT, EventDaysWrong, EventOver
from siap.people.models import User


@verb
def plan_event(
    uid: UUID, channel: Channel, name: str, *, place: str, from_on: date, until_on: date, target: int = 0, by: User
) -> Event:
    """Put a bazaar into the calendar, with its target (rupiah). Sent twice, it stands there once. Raises EventDaysWrong."""
    known: Event | None = Event.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if not clock.today() <= from_on <= until_on <= from_on + timedelta(days=LONGEST_EVENT - 1):
        raise EventDaysWrong
    event = Event.objects.create(
        uid=uid, unit_id=channel.unit_id, channel=channel, name=name.strip()[:80], place=place.strip()[:160],
        from_on=from_on, until_on=until_on, target=target, planned_by=by, changed_at=clock.now(),
    )  # fmt: skip
    record(EventPlanned(event=event.pk, channel=channel.pk, from_on=from_on, until_on=until_on, target=target))
    return event


@verb
def cancel_event(event: Event, *, because: str, by: User) -> Event:
    """We do not go after all; it stays in the calendar as called off. Twice changes nothing. Raises ReasonMissing, EventOver."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if event.is_cancelled:
        return event
    if not because.strip():
        raise ReasonMissing
    if event.until_on < clock.today():
        raise EventOver
    event.cancelled_because, event.changed_at = because.strip()[:200], clock.now()
    event.save(update_fields=["cancelled_because", "changed_at"])
    record(EventCancelled(event=event.pk))
    return event
