"""The office and its units."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid

if TYPE_CHECKING:
    from siap.people.models.users import User


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
