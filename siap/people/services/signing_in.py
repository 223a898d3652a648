"""Who may sign in, and in which role."""

from datetime import date

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.facts import PasswordReset, RoleEnded, RoleGiven, UserAdded
from siap.people.models import Person, Role, Unit, User
from siap.people.rules import BAPAS, IN_A_UNIT, PROBATION_OFFICER, TREASURER, UNIT_HEAD


class UsernameTaken(Refused):
    """Sign-in names are one person's each."""

    message = _("Nama masuk “%(username)s” sudah dipakai. Pilih nama lain.")
    field = "username"


class PasswordTooEasy(Refused):
    """Others would guess it."""

    message = _("Kata sandi ini terlalu mudah: %(why)s")
    field = "password"


class WrongPlaceForRole(Refused):
    """The role is for one unit and none is named, or the other way round."""

    message = _("Peran ini berlaku di satu UPT: pilih UPT-nya.")
    field = "unit"


class OfficeWideRole(WrongPlaceForRole):
    """A role in the whole office names no unit."""

    message = _("Peran ini berlaku di seluruh kantor: kosongkan UPT-nya.")


class OnlyAtABapas(WrongPlaceForRole):
    """Probation officers work at a Bapas."""

    message = _("Pembimbing Kemasyarakatan bertugas di Bapas. Pilih Bapas.")


class AnotherPlace(Refused):
    """What a role may do counts wherever the user stands: a second place would carry it there too."""

    message = _(
        "Pengguna ini masih berperan di %(where)s. Akhiri dulu peran itu; yang di tempat lain mulai keesokan harinya."
    )
    field = "unit"


class RoleWithoutPerson(Refused):
    """A treasurer is a member of a group, so he is a person we know."""

    message = _("Bendahara kelompok adalah anggota kelompok. Hubungkan pengguna ini dengan orangnya lebih dulu.")
    field = "kind"


class ActingIncomplete(Refused):
    """An acting head acts by a letter and for a time; nobody else does."""

    message = _(
        "Pelaksana kepala (Plh/Plt) perlu nomor surat perintah dan hari terakhirnya. Peran lain tidak memakainya."
    )
    field = "letter"


class EndsInThePast(Refused):
    """A time has an end that comes."""

    message = _("Hari terakhirnya tidak boleh sebelum hari ini.")
    field = "until_on"


class OwnRole(Refused):
    """Nobody gives himself a role, and nobody ends his own: somebody must be left who can."""

    message = _("Peran Anda sendiri diatur oleh pengelola lain.")


@verb
def add_user(username: str, name: str, password: str, *, person: Person | None = None, by: User | None = None) -> User:
    """Let somebody sign in. Raises UsernameTaken, PasswordTooEasy."""
    if User.objects.filter(username=username).exists():
        raise UsernameTaken(username=username)
    user = User(username=username, name=name, person=person)
    _set_password(user, password)
    user.save()
    record(UserAdded(user=user.pk))
    return user


@verb
def reset_password(user: User, password: str, *, by: User) -> None:
    """Give a user a new password; wherever he is signed in, he is signed out. Raises PasswordTooEasy."""
    _set_password(user, password)
    user.save(update_fields=["password"])
    record(PasswordReset(user=user.pk))


def _set_password(user: User, password: str) -> None:
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise PasswordTooEasy(why=" ".join(error.messages)) from error
    user.set_password(password)


@verb
def give_role(
    user: User, kind: str, unit: Unit | None = None, *, since: date | None = None, until_on: date | None = None,
    letter: str = "", by: User | None = None,
) -> Role:  # fmt: skip
    """Put a user in a role, in a unit or (none) in the whole office. The role he has already changes nothing.

    A user stands in one place: in one unit, or in the whole office. An acting head stands in for a head by a `letter`,
    with his last day. Raises WrongPlaceForRole, RoleWithoutPerson, ActingIncomplete, EndsInThePast, AnotherPlace, OwnRole.
    """
    since = since or clock.today()
    _check_place(kind, unit)
    if kind == TREASURER and user.person_id is None:
        raise RoleWithoutPerson
    _check_acting(kind, since, until_on, letter)
    same = Q(until_on=until_on, letter=letter, from_on__gte=since) if letter else Q()
    standing = user.roles.filter(Q(until_on=None) | same, kind=kind, unit=unit).first()
    if standing is not None:
        return standing
    if by is not None and by.pk == user.pk:
        raise OwnRole
    _check_other_places(user, unit, since)
    role = Role.objects.create(user=user, kind=kind, unit=unit, from_on=since, until_on=until_on, letter=letter)
    record(RoleGiven(role=role.pk, user=user.pk, kind=kind, unit=unit.pk if unit else None, on=since))
    if until_on is not None:
        record(RoleEnded(role=role.pk, user=user.pk, on=until_on))
    return role


def _check_acting(kind: str, since: date, until_on: date | None, letter: str) -> None:
    if bool(letter) != (until_on is not None) or (letter and kind != UNIT_HEAD):
        raise ActingIncomplete
    if until_on is not None and until_on < max(since, clock.today()):
        raise EndsInThePast


def _check_place(kind: str, unit: Unit | None) -> None:
    if kind not in IN_A_UNIT:
        if unit is not None:
            raise OfficeWideRole
    elif unit is None:
        raise WrongPlaceForRole
    elif kind == PROBATION_OFFICER and unit.kind != BAPAS:
        raise OnlyAtABapas


def _check_other_places(user: User, unit: Unit | None, since: date) -> None:
    User.objects.select_for_update().get(pk=user.pk)  # two roles given at once come one after the other
    standing = user.roles.exclude(unit=unit).filter(Q(until_on=None) | Q(until_on__gte=since)).select_related("unit")
    elsewhere = standing.first()
    if elsewhere is not None:
        raise AnotherPlace(where=elsewhere.unit or _("seluruh kantor"))


@verb
def end_role(role: Role, *, by: User) -> None:
    """From tomorrow the user is no longer in this role. Ending it twice changes nothing. Raises OwnRole."""
    if role.user_id == by.pk:
        raise OwnRole
    if role.until_on is not None and role.until_on <= clock.today():
        return
    last_day(role, clock.today())


def last_day(role: Role, on: date) -> None:
    """End a role with this day. Inside a verb."""
    role.until_on = on
    role.save(update_fields=["until_on"])
    record(RoleEnded(role=role.pk, user=role.user_id, on=on))
