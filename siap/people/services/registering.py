"""Who comes in, and under which number. Entering the same person twice is refused, not repaired later."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.fields import blind_index
from siap.core.ids import new_uid
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.people.custody import register_key
from siap.people.facts import IdentifierNoted, PersonRegistered
from siap.people.models import Identifier, Person, Placement, Unit, User
from siap.people.rules import ADULT, OLDEST, age, fits

NIK_DIGITS = 16


class TooYoung(Refused):
    """Nobody under eighteen is taken in."""

    message = _("Peserta harus berumur paling sedikit 18 tahun.")
    field = "born_on"


class BornImpossiblyLongAgo(Refused):
    """The birth date is a slip of the finger."""

    message = _("Tanggal lahir ini terlalu lama berlalu. Periksa tahunnya.")
    field = "born_on"


class AlreadyRegistered(Refused):
    """The same register number and birth date are known."""

    message = _("Orang dengan nomor register dan tanggal lahir ini sudah terdaftar sebagai %(code)s.")
    field = "register_number"


class DatesOutOfOrder(Refused):
    """A day lies before the one it must follow, or in the future."""

    message = _("Tanggal ini tidak mungkin: periksa urutannya.")
    field = "on"


class SinceInTheFuture(DatesOutOfOrder):
    """Nobody is here from tomorrow on."""

    message = _("Tanggal masuk tidak boleh sesudah hari ini.")
    field = "since"


class ReleaseBeforeEntry(DatesOutOfOrder):
    """The expected release lies before the first day here."""

    message = _("Perkiraan bebas harus sesudah tanggal masuk.")
    field = "expected_release_on"


class NoReleaseDate(Refused):
    """Only a sentence has an end that can be expected."""

    message = _("Perkiraan bebas hanya untuk narapidana dan klien. Tahanan tidak punya masa pidana. Kosongkan.")
    field = "expected_release_on"


class WrongUnit(Refused):
    """A client is at a Bapas, an inmate is not."""

    message = _("Klien berada di Bapas; narapidana dan tahanan di Lapas atau Rutan. Periksa statusnya.")
    field = "status"


class WrongNumber(Refused):
    """Not a number of that kind."""

    message = _("NIK terdiri dari 16 angka.")
    field = "value"


@verb
def register_person(
    *,
    name: str,
    workshop_name: str,
    sex: str,
    born_on: date,
    unit: Unit,
    status: str,
    by: User | None,
    register_number: str = "",
    since: date | None = None,
    expected_release_on: date | None = None,
    food_clearance_until: date | None = None,
    invented: bool = False,
    uid: UUID | None = None,
) -> Person:
    """Enter a person and where he is. A uid that is known gives that person and changes nothing.

    Raises TooYoung, AlreadyRegistered, DatesOutOfOrder, NoReleaseDate, WrongUnit.
    """
    known = Person.objects.filter(uid=uid).first() if uid else None
    if known is not None:
        return known
    since = since or clock.today()
    _check_days(born_on, since, expected_release_on)
    _check_status(status, unit, expected_release_on)
    code = (
        f"SU-{next_number('member'):04}"  # before the twin check: two at once queue here, and the second sees the first
    )
    refuse_twin(register_number, born_on)
    person = Person.objects.create(
        uid=uid or new_uid(),
        member_code=code,
        name=name,
        workshop_name=workshop_name or name.split()[0],
        sex=sex,
        born_on=born_on,
        food_clearance_until=food_clearance_until,
        invented=invented,
    )
    if register_number:
        identify(person, Identifier.Kind.REGISTER, register_number, since)
    Placement.objects.create(
        person=person, unit=unit, status=status, from_on=since, expected_release_on=expected_release_on
    )
    record(PersonRegistered(person=person.pk, unit=unit.pk, status=status))
    return person


def check_age(born_on: date) -> None:
    """Raises TooYoung, BornImpossiblyLongAgo."""
    years = age(born_on, clock.today())
    if years < ADULT:
        raise TooYoung
    if years > OLDEST:
        raise BornImpossiblyLongAgo


def _check_days(born_on: date, since: date, expected_release_on: date | None) -> None:
    check_age(born_on)
    if since > clock.today():
        raise SinceInTheFuture
    if since < born_on:
        raise DatesOutOfOrder
    if expected_release_on is not None and expected_release_on < since:
        raise ReleaseBeforeEntry


def _check_status(status: str, unit: Unit, expected_release_on: date | None) -> None:
    if not fits(status, unit.kind):
        raise WrongUnit
    if expected_release_on is not None and status not in (Placement.Status.CONVICT, Placement.Status.CLIENT):
        raise NoReleaseDate


def refuse_twin(register_number: str, born_on: date) -> None:
    """Raises AlreadyRegistered. The index looks past the spaces and capitals that every unit types in its own way."""
    if not register_number:
        return
    twin = Person.objects.filter(
        identifiers__kind=Identifier.Kind.REGISTER,
        identifiers__index=index_of("register", register_number),
        born_on=born_on,
    ).first()
    if twin is not None:
        raise AlreadyRegistered(code=twin.member_code)


def identify(person: Person, kind: str, value: str, since: date) -> Identifier:
    """Give a person a number from a day on; an older one of its kind ends that day. Inside a verb."""
    Identifier.objects.filter(person=person, kind=kind, until_on=None).update(until_on=since)
    return Identifier.objects.create(person=person, kind=kind, value=value, index=index_of(kind, value), from_on=since)


def index_of(kind: str, value: str) -> str:
    """The blind index by which a number is found: a register number in whatever spelling."""
    return blind_index(register_key(value) if kind == Identifier.Kind.REGISTER else value)


@verb
def note_number(person: Person, kind: str, value: str, *, since: date | None = None, by: User) -> Identifier:
    """Write down a new register number, NIK or phone number. The one he has now changes nothing. Raises WrongNumber."""
    since = since or clock.today()
    if since > clock.today():
        raise SinceInTheFuture
    if kind == Identifier.Kind.NIK and not (value.isdecimal() and len(value) == NIK_DIGITS):
        raise WrongNumber
    known = person.identifiers.filter(kind=kind, until_on=None, index=index_of(kind, value)).first()
    if known is not None:
        return known
    identifier = identify(person, kind, value, since)
    record(IdentifierNoted(person=person.pk, kind=kind, on=since))
    return identifier
