"""Goods that went to a buyer."""

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from siap.market.models.offering import Channel
from siap.market.models.scope import OfUnit

if TYPE_CHECKING:
    from siap.market.models.paying import Payment


class Sale(models.Model):
    """Goods went to a buyer."""

    uid = models.UUIDField(unique=True)  # made by the till, so that a replay is harmless
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="sales")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="sales")
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")  # of record, on the day it was sold
    seller_name = models.CharField(max_length=120)
    sold_at = models.DateTimeField()
    sold_on = models.DateField()  # the business day in the office's zone
    total = models.BigIntegerField()  # rupiah, of the goods
    extra = models.BigIntegerField(default=0)  # rupiah: what the buyer paid besides, for delivery
    paid_on = models.DateField(null=True, blank=True)  # since when all of its money is known to be there
    buyer = models.CharField(max_length=80, blank=True)
    rung_up_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    void_because = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0), name="sale_total_positive"),
            models.CheckConstraint(condition=Q(extra__gte=0), name="sale_extra_not_negative"),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(paid_on__gte=models.F("sold_on")), name="sold_then_paid"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-sold_at"], name="sale_by_unit")]

    @property
    def reference(self) -> str:
        """How the books call it."""
        return f"sale:{self.uid}"

    @property
    def refund_reference(self) -> str:
        """How the book calls money that the treasurer added to pay the buyer back."""
        return f"refund:{self.uid}"

    @property
    def is_void(self) -> bool:
        """Whether it was taken back."""
        return self.voided_at is not None

    @property
    def is_paid(self) -> bool:
        """Whether all of its money is known to be there."""
        return self.paid_on is not None

    @property
    def due(self) -> int:
        """What the buyer pays (rupiah)."""
        return self.total + self.extra

    @cached_property
    def payment(self) -> "Payment":
        """Its payment; the first of several. Without a query once `payments` are prefetched."""
        return min(self.payments.all(), key=lambda one: one.pk)


class SaleLine(models.Model):
    """Pieces of one lot in a sale, with the price taken and the cost given up (rupiah for the whole line)."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="lines")
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="sale_lines")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="sale_lines")
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, null=True, blank=True, related_name="sale_lines")
    quantity = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    cost = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0, amount__gt=0, cost__gte=0), name="sale_line_sane"),
            # What a device sold beyond the stock has no lot and no cost, and a shortage says so.
            models.CheckConstraint(condition=Q(lot__isnull=False) | Q(cost=0), name="no_lot_no_cost"),
        ]
