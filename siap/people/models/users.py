"""Who signs in, and as what."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from siap.core import clock
from siap.core.ids import new_uid
from siap.people import rules
from siap.people.models.persons import Person
from siap.people.models.units import Unit


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
    letter = models.CharField(max_length=60, blank=True)  # that makes an acting head (Plh, Plt), for these days

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(letter="") | Q(kind=rules.UNIT_HEAD, until_on__isnull=False),
                name="who_acts_acts_for_a_time",
            )
        ]
