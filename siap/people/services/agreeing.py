"""Consent: given to a version of a text, taken back at any time, with effect at once."""

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people import queries
from siap.people.facts import ConsentGiven, ConsentWithdrawn
from siap.people.models import Consent, Person, Placement, User
from siap.people.rules import PUBLIC_CONSENTS


class NeverOfADetainee(Refused):
    """A detainee is presumed innocent: nothing public, even if he wishes."""

    message = _("Tahanan belum diputus bersalah: cerita dan fotonya tidak dimuat, walaupun ia mau.")


@verb
def give_consent(person: Person, kind: str, *, text_version: str, by: User | None) -> Consent:
    """A person agrees, to this version of the text. Agreeing twice changes nothing. Raises NeverOfADetainee."""
    here = queries.current_placement(person)
    if kind in PUBLIC_CONSENTS and here is not None and here.status == Placement.Status.DETAINEE:
        raise NeverOfADetainee
    standing = queries.standing_consent(person, kind)
    if standing is not None and standing.text_version == text_version:
        return standing
    consent = Consent.objects.create(person=person, kind=kind, text_version=text_version, given_on=clock.today())
    record(ConsentGiven(person=person.pk, kind=kind, text_version=text_version))
    return consent


@verb
def withdraw_all_consents(person: Person, *, by: User | None) -> None:
    """Nothing that a person agreed to holds any longer."""
    for kind in Consent.Kind.values:
        withdraw_consent(person, kind, by=by)


@verb
def withdraw_consent(person: Person, kind: str, *, by: User | None) -> None:
    """A person takes an agreement back, in every version. Where there is none, nothing changes."""
    taken_back = Consent.objects.filter(person=person, kind=kind, withdrawn_on=None).update(withdrawn_on=clock.today())
    if taken_back:
        record(ConsentWithdrawn(person=person.pk, kind=kind))
