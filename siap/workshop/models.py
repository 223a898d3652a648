"""From idea to sealed batch.

Materials and finished goods stand in *lots*; a batch turns material lots into one product lot, and `LotEdge` remembers
which went where (integer keys, each edge carries its target's kind, so that a recall walks them fast). Every movement of
a lot is a `StockMove` with quantity and rupiah: moving average in server order, never recomputed, the emptying move takes
the remainder; so stock value equals the book always. Quantities are whole base units: gram, millilitre or pieces.
"""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.workshop import rules

if TYPE_CHECKING:
    from siap.people.models import User


Row = TypeVar("Row", bound=models.Model, covariant=True)


class OfBusiness(models.QuerySet[Row]):
    """Rows that belong to a business, by who may see them."""

    def visible_to(self, user: "User") -> "OfBusiness[Row]":
        """Those of the units in which this user has a role now."""
        if not user.can("workshop.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(business__unit__in=user.unit_ids)


class Measure(models.TextChoices):
    """The whole unit a quantity is counted in."""

    GRAM = "g", _("gram")
    MILLILITRE = "ml", _("mililiter")
    PIECE = "pcs", _("buah")


class Product(models.Model):
    """What a business makes and sells, by the piece."""

    class Stage(models.TextChoices):
        """How far it is."""

        IDEA = "idea", _("Gagasan")
        TRIAL = "trial", _("Uji coba")
        READY = "ready", _("Siap jual")
        RETIRED = "retired", _("Tidak dijual lagi")

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="products")
    code = models.CharField(max_length=6, unique=True)  # stands in lot numbers
    name = models.CharField(max_length=80)
    is_food = models.BooleanField()
    weight_gram = models.PositiveIntegerField(null=True, blank=True)  # net content of one piece
    shelf_life_days = models.PositiveSmallIntegerField(null=True, blank=True)
    story = models.CharField(max_length=300, blank=True)  # why it matters, without a person
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.IDEA)
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_food=False) | Q(shelf_life_days__gt=0, weight_gram__gt=0), name="food_keeps_and_weighs"
            ),
            models.UniqueConstraint(fields=["business", "name"], name="a_product_name_once"),
        ]


class Material(models.Model):
    """Something bought to make products from, packaging too."""

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="materials")
    name = models.CharField(max_length=80)
    measure = models.CharField(max_length=4, choices=Measure.choices)
    is_packaging = models.BooleanField(default=False)
    allergen = models.CharField(max_length=40, blank=True)
    piece_gram = models.PositiveIntegerField(null=True, blank=True)  # what one piece weighs, for the label's order
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "name"], name="a_material_name_once")]


class Recipe(models.Model):
    """A version of how a product is made: frozen once a batch used it."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="recipes")
    version = models.PositiveSmallIntegerField()
    yields = models.PositiveIntegerField()  # pieces from one round of the recipe
    labour = models.BigIntegerField(default=0)  # rupiah a round, for the cost on paper
    overhead = models.BigIntegerField(default=0)  # rupiah a round: gas, electricity
    steps = models.TextField(blank=True)
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "version"], name="a_recipe_version_once"),
            models.CheckConstraint(condition=Q(yields__gt=0), name="a_recipe_yields_something"),
        ]


class RecipeLine(models.Model):
    """How much of a material one round takes (gram, millilitre, pieces)."""

    recipe = models.ForeignKey(Recipe, models.PROTECT, related_name="lines")
    material = models.ForeignKey(Material, models.PROTECT, related_name="recipe_lines")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipe", "material"], name="a_material_once_a_recipe"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_recipe_line_is_something"),
        ]


class Purchase(models.Model):
    """Material was bought, paid from the business's cash or owed."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="purchases")
    material = models.ForeignKey(Material, models.PROTECT, related_name="purchases")
    supplier = models.CharField(max_length=80)
    bought_on = models.DateField()
    quantity = models.PositiveIntegerField()
    total = models.BigIntegerField()  # rupiah
    is_paid = models.BooleanField(default=True)
    receipt = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(total__gt=0, quantity__gt=0), name="a_purchase_is_something")]

    @property
    def reference(self) -> str:
        """How the book and the stock call it."""
        return f"purchase:{self.uid}"


class Permit(models.Model):
    """A licence that a product, or the business, has: with number, validity and proof."""

    class Kind(models.TextChoices):
        """Which licence."""

        NIB = "nib", "NIB"
        SPP_IRT = "spp_irt", "SPP-IRT"
        BPOM_MD = "bpom_md", "BPOM MD"
        HALAL = "halal", "Halal"

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="permits")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="permits")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.CharField(max_length=40)
    holder = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    proof = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=models.F("valid_from")),
                name="permit_ends_after_start",
            )
        ]


class Batch(models.Model):
    """One production run: material lots in, one product lot out. Written when it is sealed."""

    uid = models.UUIDField(unique=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="batches")
    recipe = models.ForeignKey(Recipe, models.PROTECT, related_name="batches")
    made_on = models.DateField()
    good = models.PositiveIntegerField()  # pieces fit for sale
    lost = models.PositiveIntegerField(default=0)
    lost_because = models.CharField(max_length=200, blank=True)
    cost = models.BigIntegerField()  # rupiah of the material used
    sealed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(good__gt=0), name="a_batch_makes_something")]

    @property
    def reference(self) -> str:
        """How the book and the stock call it."""
        return f"batch:{self.uid}"


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
