"""The office and its units."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
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


class UnitDay(models.Model):
    """Days on which a unit does not meet or work as usual: known before, the same for everybody, never an absence.

    Who keeps them and why is nobody's record: they are the unit's, not a person's.
    """

    class Kind(models.TextChoices):
        """What sort of days."""

        HOLIDAY = "holiday", _("Hari libur")
        WORSHIP = "worship", _("Hari ibadah")
        FASTING = "fasting", _("Bulan puasa: jam lebih pendek")
        OTHER = "other", _("Kegiatan UPT")

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="days")  # none: of every unit
    kind = models.CharField(max_length=8, choices=Kind.choices)
    from_on = models.DateField()
    until_on = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="unit_days_end_after_they_begin")
        ]

    @property
    def is_rest(self) -> bool:
        """Nothing is planned on these days; in the fasting month work goes on, shorter."""
        return self.kind != self.Kind.FASTING
