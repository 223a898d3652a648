"""Goods at somebody's shop: still the group's until they are sold, paid by the outlet afterwards.

An outlet is a channel of its own (prices, seller of record, sales); what stands there is the sum of the lines of its notes, by
lot. The lot keeps the pieces and their value, and the till does not sell what stands elsewhere.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.market.models.offering import Channel
from siap.market.models.scope import OfUnit
from siap.market.models.selling import Sale


class Outlet(models.Model):
    """A cooperative's shop, a gallery, a kiosk that sells for us and keeps a fee (percent of what it sold)."""

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="outlets")
    channel = models.OneToOneField(Channel, models.PROTECT, related_name="outlet")
    address = models.CharField(max_length=160)
    contact = models.CharField(max_length=80, blank=True)  # of the shop: whom to call
    fee_percent = models.PositiveSmallIntegerField(default=0)
    visit_days = models.PositiveSmallIntegerField(default=30)  # goods that stand longer want a visit
    closed_on = models.DateField(null=True, blank=True)
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fee_percent__lte=60), name="an_outlet_leaves_something"),
            models.CheckConstraint(condition=Q(visit_days__gte=1), name="an_outlet_is_visited"),
        ]


class Settlement(models.Model):
    """An outlet paid what it had sold, less its fee (rupiah)."""

    class Method(models.TextChoices):
        """How."""

        CASH = "cash", _("Tunai")
        TRANSFER = "transfer", _("Transfer bank")

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="settlements")
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="settlements")
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    settled_on = models.DateField()
    sold = models.BigIntegerField()
    fee = models.BigIntegerField()
    method = models.CharField(max_length=8, choices=Method.choices)
    evidence = models.CharField(max_length=200, blank=True)
    received_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sold__gt=0, fee__gte=0, fee__lt=models.F("sold")), name="settlement_sane"
            ),
            models.CheckConstraint(condition=Q(method="cash") | ~Q(evidence=""), name="a_transfer_has_its_evidence"),
        ]

    @property
    def reference(self) -> str:
        """How the books call it."""
        return f"settlement:{self.uid}"

    @property
    def received(self) -> int:
        """What came in (rupiah)."""
        return self.sold - self.fee


class ConsignmentNote(models.Model):
    """Something happened to goods at an outlet, on one sheet: brought, sold, taken back, or missing."""

    class Kind(models.TextChoices):
        """What happened."""

        BROUGHT = "brought", _("Diantar")
        SOLD = "sold", _("Terjual")
        BACK = "back", _("Ditarik")
        MISSING = "missing", _("Hilang atau rusak")

    uid = models.UUIDField(unique=True)
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="consignment_notes")
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    happened_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    because = models.CharField(max_length=200, blank=True)
    sale = models.OneToOneField(Sale, models.PROTECT, null=True, blank=True, related_name="consignment")
    fee_percent = models.PositiveSmallIntegerField(default=0)  # as agreed when it was sold
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, blank=True, related_name="notes")
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="sold", sale__isnull=False) | ~Q(kind="sold") & Q(sale=None),
                name="sold_at_an_outlet_is_a_sale",
            ),
            models.CheckConstraint(condition=Q(settlement=None) | Q(kind="sold"), name="only_sold_is_settled"),
            models.CheckConstraint(condition=~Q(kind="missing") | ~Q(because=""), name="missing_has_its_reason"),
        ]
        indexes = [models.Index(fields=["outlet", "-happened_on"], name="note_by_outlet")]

    @property
    def reference(self) -> str:
        """How stock and book call what is missing."""
        return f"consignment:{self.uid}"


class ConsignmentLine(models.Model):
    """Pieces of a lot that came to an outlet (positive) or left it. Append-only; what stands there is the sum."""

    note = models.ForeignKey(ConsignmentNote, models.PROTECT, related_name="lines")
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="lines")
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="consignment_lines")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="consignment_lines")
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, related_name="consignment_lines")
    quantity = models.IntegerField()  # signed
    happened_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(quantity=0), name="a_consignment_line_is_something")]
        indexes = [models.Index(fields=["lot", "outlet"], name="standing_by_lot")]
