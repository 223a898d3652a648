"""What is made to order: how much a week, and in which rounds."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siap.core import clock
from siap.market.models.offering import Channel
from siap.market.models.scope import OfUnit


class MakingPace(models.Model):
    """Pieces of a product that its makers can make to order in a week, from a day on; 0: none any more.

    A new pace is a new row. What is promised already counts against it, so that a promise is one that can be kept.
    """

    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="paces")
    a_week = models.PositiveIntegerField()
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "valid_from"], name="one_pace_a_day")]


class OrderRound(models.Model):
    """Orders of one business are collected until a day, then made, then brought to one place on another day."""

    uid = models.UUIDField(unique=True)  # made by the form, so that sending it twice is harmless
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="rounds")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="rounds")
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="rounds")
    place = models.CharField(max_length=80)  # where they are fetched
    until_on = models.DateField()  # the last day to order
    brought_on = models.DateField()
    cancelled_because = models.CharField(max_length=200, blank=True)
    opened_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(brought_on__gt=models.F("until_on")), name="made_before_it_is_brought"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether one may still join."""
        return not self.cancelled_because and self.until_on >= clock.today()
