"""People: who takes part, in which role, and where they are.

A *person* is anyone the programme knows: inmate, client, officer. Where he is and as what is a *placement*, with a
history; who may sign in is a *user*, and what he may do is a *role* with its dates. Names and dates stand clear; register
number, NIK and phone lie encrypted with a blind index for search. Offence, religion and block are never recorded.
"""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.fields import EncryptedTextField
from siap.core.ids import new_uid
from siap.people import rules


class Office(models.Model):
    """The regional office. There is one: one office, one server, one database."""

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    place = models.CharField(max_length=60)
    head = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_office")]


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units, by who may see them."""

    def visible_to(self, user: "User") -> "UnitQuerySet":
        """The units in which this user has a role now."""
        return self if user.sees_all_units else self.filter(pk__in=user.unit_ids)


class Unit(models.Model):
    """A prison, remand house, women's prison or Bapas."""

    class Kind(models.TextChoices):
        """What it holds."""

        PRISON = "prison", _("Lapas")
        REMAND = "remand", _("Rutan")
        WOMEN = "women", _("Lapas Perempuan")
        BAPAS = "bapas", _("Bapas")

    uid = models.UUIDField(unique=True, default=new_uid)
    code = models.CharField(max_length=8, unique=True)  # LPP: stands in numbers and book keys
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    place = models.CharField(max_length=60)
    head = models.CharField(max_length=120, blank=True)
    objects: ClassVar = UnitQuerySet.as_manager()

    def __str__(self) -> str:
        return self.short_name

    @property
    def seller_book(self) -> str:
        """Key of the book of the unit's treasurer, who takes the money of a sale."""
        return f"seller:{self.code}"

    @property
    def custody_book(self) -> str:
        """Key of the book of the savings that the unit keeps."""
        return f"custody:{self.code}"


class PersonQuerySet(models.QuerySet["Person"]):
    """People, by who may see them."""

    def visible_to(self, user: "User") -> "PersonQuerySet":
        """People who are, or were, in a unit in which this user has a role now, if he may see people at all."""
        if not user.can("people.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(placements__unit__in=user.unit_ids).distinct()

    def in_care_of(self, user: "User") -> "PersonQuerySet":
        """People who are in one of this user's units now: only there may anything about them be changed."""
        if not user.can("people.see"):
            return self.none()
        here = Placement.objects.filter(until_on=None)
        return self.filter(placements__in=here if user.sees_all_units else here.filter(unit__in=user.unit_ids))

    def not_elsewhere(self, user: "User") -> "PersonQuerySet":
        """People this user may see who are in no other unit now: here, or free."""
        elsewhere = Placement.objects.filter(until_on=None).exclude(unit__in=user.unit_ids)
        return self.visible_to(user).exclude(pk__in=elsewhere.values("person"))

    def here(self, unit: Unit, *statuses: str) -> "PersonQuerySet":
        """People placed in a unit now; as one of these, when some are named."""
        now = Placement.objects.filter(unit=unit, until_on=None)
        return self.filter(placements__in=now.filter(status__in=statuses) if statuses else now)


class Person(models.Model):
    """Anyone the programme knows."""

    class Sex(models.TextChoices):
        """As the register says."""

        FEMALE = "f", _("Perempuan")
        MALE = "m", _("Laki-laki")

    uid = models.UUIDField(unique=True, default=new_uid)
    member_code = models.CharField(max_length=16, unique=True)  # what the cooperative sees
    name = models.CharField(max_length=120)
    workshop_name = models.CharField(max_length=40)  # the chosen name, where a full name must not stand
    sex = models.CharField(max_length=1, choices=Sex.choices)
    born_on = models.DateField()
    food_clearance_until = models.DateField(null=True, blank=True)  # may handle food until
    invented = models.BooleanField(default=False)  # demo and training: marked on every page
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="twins")
    objects: ClassVar = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.member_code  # never the name: this text ends in logs

    def name_for(self, user: "User") -> str:
        """The name this user may see: the full one, or the workshop name with the member code."""
        return self.name if user.can("people.see") else f"{self.workshop_name} · {self.member_code}"


class Identifier(models.Model):
    """A number of a person, with its history: register number, NIK, phone."""

    class Kind(models.TextChoices):
        """Which number."""

        REGISTER = "register", _("Nomor register")
        NIK = "nik", _("NIK")
        PHONE = "phone", _("Telepon")

    person = models.ForeignKey(Person, models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = EncryptedTextField()
    index = models.CharField(max_length=64, db_index=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)


class Placement(models.Model):
    """Where a person is, and as what. One at a time."""

    class Status(models.TextChoices):
        """As what. A detainee is presumed innocent and never called anything else."""

        OFFICER = "officer", _("Petugas")
        CONVICT = "convict", _("Narapidana")
        DETAINEE = "detainee", _("Tahanan")
        CLIENT = "client", _("Klien")

    STATUS_NAMES: ClassVar = dict(Status.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    status = models.CharField(max_length=10, choices=Status.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=20, blank=True)  # a kind of release, or transfer
    expected_release_on = models.DateField(null=True, blank=True)  # never for a detainee

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until_on=None), name="a_person_is_in_one_place"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")), name="placement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(status="detainee") | Q(expected_release_on=None), name="a_detainee_has_no_sentence"
            ),
        ]

    @property
    def status_name(self) -> str:
        """As what, in words. (Django's own display is ten times slower, and lists are long.)"""
        return str(self.STATUS_NAMES[self.status])


class Consent(models.Model):
    """A person agreed to something public or voluntary, in a version of the text; withdrawing takes effect at once."""

    class Kind(models.TextChoices):
        """To what."""

        JOINING = "joining", _("Ikut program")
        STORY = "story", _("Cerita publik")
        PHOTO = "photo", _("Foto publik")
        FOLLOW_UP = "follow_up", _("Pendampingan setelah bebas")

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text_version = models.CharField(max_length=20)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)


class UserManager(BaseUserManager["User"]):
    """Finds a user by the sign-in name."""


class User(AbstractBaseUser):
    """Who signs in."""

    uid = models.UUIDField(unique=True, default=new_uid)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    objects: ClassVar = UserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username

    @cached_property
    def roles_now(self) -> "list[Role]":
        """The roles that are valid today."""
        today = clock.today()
        current = self.roles.filter(from_on__lte=today).filter(Q(until_on=None) | Q(until_on__gte=today))
        return list(current.select_related("unit"))

    @cached_property
    def actions(self) -> frozenset[str]:
        """Everything this user may do."""
        return rules.actions_of(frozenset(role.kind for role in self.roles_now))

    def can(self, action: str) -> bool:
        """Whether a role allows it. On which rows, `visible_to` says."""
        return action in self.actions

    def has_role(self, kind: str) -> bool:
        """Whether he stands in this role now."""
        return any(role.kind == kind for role in self.roles_now)

    @property
    def sees_all_units(self) -> bool:
        """A role for the whole office."""
        return any(role.unit_id is None for role in self.roles_now)

    @property
    def unit_ids(self) -> list[int]:
        """The units his roles are for."""
        return [role.unit_id for role in self.roles_now if role.unit_id is not None]

    @property
    def unit(self) -> Unit | None:
        """The unit he works in; none for a role in the whole office."""
        return next((role.unit for role in self.roles_now if role.unit is not None), None)

    @property
    def role_name(self) -> str:
        """His first role in words."""
        return str(rules.ROLE_NAMES[self.roles_now[0].kind]) if self.roles_now else ""


class Role(models.Model):
    """What a user is, in which unit (none: in the whole office), from when until when."""

    user = models.ForeignKey(User, models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=list(rules.ROLE_NAMES.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="roles")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
