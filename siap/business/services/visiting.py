"""Mentoring visits: planned with an agenda, then what was found and agreed, and that it was done."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from siap.business import facts, rules
from siap.business.models import Business, Visit, VisitAction
from siap.core import clock
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.ui import words


@verb
def plan_visit(uid: UUID, business: Business, *, on: date, agenda: str, by: User) -> Visit:
    """Put a visit into the calendar with what is to be looked at; the same uid again moves it, as long as it is ahead.

    Raises BusinessClosed, VisitInThePast.
    """
    known = Visit.objects.select_for_update().filter(uid=uid).first()
    if known is not None and (known.visited_on or (known.planned_on, known.agenda) == (on, agenda)):
        return known
    if business.closed_on is not None:
        raise rules.BusinessClosed(name=business.name)
    if on < clock.today():
        raise rules.VisitInThePast
    visit = known or Visit(uid=uid, business=business, by=by)
    visit.planned_on, visit.agenda = on, agenda
    visit.save()
    record(facts.VisitPlanned(visit=visit.pk, business=visit.business_id, on=on))
    return visit


@verb
def call_off_visit(visit: Visit, *, by: User) -> None:
    """A planned visit will not be: it leaves the calendar. One that was made stays; twice changes nothing."""
    planned = Visit.objects.select_for_update().filter(pk=visit.pk, visited_on=None).first()
    if planned is not None:
        record(facts.VisitCalledOff(visit=planned.pk, business=planned.business_id))
        planned.delete()


@verb
def make_visit(
    uid: UUID, business: Business, *, visited_on: date, found: str, agreed: Sequence[rules.Agreed] = (),
    photo: bytes | None = None, by: User,
) -> Visit:  # fmt: skip
    """Write down a visit to a business, a planned one by its uid. Sent twice, it is there once.

    Raises BusinessClosed, VisitInTheFuture, VisitBeforeForming, DueBeforeVisit.
    """
    known = Visit.objects.select_for_update().filter(uid=uid).first()
    if known is not None and known.visited_on is not None:
        return known
    if business.closed_on is not None:
        raise rules.BusinessClosed(name=business.name)
    if visited_on > clock.today():
        raise rules.VisitInTheFuture
    if visited_on < business.formed_on:
        raise rules.VisitBeforeForming(formed_on=words.day(business.formed_on))
    if any(one.due_on < visited_on for one in agreed):
        raise rules.DueBeforeVisit
    visit = known or Visit(uid=uid, business=business)
    visit.visited_on, visit.found, visit.by = visited_on, found, by
    if photo is not None:
        visit.photo = keep_document(photo, kind="visit", title="", by=by)
    visit.save()
    VisitAction.objects.bulk_create(
        VisitAction(visit=visit, what=one.what, owner=one.owner, due_on=one.due_on) for one in agreed
    )
    record(facts.VisitMade(visit=visit.pk, business=visit.business_id, on=visited_on))
    return visit


@verb
def finish_visit_action(action: VisitAction, *, by: User) -> VisitAction:
    """What was agreed on a visit is done. Saying so twice changes nothing."""
    action = VisitAction.objects.select_for_update(of=("self",)).select_related("visit").get(pk=action.pk)
    if action.done_on is None:
        action.done_on, action.done_by = clock.today(), by
        action.save(update_fields=["done_on", "done_by"])
        record(
            facts.VisitActionFinished(
                visit=action.visit_id, business=action.visit.business_id, on=action.done_on, action=action.pk
            )
        )
    return action
