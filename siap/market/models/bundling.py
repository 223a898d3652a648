"""Several products together at one price."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siap.core import clock
from siap.market.models.elsewhere import OfChannel
from siap.market.models.offering import Channel
from siap.market.rules.bundling import Together


class Bundle(models.Model):
    """Pieces of several products for less than one by one, at the tills or in the web shop of a place, for some days.

    It has no stock of its own: whoever takes its pieces takes it. Ending it early moves its last day; nothing else changes.
    """

    uid = models.UUIDField(unique=True)  # made by the form, so that sending it twice is harmless
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="bundles")
    name = models.CharField(max_length=80)
    price = models.BigIntegerField()  # rupiah for all of it
    from_on = models.DateField()
    until_on = models.DateField()  # the last day, included
    below_cost_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfChannel.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="a_bundle_is_paid"),
            models.CheckConstraint(condition=Q(until_on__gte=models.F("from_on")), name="a_bundle_has_days"),
        ]

    @property
    def together(self) -> Together:
        """What a sale asks of it."""
        return Together(self.price, {str(part.product.uid): part.pieces for part in self.parts.all()})

    @property
    def may_end(self) -> bool:
        """Whether days of it could still be taken away."""
        return self.until_on > max(self.from_on, clock.today())

    @property
    def is_over(self) -> bool:
        """Whether its last day is gone."""
        return self.until_on < clock.today()


class BundlePart(models.Model):
    """Pieces of one product in a bundle."""

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="parts")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="+")
    pieces = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "product"], name="a_product_once_a_bundle"),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="a_part_is_something"),
        ]
