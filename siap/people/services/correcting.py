"""What was written about a person was wrong: it is put right, and the log says which fields, never what stood there."""

from datetime import date

from siap.core.errors import Refused
from siap.core.text import _
from siap.core.verbs import record, verb
from siap.people.facts import PersonCorrected
from siap.people.models import Identifier, Person, User
from siap.people.services.registering import check_age, refuse_twin


class NothingToCorrect(Refused):
    """Everything is as it was."""

    message = _("Belum ada yang diubah. Perbaiki yang salah lebih dulu.")


class ForgottenStays(Refused):
    """Nobody is given a name back."""

    message = _("Data orang ini sudah dihapus setelah masa simpan.")


@verb
def correct_person(
    person: Person, *, name: str, workshop_name: str, sex: str, born_on: date, because: str, by: User
) -> Person:
    """Put right who a person is; `because` is a key of rules.CORRECTED_BECAUSE.

    Raises NothingToCorrect, ForgottenStays, TooYoung, BornImpossiblyLongAgo, AlreadyRegistered.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.forgotten_on is not None:
        raise ForgottenStays
    told = {"name": name, "workshop_name": workshop_name or name.split()[0], "sex": sex, "born_on": born_on}
    wrong = tuple(field for field, value in told.items() if getattr(person, field) != value)
    if not wrong:
        raise NothingToCorrect
    if "born_on" in wrong:
        check_age(born_on)
        number = person.identifiers.filter(kind=Identifier.Kind.REGISTER, until_on=None).first()
        refuse_twin(number.value if number else "", born_on)
    for field in wrong:
        setattr(person, field, told[field])
    person.save(update_fields=list(wrong))
    record(PersonCorrected(person=person.pk, fields=wrong, cause=because))
    return person
