"""Days on which we go somewhere to sell."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siap.market.models.offering import Channel
from siap.market.models.scope import OfUnit


class Event(models.Model):
    """A bazaar or a fair on some days at one of our places, with what we hope to sell there (rupiah, 0: nothing said).

    What it brought is counted from the sales of its channel on its days, never stored.
    """

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="events")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="events")
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=160)
    from_on = models.DateField()
    until_on = models.DateField()
    target = models.BigIntegerField(default=0)
    planned_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    cancelled_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=models.F("from_on")), name="an_event_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(target__gte=0), name="an_event_target_is_no_debt"),
        ]
        indexes = [models.Index(fields=["unit", "from_on"], name="event_by_unit")]

    @property
    def is_cancelled(self) -> bool:
        """Whether we do not go after all."""
        return bool(self.cancelled_because)

    @property
    def days(self) -> int:
        """How many, the first and the last included."""
        return (self.until_on - self.from_on).days + 1
