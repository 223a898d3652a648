"""What is there, what it costs, what is missing, and what came from where."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Case, Exists, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value, When
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core import clock
from siap.ui import words
from siap.workshop import rules
from siap.workshop.models import Lot, LotEdge, LotKind, Material, Permit, Product, Purchase, Recipe, RecipeLine


@dataclass(frozen=True)
class Part:
    """So much of a lot (base units), and what it cost where that is known (rupiah)."""

    lot: Lot
    quantity: int
    cost: int | None = None


@dataclass(frozen=True)
class Need:
    """A material that a batch takes: how much, from which lots, and how much more lies there but may not be used."""

    material: Material
    quantity: int
    parts: tuple[Part, ...]
    unusable: int

    @property
    def short(self) -> int:
        """How much is missing."""
        return self.quantity - sum(part.quantity for part in self.parts)


@dataclass(frozen=True)
class ProductStock:
    """Pieces of a product on hand, their value (rupiah), how many may be sold today, and what it still lacks for that."""

    product: Product
    on_hand: int
    value: int
    sellable: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class MaterialStock:
    """Base units of a material on hand, their value (rupiah), and the day the first of it ends."""

    material: Material
    on_hand: int
    value: int
    first_end: date | None


# --- Goods ------------------------------------------------------------------------------------------------------------


def usable_lots(on: date) -> Q:
    """`Lot.is_usable`, asked of the database."""
    return Q(on_hand__gt=0, held_because="", made_on__lte=on) & (Q(best_before=None) | Q(best_before__gte=on))


def sellable(products: Iterable[Product], on: date) -> dict[int, int]:
    """Pieces that may be sold on a day, by product id; a product without any is not there."""
    lots = Lot.objects.filter(usable_lots(on), product__in=list(products))
    return dict(lots.values_list("product").annotate(pieces=Sum("on_hand")))


def pieces_on_hand(product: Product) -> int:
    """Pieces of a product that may be sold today."""
    return sellable([product], clock.today()).get(product.pk, 0)


def stock(business: Business) -> list[ProductStock]:
    """What a business has of each of its products, by name; retired products only while something is left."""
    rows = stock_of(business.products.order_by("name"))
    return [row for row in rows if row.on_hand or row.product.stage != Product.Stage.RETIRED]


def stock_of(products: Iterable[Product]) -> list[ProductStock]:
    """The same for these products, in their order, in four queries."""
    products, today = list(products), clock.today()
    lots = Lot.objects.filter(product__in=products).values_list("product")
    have = {pk: (pieces, worth) for pk, pieces, worth in lots.annotate(Sum("on_hand"), Sum("value"))}
    may_be_sold = sellable(products, today)
    missing = missing_by_product(products, today)
    return [
        ProductStock(one, *have.get(one.pk, (0, 0)), may_be_sold.get(one.pk, 0), tuple(missing[one.pk]))
        for one in products
    ]


def lots_of(product: Product) -> "QuerySet[Lot]":
    """Its lots, those with something left first, then the newest."""
    is_empty = Case(When(on_hand=0, then=Value(1)), default=Value(0))
    return product.lots.order_by(is_empty, "-made_on", "-pk")


def materials(business: Business) -> list[MaterialStock]:
    """What a business has of each of its materials, by name."""
    lots = Lot.objects.filter(business=business, kind=LotKind.MATERIAL, on_hand__gt=0).values_list("material")
    sums = lots.annotate(Sum("on_hand"), Sum("value"), Min("best_before"))
    have = {pk: (on_hand, value, first_end) for pk, on_hand, value, first_end in sums}
    return [MaterialStock(one, *have.get(one.pk, (0, 0, None))) for one in business.materials.order_by("name")]


# --- What is missing before it may be sold ----------------------------------------------------------------------------


def missing_for_sale(product: Product, on: date) -> list[str]:
    """A sentence for everything that a product lacks on a day before it may be sold; nothing when it may."""
    return missing_by_product([product], on)[product.pk]


def missing_by_product(products: Sequence[Product], on: date) -> dict[int, list[str]]:
    """`missing_for_sale` for many products at once, in two queries."""
    permits = defaultdict(list)
    for permit in Permit.objects.filter(business__in={product.business_id for product in products}):
        permits[permit.business_id].append(permit)
    with_recipe = set(Recipe.objects.filter(product__in=list(products)).values_list("product", flat=True))
    missing = {}
    for product in products:
        lacks = [] if product.pk in with_recipe else [_("Resepnya belum ditulis.")]
        own = [permit for permit in permits[product.business_id] if permit.product_id in (None, product.pk)]
        for kinds, name in rules.permits_needed(is_food=product.is_food):
            lacks += _permit_missing(str(name), [permit for permit in own if permit.kind in kinds], on)
        missing[product.pk] = lacks
    return missing


def _permit_missing(name: str, permits: Sequence[Permit], on: date) -> list[str]:
    if any(rules.is_valid(permit.valid_from, permit.valid_until, on) for permit in permits):
        return []
    ended = [permit.valid_until for permit in permits if permit.valid_until is not None and permit.valid_until < on]
    if ended:
        return [_("%(permit)s sudah lewat sejak %(day)s.") % {"permit": name, "day": words.day(max(ended))}]
    if permits:
        begins = min(permit.valid_from for permit in permits)
        return [_("%(permit)s baru berlaku mulai %(day)s.") % {"permit": name, "day": words.day(begins)}]
    return [_("%(permit)s belum ada.") % {"permit": name}]


def permits_of(product: Product) -> "QuerySet[Permit]":
    """Every permit that counts for a product, its own and those of the whole business."""
    rows = Permit.objects.filter(Q(product=product) | Q(product=None), business=product.business_id)
    return rows.select_related("proof").order_by("kind", "-valid_from")


def ending_permits(on: date, days: int = 90) -> "QuerySet[Permit]":
    """Permits that end within so many days and that no longer one follows, the first to end first."""
    longer = Permit.objects.filter(
        Q(product=OuterRef("product")) | Q(product=None),
        Q(valid_until__gt=OuterRef("valid_until")) | Q(valid_until=None),
        business=OuterRef("business"),
        kind=OuterRef("kind"),
    )
    ending = Permit.objects.filter(valid_until__range=(on, on + timedelta(days=days)))
    return (
        ending.exclude(product__stage=Product.Stage.RETIRED)
        .exclude(Exists(longer))
        .select_related("product", "business")
        .order_by("valid_until")
    )


# --- Recipes, their cost, and what a batch takes ----------------------------------------------------------------------


_LINES = Prefetch("lines", RecipeLine.objects.select_related("material").order_by("pk"))


def recipe_now(product: Product) -> Recipe | None:
    """The newest version of its recipe, with its lines and their materials at hand."""
    newest = product.recipes.order_by("-version").prefetch_related(_LINES).first()
    if newest is not None:
        newest.product = product
    return newest


def recipe_cost(recipe: Recipe) -> rules.UnitCost:
    """What a round costs at the price each material was last bought for."""
    last = Purchase.objects.filter(material=OuterRef("material")).order_by("-bought_on", "-pk")
    lines = (
        RecipeLine.objects.filter(recipe=recipe)
        .annotate(price_total=Subquery(last.values("total")[:1]), price_quantity=Subquery(last.values("quantity")[:1]))
        .select_related("material")
    )
    spent = {True: 0, False: 0}
    unpriced = []
    for line in lines:
        if line.price_quantity is None:
            unpriced.append(line.material.name)
        else:
            cost = rules.nearest(Fraction(line.quantity * line.price_total, line.price_quantity))
            spent[line.material.is_packaging] += cost
    return rules.UnitCost(
        materials=spent[False],
        packaging=spent[True],
        labour=recipe.labour,
        overhead=recipe.overhead,
        pieces=recipe.yields,
        weight_gram=recipe.product.weight_gram,
        unpriced=tuple(sorted(unpriced)),
    )


def lots_for(recipe: Recipe) -> "QuerySet[Lot]":
    """The material lots that are not empty, of everything a recipe takes."""
    return Lot.objects.filter(material__in=recipe.lines.values("material"), on_hand__gt=0).order_by("pk")


def what_it_takes(recipe: Recipe, rounds: int, on: date, lots: Iterable[Lot] | None = None) -> list[Need]:
    """What so many rounds take from which material lots on a day; what ends first is taken first.

    `lots` are `lots_for(recipe)` already read, because a verb has locked them.
    """
    by_material = defaultdict(list)
    for lot in lots_for(recipe) if lots is None else lots:
        by_material[lot.material_id].append(lot)
    lines = recipe.lines.select_related("material").order_by("pk")
    return [_need(line, rounds, by_material[line.material_id], on) for line in lines]


def _need(line: RecipeLine, rounds: int, lots: Sequence[Lot], on: date) -> Need:
    usable = {lot.pk: lot for lot in lots if lot.is_usable(on)}
    taken = rules.take((lot.offered for lot in usable.values()), line.quantity * rounds)
    return Need(
        material=line.material,
        quantity=line.quantity * rounds,
        parts=tuple(Part(usable[one.lot], one.quantity, one.cost) for one in taken),
        unusable=sum(lot.on_hand for lot in lots if lot.pk not in usable),
    )


def label_ingredients(recipe: Recipe) -> list[rules.Ingredient]:
    """What stands on the label, heaviest first; packaging does not."""
    lines = recipe.lines.filter(material__is_packaging=False).select_related("material")
    return rules.in_label_order(
        [
            rules.Ingredient(
                line.material.name,
                rules.gram_of(line.quantity, line.material.measure, line.material.piece_gram),
                line.material.allergen,
            )
            for line in lines
        ]
    )


# --- Where from, where to ---------------------------------------------------------------------------------------------


def made_from(lot: Lot) -> list[Part]:
    """The material lots that went into a product lot."""
    edges = LotEdge.objects.filter(kind=LotKind.PRODUCT, target=lot.pk)
    return _parts(dict(edges.values_list("source", "quantity")))


def went_into(lot: Lot) -> list[Part]:
    """The product lots that a material lot went into. Who bought a product lot, the market knows."""
    edges = LotEdge.objects.filter(source=lot.pk, kind=LotKind.PRODUCT)
    return _parts(dict(edges.values_list("target", "quantity")))


def first_bought(lot: Lot) -> date | None:
    """The day on which the first of its material was bought."""
    sources = LotEdge.objects.filter(kind=LotKind.PRODUCT, target=lot.pk).values("source")
    return Lot.objects.filter(pk__in=sources).order_by("made_on").values_list("made_on", flat=True).first()


def _parts(quantities: dict[int, int]) -> list[Part]:
    lots = Lot.objects.filter(pk__in=quantities).select_related("material", "product", "purchase").order_by("pk")
    return [Part(lot, quantities[lot.pk]) for lot in lots]
