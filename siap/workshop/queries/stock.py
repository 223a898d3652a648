"""What there is, and what may be sold of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, Min, OuterRef, Q, QuerySet, Sum, Value, When

from siap.business.models import Business
from siap.core import clock
from siap.workshop.models import Lot, Material, Product, Recipe
from siap.workshop.queries.gate import Papers, missing_by_product


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
    """Base units of a material on hand, their value (rupiah), the day the first of it ends, and whether it is made here."""

    material: Material
    on_hand: int
    value: int
    first_end: date | None
    is_made: bool


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


def stock_of(products: Iterable[Product], papers: Papers | None = None) -> list[ProductStock]:
    """The same for these products, in their order, in a fixed number of queries; `papers`, see `missing_by_product`."""
    products, today = list(products), clock.today()
    lots = Lot.objects.filter(product__in=products).values_list("product")
    sums = lots.annotate(Sum("on_hand"), Sum("value"), sellable=Sum("on_hand", filter=usable_lots(today)))
    have = {pk: (pieces, worth, usable or 0) for pk, pieces, worth, usable in sums}
    missing = missing_by_product(products, today, papers)
    return [ProductStock(one, *have.get(one.pk, (0, 0, 0)), tuple(missing[one.pk])) for one in products]


def lots_of(product: Product) -> "QuerySet[Lot]":
    """Its lots, those with something left first, then the newest."""
    is_empty = Case(When(on_hand=0, then=Value(1)), default=Value(0))
    return product.lots.order_by(is_empty, "-made_on", "-pk")


def materials(business: Business) -> list[MaterialStock]:
    """What a business has of each of its materials, by name."""
    there = Q(lots__on_hand__gt=0)
    rows = business.materials.annotate(
        on_hand=Sum("lots__on_hand"),
        value=Sum("lots__value"),
        first_end=Min("lots__best_before", filter=there),
        is_made=Exists(Recipe.objects.filter(material=OuterRef("pk"))),
    )
    return [
        MaterialStock(one, one.on_hand or 0, one.value or 0, one.first_end, one.is_made)
        for one in rows.order_by("name")
    ]
