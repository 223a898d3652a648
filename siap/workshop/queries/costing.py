"""What a piece costs: recipes taken apart, at the price last paid, on the shelf, or agreed with a supplier."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, Sum

from siap.core import clock, sql
from siap.workshop import rules
from siap.workshop.models import Batch, ContractPrice, Lot, Product, Recipe
from siap.workshop.queries.recipes import Need, sheets


@dataclass(frozen=True)
class Prices:
    """Rupiah for a base unit of each material (id), with its name and whether it is packaging."""

    each: Mapping[int, Fraction]
    names: Mapping[int, str]
    measures: Mapping[int, str]
    packaging: frozenset[int]


@dataclass(frozen=True)
class Measured:
    """What batches of a recipe version really gave: how many batches, and good pieces for a hundred expected."""

    batches: int
    percent: Fraction


def prices(materials: Iterable[int], basis: str = rules.LAST, on: date | None = None) -> Prices:
    """What materials cost on a day by that basis; where it knows nothing, what was last paid counts."""
    on = on or clock.today()
    wanted = list(materials)
    each, names, measures, packaging = {}, {}, {}, set()
    for pk, name, measure, is_packaging, total, quantity in sql.select(_LAST_PAID, on, wanted) if wanted else ():
        names[pk], measures[pk] = name, measure
        if is_packaging:
            packaging.add(pk)
        if quantity:
            each[pk] = Fraction(total, quantity)
    if basis == rules.AVERAGE:
        each |= _on_the_shelf(wanted)
    elif basis == rules.CONTRACT:
        each |= _agreed(wanted, on)
    return Prices(each, names, measures, frozenset(packaging))


_LAST_PAID = """
SELECT m.id, m.name, m.measure, m.is_packaging, p.total, p.quantity
FROM workshop_material m LEFT JOIN workshop_purchase p ON p.id =
       (SELECT id FROM workshop_purchase WHERE material_id = m.id AND reversed_on IS NULL AND bought_on <= %s
        ORDER BY bought_on DESC, id DESC LIMIT 1)
WHERE m.id IN ({}) ORDER BY m.is_packaging, m.name"""
"""In SQL: every batch that is sealed asks it."""


def batch_cost(sheet: rules.Sheet, rounds: Fraction, needs: Sequence[Need], on: date) -> rules.BatchCost:
    """What a batch of a recipe costs that takes this, beside what its recipe asks at the prices last paid."""
    used = {need.material.pk: (need.quantity, sum(part.cost or 0 for part in need.parts)) for need in needs}
    packaging = {need.material.pk for need in needs if need.material.is_packaging}
    return rules.batch_cost(sheet, rounds, used, prices(used, on=on).each, packaging)


def beside_plan(batch: Batch) -> rules.BesidePlan | None:
    """What a batch cost as it was sealed, beside its recipe; None where nobody reckoned it then."""
    if batch.packaging is None or batch.labour is None or batch.overhead is None or batch.plan_cost is None:
        return None
    return rules.BesidePlan(
        materials=batch.cost - batch.packaging,
        packaging=batch.packaging,
        labour=batch.labour,
        overhead=batch.overhead,
        good=batch.good,
        plan_cost=batch.plan_cost,
        planned=batch.planned or batch.good,
    )


def _on_the_shelf(materials: list[int]) -> dict[int, Fraction]:
    lots = Lot.objects.filter(material__in=materials, on_hand__gt=0).values_list("material")
    return {pk: Fraction(value, quantity) for pk, quantity, value in lots.annotate(Sum("on_hand"), Sum("value"))}


def _agreed(materials: list[int], on: date) -> dict[int, Fraction]:
    """The lowest price that a supplier agreed to for the day."""
    rows = ContractPrice.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), material__in=materials, valid_from__lte=on
    )
    agreed: dict[int, Fraction] = {}
    for pk, total, quantity in rows.values_list("material", "total", "quantity"):
        each = Fraction(total, quantity)
        agreed[pk] = min(each, agreed.get(pk, each))
    return agreed


def sheet_of(recipe: Recipe) -> rules.Sheet:
    """A recipe as figures, sub-recipes and all; its lines are not read again when `recipe_now` has them at hand."""
    lines = getattr(recipe, "_prefetched_objects_cache", {}).get("lines")
    if lines is None or any(line.part_id for line in lines):
        return sheets([recipe.pk])[recipe.pk]
    return rules.Sheet(
        recipe.yields,
        tuple(rules.Line(line.material_id, line.quantity) for line in lines),
        recipe.labour,
        recipe.labour_minutes,
        recipe.labour_an_hour,
        recipe.overhead,
        recipe.overhead_percent,
    )


def recipe_cost(recipe: Recipe, basis: str = rules.LAST) -> rules.UnitCost:
    """What a round costs, at the price each material was last bought for unless another basis is asked."""
    sheet = sheet_of(recipe)
    spent: dict[int, rules.Spent] = {}
    asked = prices(rules.spend(sheet, {}).quantities, basis)
    weight = recipe.product.weight_gram if recipe.product else None
    return rules.unit_cost(sheet, asked.each, asked.names, asked.packaging, weight_gram=weight, known=spent)


def costs(products: Iterable[Product], basis: str = rules.LAST) -> dict[int, rules.UnitCost]:
    """`recipe_cost` of the newest recipe of many products at once; a product without a recipe is not there."""
    by_id = {product.pk: product for product in products}
    newest: dict[int, int] = {}
    for product, recipe in (
        Recipe.objects.filter(product__in=list(by_id)).order_by("version").values_list("product", "pk")
    ):
        newest[product] = recipe
    read = sheets(newest.values())
    bare: dict[int, rules.Spent] = {}
    materials = {one for sheet in read.values() for one in rules.spend(sheet, {}, bare).quantities}
    asked = prices(materials, basis)
    known: dict[int, rules.Spent] = {}
    return {
        pk: rules.unit_cost(
            read[recipe], asked.each, asked.names, asked.packaging, weight_gram=by_id[pk].weight_gram, known=known
        )
        for pk, recipe in newest.items()
    }


def measured_yields(products: Iterable[Product]) -> dict[int, Measured]:
    """By recipe, what its batches gave of what it promises; a recipe that no batch used is not there."""
    rows = (
        Batch.objects.filter(product__in=list(products), planned__gt=0)
        .values_list("recipe")
        .annotate(good=Sum("good"), hoped=Sum("planned"), runs=Count("pk"))
    )
    return {recipe: Measured(runs, Fraction(100 * good, hoped)) for recipe, good, hoped, runs in rows}


def cost_at_measured_yield(cost: rules.UnitCost, measured: Measured | None) -> int | None:
    """What a piece costs when a round gives what its batches really gave (rupiah); None while there are none."""
    if measured is None or not measured.percent:
        return None
    return rules.nearest(cost.exactly * 100 / measured.percent)


def used_by(materials: Iterable[int]) -> dict[int, list[Product]]:
    """By material, the products whose newest recipe takes it, sub-recipes and all."""
    wanted = set(materials)
    found: dict[int, list[Product]] = defaultdict(list)
    newest: dict[int, tuple[int, Product]] = {}
    near = Recipe.objects.filter(product__business__materials__in=wanted).distinct().select_related("product")
    for recipe in near.order_by("version"):
        if recipe.product is not None:
            newest[recipe.product.pk] = (recipe.pk, recipe.product)
    read = sheets(pk for pk, _product in newest.values())
    for pk, product in newest.values():
        inside = rules.spend(read[pk], {}).quantities.keys() | rules.made_inside(read[pk])
        for material in inside & wanted:
            found[material].append(product)
    return found
