"""Lots, what went into what, and every move."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.workshop import rules
from siap.workshop.models.base import Measure, OfBusiness
from siap.workshop.models.batches import Batch
from siap.workshop.models.materials import Material, Purchase
from siap.workshop.models.products import Product


class LotKind(models.IntegerChoices):
    """What a lot is of. An edge carries its target's kind."""

    MATERIAL = 1, _("Bahan")
    PRODUCT = 2, _("Barang jadi")
    SALE = 3, _("Penjualan")


class Lot(models.Model):
    """A quantity of one thing that shares one history."""

    uid = models.UUIDField(unique=True, default=new_uid)
    kind = models.SmallIntegerField(choices=LotKind.choices)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="lots")
    number = models.CharField(max_length=30, unique=True)
    material = models.ForeignKey(Material, models.PROTECT, null=True, blank=True, related_name="lots")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="lots")
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, blank=True, related_name="lot")
    purchase = models.OneToOneField(Purchase, models.PROTECT, null=True, blank=True, related_name="lot")
    made_on = models.DateField()
    best_before = models.DateField(null=True, blank=True)
    on_hand = models.PositiveBigIntegerField(default=0)  # proved against the moves by `siap verify`
    value = models.PositiveBigIntegerField(default=0)  # rupiah
    held_because = models.CharField(max_length=200, blank=True)  # a held lot is neither used nor sold
    freed_because = models.CharField(max_length=200, blank=True)  # why it was let go again
    supplier_lot = models.CharField(max_length=40, blank=True)  # the number its maker printed on it
    place = models.CharField(max_length=60, blank=True)  # where it is kept, when not where its kind usually is
    recalled_on = models.DateField(null=True, blank=True)  # called back from its buyers: nobody lets it go by hand
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=1, material__isnull=False, product=None)
                | Q(kind=2, material=None, product__isnull=False),
                name="a_lot_is_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(on_hand=0) | Q(value=0), name="an_empty_lot_is_worth_nothing"),
        ]
        indexes = [models.Index(fields=["product", "best_before"], name="lot_by_product")]

    @property
    def name(self) -> str:
        """Of what it is a lot."""
        of: Product | Material | None = self.product or self.material
        return of.name if of else ""

    @property
    def measure(self) -> str:
        """The unit it is counted in."""
        return self.material.measure if self.material else Measure.PIECE

    @property
    def is_held(self) -> bool:
        """Neither used nor sold, until it is let go again."""
        return bool(self.held_because)

    def is_past(self, on: date) -> bool:
        """Past its best-before day."""
        return self.best_before is not None and self.best_before < on

    def is_usable(self, on: date) -> bool:
        """May be used or sold on a day: not empty, not held, made by then, not past its best-before day."""
        return self.on_hand > 0 and not self.is_held and self.made_on <= on and not self.is_past(on)

    @property
    def offered(self) -> rules.Available:
        """What it can give."""
        return rules.Available(self.pk, self.best_before, self.on_hand, self.value)


class LotEdge(models.Model):
    """Something of `source` went into `target`: a product lot (kind 2) or a sale line (kind 3)."""

    source = models.BigIntegerField()
    kind = models.SmallIntegerField(choices=LotKind.choices)
    target = models.BigIntegerField()
    quantity = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "target"], name="one_edge")]
        indexes = [models.Index(fields=["kind", "target", "source"], name="edge_backward")]


class StockMove(models.Model):
    """A lot grew or shrank: by how much, and by how many rupiah. Append-only."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="moves")
    quantity = models.BigIntegerField()  # signed
    value = models.BigIntegerField()  # rupiah, signed like the quantity
    reference = models.CharField(max_length=80)  # the event, as in the book
    moved_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lot", "reference"], name="an_event_moves_a_lot_once")]
