"""A member's conduct, where the terms weigh it: given from a day on, with its paper, and never written over."""

from datetime import date
from uuid import UUID

from siap.business import facts, queries, rules
from siap.business.models import Business, Conduct
from siap.core import clock
from siap.core.verbs import record, verb
from siap.people.models import Person, User
from siap.programme.rules import MERIT
from siap.ui import words


@verb
def give_conduct(
    uid: UUID, business: Business, person: Person, percent: int, *, from_on: date, evidence: str, by: User
) -> Conduct:
    """From a day on a member's conduct counts so many percent. The same `uid` again changes nothing.

    Leaving, illness, a day in court, prayer and fasting are never conduct: the form makes whoever gives it say so.
    Raises ConductNotWeighed, ConductOutOfRange, EvidenceMissing, InTheFuture, NotAMember, BusinessClosed.
    """
    business = Business.objects.select_for_update(of=("self",)).select_related("unit").get(pk=business.pk)
    known: Conduct | None = Conduct.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if business.closed_on is not None:
        raise rules.BusinessClosed(name=business.name)
    terms = queries.terms_of(business, from_on)
    if terms is None or terms.weights != MERIT:
        raise rules.ConductNotWeighed
    if not terms.least_conduct <= percent <= 100:
        raise rules.ConductOutOfRange(least=terms.least_conduct)
    if percent < 100 and not evidence.strip():
        raise rules.EvidenceMissing
    if from_on > clock.today():
        raise rules.InTheFuture
    if not queries.members_on(business, from_on).filter(person=person).exists():
        raise rules.NotAMember(person=person.workshop_name, day=words.day(from_on))
    given: Conduct = Conduct.objects.create(
        uid=uid, business=business, person=person, percent=percent, from_on=from_on, evidence=evidence.strip(), by=by,
        given_at=clock.now(),
    )  # fmt: skip
    record(
        facts.ConductGiven(
            conduct=given.pk, business=business.pk, person=person.pk, percent=percent, on=from_on
        )
    )  # fmt: skip
    return given
