"""What a week's paper sheet asks about, and what of that week is written down already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from siap.business.models import Business
from siap.workshop.models import Batch, BatchPlan, Material, Product, Purchase, Recipe
from siap.workshop.queries.stocking import open_plans


@dataclass(frozen=True)
class Kitchen:
    """What a business may have bought (with whom it bought it from last), can make, and planned to make by a day."""

    materials: list[tuple[Material, str]]
    recipes: list[Recipe]
    plans: list[BatchPlan]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is made here that has a recipe."""
        return not self.recipes


@dataclass(frozen=True)
class Booked:
    """Purchases and batches of some days."""

    purchases: list[Purchase]
    batches: list[Batch]


def kitchen(business: Business, until: date) -> Kitchen:
    """What a sheet that ends on a day asks this business about: materials by name, the newest recipe of each product."""
    last = Purchase.objects.filter(material=OuterRef("pk"), reversed_on=None).order_by("-bought_on", "-pk")
    bought = business.materials.filter(~Exists(Recipe.objects.filter(material=OuterRef("pk"))))
    newer = Recipe.objects.filter(product=OuterRef("product"), version__gt=OuterRef("version"))
    recipes = (
        Recipe.objects.filter(~Exists(newer), product__business=business)
        .exclude(product__stage=Product.Stage.RETIRED)
        .select_related("product")
    )
    return Kitchen(
        [
            (one, one.seller or "")
            for one in bought.annotate(seller=Subquery(last.values("supplier")[:1])).order_by("is_packaging", "name")
        ],
        list(recipes.order_by("product__name", "pk")),
        [one for one in open_plans(business) if one.planned_on <= until],
    )


def booked(business: Business, since: date, until: date) -> Booked:
    """What was bought and made on these days, both included, as it stands in the books; purchases taken back too."""
    purchases = business.purchases.filter(bought_on__range=(since, until)).select_related("material", "lot", "by")
    batches = Batch.objects.filter(product__business=business, made_on__range=(since, until))
    return Booked(
        list(purchases.order_by("bought_on", "pk")),
        list(batches.select_related("product", "lot", "sealed_by").order_by("made_on", "pk")),
    )


def makers(businesses: Collection[Business]) -> set[int]:
    """Ids of the businesses that make something: their week's sheet asks for more than hours."""
    return set(Product.objects.filter(business__in=businesses).values_list("business", flat=True))
