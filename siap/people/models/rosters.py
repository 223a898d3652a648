"""A unit's own sheet of people, read in: what was found in each row, and what is to happen with it."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from siap.core.fields import EncryptedTextField
from siap.core.ids import new_uid
from siap.people.models.persons import Person
from siap.people.models.units import Unit

if TYPE_CHECKING:
    from siap.people.models.users import User


class RosterMapping(models.Model):
    """Which heading of a unit's own sheet holds which field: asked once, remembered."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="roster_mapping")
    columns: models.JSONField[Any, Any] = models.JSONField(default=dict)  # field → heading


class RosterQuerySet(models.QuerySet["Roster"]):
    """Roster runs, by who may see them."""

    def visible_to(self, user: "User") -> "RosterQuerySet":
        """Those of the units in which this user has a role now."""
        if not user.can("people.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Roster(models.Model):
    """One sheet of a unit that was read in: looked at first, written after somebody said so. The sheet itself is not kept."""

    class State(models.TextChoices):
        """How far."""

        READ = "read", _("Dibaca, belum dicatat")
        WRITING = "writing", _("Sedang dicatat")
        WRITTEN = "written", _("Dicatat")
        DROPPED = "dropped", _("Dibatalkan")

    uid = models.UUIDField(unique=True, default=new_uid)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rosters")
    state = models.CharField(max_length=8, choices=State.choices, default=State.READ)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    missing = models.PositiveIntegerField(default=0)  # people of the unit who are not in the sheet
    objects: ClassVar = RosterQuerySet.as_manager()


class RosterRow(models.Model):
    """One row of a sheet: what we may take of it (encrypted, and gone once the run is over), and what is to happen."""

    class Verdict(models.TextChoices):
        """What is to happen with it."""

        NEW = "new", _("Orang baru")
        CHANGED = "changed", _("Ada perubahan")
        CONVICTED = "convicted", _("Tahanan menjadi narapidana")
        SAME = "same", _("Sudah sama")
        TWIN = "twin", _("Mungkin kembar")
        WRONG = "wrong", _("Perlu diperbaiki")

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()  # of the row in the sheet, as the program that made it counts
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    told = EncryptedTextField(blank=True)  # JSON; empty once the run is over
    problem = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")  # known, or the twin
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "number"], name="a_roster_row_once")]
        indexes = [models.Index(fields=["roster", "verdict", "number"], name="roster_rows_by_verdict")]
