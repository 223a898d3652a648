"""What was counted on the shelf, and what had to go."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from siap.workshop.models.base import OfBusiness
from siap.workshop.models.stock import Lot


class StockCount(models.Model):
    """The shelf of a business was counted on a day."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="stock_counts")
    counted_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()

    @property
    def reference(self) -> str:
        """How the book and the stock call it."""
        return f"count:{self.uid}"


class CountLine(models.Model):
    """A lot as the stock had it and as it was found; a difference has its reason and its rupiah (signed)."""

    count = models.ForeignKey(StockCount, models.PROTECT, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="counts")
    expected = models.PositiveBigIntegerField()
    counted = models.PositiveBigIntegerField()
    value = models.BigIntegerField(default=0)
    because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["count", "lot"], name="a_lot_once_a_count"),
            models.CheckConstraint(
                condition=Q(expected=F("counted")) | ~Q(because=""), name="a_stock_difference_has_its_reason"
            ),
        ]


class WriteOff(models.Model):
    """Part of a lot had to go: expired, broken, spilt. It is a loss of the business (rupiah)."""

    uid = models.UUIDField(unique=True)
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="write_offs")
    quantity = models.PositiveBigIntegerField()
    value = models.PositiveBigIntegerField()
    because = models.CharField(max_length=200)
    happened_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="a_write_off_is_something")]

    @property
    def reference(self) -> str:
        """How the book and the stock call it."""
        return f"write-off:{self.uid}"
