"""Who is where, and who agreed to what."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from siap.core.fields import blind_index
from siap.people.models import Consent, Identifier, Person, Placement, Unit, User
from siap.people.rules import PUBLIC_CONSENTS


def current_placement(person: Person) -> Placement | None:
    """Where a person is now, and as what; None after he left."""
    return person.placements.filter(until_on=None).select_related("unit").first()


def people_here(unit: Unit, *statuses: str) -> QuerySet[Person]:
    """People placed in a unit now; as one of these statuses, or (none named) as any."""
    people: QuerySet[Person] = Person.objects.here(unit, *(statuses or Placement.Status.values))
    return people


def found(user: User, *, q: str = "", status: str = "", unit: Unit | None = None) -> QuerySet[Person]:
    """The people this user may see, with `place` (the present placements) beside each.

    `q` looks in names and member codes, and for a whole register number by its blind index.
    """
    people: QuerySet[Person] = Person.objects.visible_to(user)
    if q:
        people = people.filter(
            Q(name__icontains=q)
            | Q(workshop_name__icontains=q)
            | Q(member_code__iexact=q)
            | Q(pk__in=Identifier.objects.filter(kind="register", index=blind_index(q)).values("person"))
        )
    here = Placement.objects.filter(until_on=None)
    if status in Placement.Status.values:
        people = people.filter(pk__in=here.filter(status=status).values("person"))
    elif status == "left":
        people = people.exclude(pk__in=here.values("person"))
    if unit is not None:
        people = people.filter(pk__in=here.filter(unit=unit).values("person"))
    return people.prefetch_related(Prefetch("placements", here.select_related("unit"), to_attr="place")).order_by("name")


def standing_consent(person: Person, kind: str) -> Consent | None:
    """The newest consent of this kind that holds. A public one has to be given again after the last release."""
    given = person.consents.filter(kind=kind, withdrawn_on=None)
    left_on = _left_custody_on(person) if kind in PUBLIC_CONSENTS else None
    if left_on is not None:
        given = given.filter(given_on__gte=left_on)
    return given.order_by("-given_on", "-pk").first()


def has_consent(person: Person, kind: str) -> bool:
    """Whether a person agrees to this now."""
    return standing_consent(person, kind) is not None


def _left_custody_on(person: Person) -> date | None:
    """When the last bond of custody or guidance ended; None while there is one."""
    if person.placements.filter(until_on=None).exists():
        return None
    last = person.placements.order_by("-until_on").first()
    return last.until_on if last is not None else None
