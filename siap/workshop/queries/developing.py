"""How far products are, what tasters and rivals say, and what waits for a mentor."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain

from django.db.models import Max, OuterRef, Subquery

from siap.people.models import User
from siap.workshop import rules
from siap.workshop.models import Panel, PanelScore, Product, ProductStep, Recipe, Rival
from siap.workshop.queries.gate import missing_by_product


@dataclass(frozen=True)
class Waiting:
    """A product that is on its way: since when at its stage, the next one, and what stands between (sentences)."""

    product: Product
    since: date | None
    next_stage: str | None
    lacks: tuple[str, ...]
    say: str = ""  # what the last panel wants changed


@dataclass(frozen=True)
class Tasting:
    """A panel with what it gave each attribute (the weakest first) and the mean of all its scores."""

    panel: Panel
    judged: tuple[rules.Judged, ...]
    liking: Fraction


def standing(product: Product, on: date) -> rules.Standing:
    """How far a product is, in what counts for its next stage."""
    return standings([product], on)[product.pk]


def standings(products: Sequence[Product], on: date) -> dict[int, rules.Standing]:
    """The same for many at once."""
    with_recipe = set(Recipe.objects.filter(product__in=products).values_list("product", flat=True))
    missing = missing_by_product(products, on)
    liked = _last_liking([product.pk for product in products if product.needs_panel])
    return {
        one.pk: rules.Standing(
            has_recipe=one.pk in with_recipe,
            needs_panel=one.needs_panel,
            liking=liked.get(one.pk),
            missing=tuple(missing[one.pk]),
        )
        for one in products
    }


def _last_liking(products: Sequence[int]) -> dict[int, Fraction]:
    """The mean of the last panel of each product."""
    last = Panel.objects.filter(product=OuterRef("panel__product")).order_by("-held_on", "-pk").values("pk")[:1]
    scores = PanelScore.objects.filter(panel__product__in=products, panel=Subquery(last))
    by_product: dict[int, list[int]] = defaultdict(list)
    for product, score in scores.values_list("panel__product", "score"):
        by_product[product].append(score)
    return {pk: mean for pk, given in by_product.items() if (mean := rules.liking(given)) is not None}


def waiting_products(user: User, on: date) -> list[Waiting]:
    """Every product on its way that this reader may see, those that have stood longest first."""
    rows = Product.objects.visible_to(user).exclude(stage__in=(Product.Stage.RETIRED, Product.Stage.ON_SALE))
    products = list(rows.filter(business__closed_on=None).select_related("business__unit"))
    moved = ProductStep.objects.filter(product__in=products).values_list("product").annotate(Max("moved_on"))
    since = dict(moved)
    known = standings(products, on)
    last = Panel.objects.filter(product__in=products).order_by("held_on", "pk").values_list("product", "what_next")
    says = dict(last)
    waiting = []
    for one in products:
        coming = rules.next_stage(one.stage)
        lacks = () if coming is None else rules.lacks(min(coming, "ready", key=rules.WAY.index), known[one.pk])
        waiting.append(
            Waiting(one, since.get(one.pk), coming, tuple(str(lack) for lack in lacks), says.get(one.pk, ""))
        )
    return sorted(waiting, key=lambda row: (row.since or date.min, row.product.pk))


def steps_of(product: Product) -> list[ProductStep]:
    """Every step it took, the newest first."""
    return list(product.moves.select_related("by", "document").order_by("-pk"))


def tastings_of(product: Product) -> list[Tasting]:
    """Its tastings, the newest first."""
    scores: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    given = PanelScore.objects.filter(panel__product=product).order_by("taster")
    for panel, attribute, score in given.values_list("panel", "attribute", "score"):
        scores[panel][attribute].append(score)
    rows = product.panels.select_related("photo").order_by("-held_on", "-pk")
    return [
        Tasting(one, tuple(rules.judged(scores[one.pk])), rules.liking(chain(*scores[one.pk].values())) or Fraction(0))
        for one in rows
    ]


def rivals_of(product: Product) -> list[Rival]:
    """What buyers could take instead, as last seen, the newest first."""
    return list(product.rivals.order_by("-seen_on", "-pk"))


def compared(product: Product, price: int | None, rivals: Iterable[Rival]) -> list[tuple[str, int, int]]:
    """Name, price and price for 100 gram of ours and of every rival that was weighed, the cheapest first."""
    rows = [(one.name, one.price, rules.price_per_100_gram(one.price, one.weight_gram)) for one in rivals]
    if price:
        rows.append((product.name, price, rules.price_per_100_gram(price, product.weight_gram)))
    return sorted(((name, at, per) for name, at, per in rows if per is not None), key=lambda row: (row[2], row[0]))
