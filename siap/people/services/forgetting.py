"""A person is forgotten when the time to keep what is known of him is over. What he did stays: under a code, without him.

Names go, numbers go, the day of birth becomes its year; the rooms on the right that hear of it empty their own words. Money,
decisions and the log are whole afterwards, because they never held more than his key.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core import services as core
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people import queries
from siap.people.facts import PersonForgotten
from siap.people.models import Identifier, Person, Placement, Profile, RosterRow, User
from siap.people.services.agreeing import withdraw_all_consents
from siap.ui import words


class StillHere(Refused):
    """He is in a unit."""

    message = _("Orang ini masih berada di %(unit)s. Datanya masih diperlukan.")


class KeptLonger(Refused):
    """The time is not over."""

    message = _("Data orang ini disimpan sampai %(until)s.")


class StaffAreKept(Refused):
    """Who signed for something stays named beside it."""

    message = _("Nama petugas tetap tertulis pada yang ia tanda tangani.")


@verb
def forget_person(person: Person, *, by: User | None) -> Person:
    """Take away everything that tells who somebody was. Forgetting twice changes nothing; it cannot be taken back.

    Raises StillHere, StaffAreKept, KeptLonger.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.forgotten_on is not None:
        return person
    _check_time(person)
    withdraw_all_consents(person, by=by)
    if person.death_certificate is not None:
        core.destroy_document(person.death_certificate, by=by)
    _empty(person, clock.today())
    record(PersonForgotten(person=person.pk, on=clock.today()))
    for twin in person.twins.filter(forgotten_on=None):
        forget_person(twin, by=by)
    return person


def _check_time(person: Person) -> None:
    places = list(person.placements.select_related("unit").order_by("-from_on", "-pk"))
    here = next((place for place in places if place.until_on is None), None)
    if here is not None:
        raise StillHere(unit=here.unit.short_name)
    if any(place.status == Placement.Status.OFFICER for place in places):
        raise StaffAreKept
    until = queries.kept_until(person)
    if until is not None and until > clock.today():
        raise KeptLonger(until=words.day(until))


def _empty(person: Person, today: date) -> None:
    code = person.member_code
    Identifier.objects.filter(person=person).delete()
    Profile.objects.filter(person=person).delete()
    RosterRow.objects.filter(person=person).update(told="", problem="")
    Placement.objects.filter(person=person).update(**dict.fromkeys(Placement.OF_A_SENTENCE))
    user = User.objects.filter(person=person).first()
    if user is not None:
        user.name, user.username = code, code.lower()
        user.set_unusable_password()
        user.save(update_fields=["name", "username", "password"])
    person.name = person.workshop_name = code
    person.born_on = person.born_on.replace(month=1, day=1)
    person.food_clearance_until = person.death_certificate = None
    person.forgotten_on = today
    person.save()
