"""Mentoring visits: what was found, what was agreed, until when, and that it was done."""

from datetime import date
from uuid import UUID

from siap.business import facts, rules
from siap.business.models import Business, Visit
from siap.core import clock
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.ui import words


@verb
def make_visit(
    uid: UUID, business: Business, *, visited_on: date, found: str, agreed: str, due_on: date | None, by: User
) -> Visit:
    """Write down a visit to a business. Sent twice, it is there once.

    Raises BusinessClosed, VisitInTheFuture, VisitBeforeForming, DueBeforeVisit.
    """
    if known := Visit.objects.filter(uid=uid).first():
        return known
    if business.closed_on is not None:
        raise rules.BusinessClosed(name=business.name)
    if visited_on > clock.today():
        raise rules.VisitInTheFuture
    if visited_on < business.formed_on:
        raise rules.VisitBeforeForming(formed_on=words.day(business.formed_on))
    if due_on is not None and due_on < visited_on:
        raise rules.DueBeforeVisit
    visit = Visit.objects.create(
        uid=uid, business=business, visited_on=visited_on, by=by, found=found, agreed=agreed, due_on=due_on
    )
    record(facts.VisitMade(visit=visit.pk, business=business.pk, on=visited_on))
    return visit


@verb
def finish_visit_action(visit: Visit, *, by: User) -> Visit:
    """What was agreed on a visit is done. Saying so twice changes nothing."""
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.done_on is None:
        visit.done_on = clock.today()
        visit.save(update_fields=["done_on"])
        record(facts.VisitActionFinished(visit=visit.pk, business=visit.business_id, on=visit.done_on))
    return visit
