"""Groups come together, people join and leave them, ventures open, the cooperative is founded."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from siap.business import facts, queries, rules
from siap.business.models import Business, Membership
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.verbs import record, verb
from siap.learning import queries as learning
from siap.ledger import services as ledger
from siap.people.models import Person, Unit, User
from siap.programme import queries as programme
from siap.ui import words

_ONE_OF_EACH = (Membership.Post.CHAIR, Membership.Post.TREASURER)


@verb
def form_group(
    unit: Unit,
    name: str,
    what: str,
    members: Sequence[tuple[Person, str]],
    *,
    bridge: User,
    mentor: User | None,
    by: User,
    on: date | None = None,
    uid: UUID | None = None,
) -> Business:
    """Form a business group of at least two people (person, post), approved and certified, and open its book.

    Raises NameTaken, TooFewMembers, MemberTwice, PostTaken, NotApproved, NotCertified, AlreadyInGroup,
    BridgeFromElsewhere, InTheFuture.
    """
    if uid and (known := Business.objects.filter(uid=uid).first()):
        return known
    day = _past(on)
    _check_list(members)
    if unit.pk not in bridge.unit_ids:
        raise rules.BridgeFromElsewhere
    for person, _post in members:
        _check_may_join(person, unit, day)
    group = _found(Business.Kind.GROUP, name, what, day, unit=unit, bridge=bridge, mentor=mentor, uid=uid, by=by)
    for person, post in members:
        _let_in(group, person, post, day)
    return group


@verb
def open_venture(
    person: Person,
    name: str,
    what: str,
    *,
    unit: Unit | None,
    by: User,
    on: date | None = None,
    uid: UUID | None = None,
) -> Business:
    """Open a released person's own business, accompanied by a unit (a Bapas), and its book. Raises NameTaken, InTheFuture."""
    if uid and (known := Business.objects.filter(uid=uid).first()):
        return known
    return _found(Business.Kind.VENTURE, name, what, _past(on), unit=unit, owner=person, uid=uid, by=by)


@verb
def found_cooperative(name: str, *, by: User | None) -> Business:
    """Enter the cooperative as a business with a book of its own. Founding it twice changes nothing."""
    known = Business.objects.filter(kind=Business.Kind.COOPERATIVE, name=name).first()
    return known or _found(Business.Kind.COOPERATIVE, name, "", clock.today(), by=by)


@verb
def join_group(business: Business, person: Person, post: str, *, by: User, on: date | None = None) -> Membership:
    """Let a person into a group. Raises what `form_group` raises, and BusinessClosed, NotAGroup, BeforeForming."""
    business = _open_group(business)
    day = _past(on)
    if day < business.formed_on:
        raise rules.BeforeForming(formed_on=words.day(business.formed_on))
    assert business.unit is not None  # a group has a unit: the database says so
    _check_may_join(person, business.unit, day)
    if post in _ONE_OF_EACH and queries.members_now(business).filter(post=post).exists():
        raise rules.PostTaken
    return _let_in(business, person, post, day)


@verb
def leave_group(membership: Membership, *, by: User | None, on: date | None = None) -> Membership:
    """End a membership. Leaving twice changes nothing. Raises BeforeJoining, InTheFuture."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.until_on is not None:
        return membership
    day = _past(on)
    if day < membership.from_on:
        raise rules.BeforeJoining(from_on=words.day(membership.from_on))
    return _let_out(membership, day)


@verb
def end_membership_of(person: int, *, on: date, by: User | None = None) -> None:
    """A person (id) left custody, the unit or the programme: the membership ends with that day, if there is one."""
    membership = Membership.objects.select_for_update().filter(person=person, until_on=None).first()
    if membership is not None:
        _let_out(membership, max(on, membership.from_on))


@verb
def close_business(business: Business, *, because: str, by: User) -> Business:
    """End a business and every membership in it. Its book stays. Closing twice changes nothing. Raises ReasonMissing."""
    business = Business.objects.select_for_update().get(pk=business.pk)
    if business.closed_on is not None:
        return business
    if not because.strip():
        raise rules.ReasonMissing
    business.closed_on = clock.today()
    business.closed_because = because.strip()
    business.save(update_fields=["closed_on", "closed_because"])
    for membership in Membership.objects.filter(business=business, until_on=None).order_by("pk"):
        _let_out(membership, max(business.closed_on, membership.from_on))
    record(facts.BusinessClosed(business=business.pk, on=business.closed_on))
    return business


def _past(on: date | None) -> date:
    day = on or clock.today()
    if day > clock.today():
        raise rules.InTheFuture
    return day


def _open_group(business: Business) -> Business:
    """The group, locked. Raises NotAGroup, BusinessClosed."""
    business = Business.objects.select_for_update(of=("self",)).select_related("unit").get(pk=business.pk)
    if business.kind != Business.Kind.GROUP:
        raise rules.NotAGroup(name=business.name)
    if business.closed_on is not None:
        raise rules.BusinessClosed(name=business.name)
    return business


def _check_list(members: Sequence[tuple[Person, str]]) -> None:
    people = [person for person, _post in members]
    if len(set(people)) < rules.LEAST_MEMBERS:
        raise rules.TooFewMembers
    for person in people:
        if people.count(person) > 1:
            raise rules.MemberTwice(person=person.workshop_name)
    posts = [post for _person, post in members]
    if any(posts.count(post) > 1 for post in _ONE_OF_EACH):
        raise rules.PostTaken


def _check_may_join(person: Person, unit: Unit, day: date) -> None:
    if not programme.participants(unit).filter(pk=person.pk).exists():
        raise rules.NotApproved(person=person.workshop_name)
    if not learning.is_certified(person, "participants"):
        raise rules.NotCertified(person=person.workshop_name)
    elsewhere = Membership.objects.filter(person=person).filter(Q(until_on=None) | Q(until_on__gt=day))
    if (other := elsewhere.select_related("business").first()) is not None:
        raise rules.AlreadyInGroup(person=person.workshop_name, group=other.business.name)


def _found(
    kind: str,
    name: str,
    what: str,
    day: date,
    *,
    by: User | None,
    uid: UUID | None = None,
    unit: Unit | None = None,
    owner: Person | None = None,
    bridge: User | None = None,
    mentor: User | None = None,
) -> Business:
    if unit is not None and Business.objects.filter(unit=unit, name__iexact=name).exists():
        raise rules.NameTaken(name=name)
    business = Business.objects.create(
        uid=uid or new_uid(), kind=kind, name=name, what=what, unit=unit, owner=owner, bridge=bridge, mentor=mentor,
        formed_on=day,
    )  # fmt: skip
    ledger.open_book(business.book, "business", by=by)
    record(
        facts.BusinessFormed(
            business=business.pk,
            kind=kind,
            unit=unit.pk if unit else None,
            owner=owner.pk if owner else None,
            on=day,
        )
    )
    return business


def _let_in(business: Business, person: Person, post: str, day: date) -> Membership:
    membership = Membership.objects.create(business=business, person=person, post=post, from_on=day)
    record(facts.MemberJoined(business=business.pk, person=person.pk, post=post, on=day))
    return membership


def _let_out(membership: Membership, day: date) -> Membership:
    membership.until_on = day
    membership.save(update_fields=["until_on"])
    record(facts.MemberLeft(business=membership.business_id, person=membership.person_id, on=day))
    return membership
