"""Days on which nobody works: of the whole office, or of one unit. Never an absence of anybody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siap.people.models.units import Unit


class DayOff(models.Model):
    """A holiday; of every unit where none is named. Saturdays and Sundays need no row."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="days_off")
    on = models.DateField()
    name = models.CharField(max_length=80)
    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "on"], name="a_day_off_once_a_unit"),
            models.UniqueConstraint(fields=["on"], condition=Q(unit=None), name="a_day_off_of_all_once"),
        ]
        ordering = ["on", "pk"]
