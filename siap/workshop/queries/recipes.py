"""Recipes: the newest of each thing, taken apart down to what is bought, and what a batch takes from which lots."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from django.db.models import Prefetch, QuerySet

from siap.business.models import Business
from siap.core import sql
from siap.workshop import rules
from siap.workshop.models import Lot, Material, Product, Recipe, RecipeLine
from siap.workshop.queries.tracing import Part

Size = int | Fraction | Decimal
"""How many rounds of a recipe; half a round is a round too."""


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


_LINES = Prefetch("lines", RecipeLine.objects.select_related("material", "part").order_by("pk"))
_FIGURES = """
SELECT id, yields, labour, labour_minutes, labour_an_hour, overhead, overhead_percent FROM workshop_recipe WHERE id IN ({})"""
_AMOUNTS = (
    "SELECT recipe_id, material_id, quantity, part_id FROM workshop_recipeline WHERE recipe_id IN ({}) ORDER BY id"
)
"""In SQL: every cost asks both, and every batch that is sealed."""


def recipe_now(of: Product | Material) -> Recipe | None:
    """The newest version of its recipe, with its lines and their materials at hand."""
    newest = of.recipes.order_by("-version").prefetch_related(_LINES).first()
    if newest is None:
        return None
    if isinstance(of, Product):
        newest.product = of
    else:
        newest.material = of
    return newest


def as_size(rounds: Size) -> Fraction:
    """Exactly so many rounds."""
    return Fraction(rounds)


def kind_of(material: Material) -> rules.Kind:
    """A material as the rules of measuring know it."""
    return rules.Kind(material.name, material.measure, material.piece_gram, material.gram_per_litre)


def newest_parts(materials: Collection[Material]) -> dict[int, Recipe]:
    """By material, the newest recipe of those that are made here."""
    rows = Recipe.objects.filter(material__in=materials).order_by("version")
    return {recipe.material_id: recipe for recipe in rows if recipe.material_id is not None}


def made_of(business: Business) -> dict[str, set[str]]:
    """What the newest recipe of every material that a business makes itself takes: names by name."""
    newest = {
        recipe.material_id: recipe.pk
        for recipe in Recipe.objects.filter(material__business=business).order_by("version").only("material_id")
    }
    parts = defaultdict(set)
    lines = RecipeLine.objects.filter(recipe__in=newest.values())
    for thing, part in lines.values_list("recipe__material__name", "material__name"):
        parts[thing].add(part)
    return parts


def stale_parts(recipe: Recipe) -> list[Recipe]:
    """Sub-recipes of which a newer version exists than the one that this recipe takes."""
    taken = {line.part_id: line.part for line in recipe.lines.all() if line.part}
    newest = newest_parts([line.material for line in recipe.lines.all() if line.part_id])
    return [part for part in taken.values() if newest[part.material_id or 0].version > part.version]


# --- Taken apart ------------------------------------------------------------------------------------------------------


def sheets(recipes: Iterable[int]) -> dict[int, rules.Sheet]:
    """These recipes as figures, with every sub-recipe below them: two queries for each level, however many there are."""
    figures: dict[int, tuple[int, ...]] = {}
    lines: dict[int, list[tuple[int, int, int | None]]] = defaultdict(list)
    wanted = set(recipes)
    todo = wanted
    while todo:
        for pk, *numbers in sql.select(_FIGURES, list(todo)):
            figures[pk] = tuple(numbers)
        below = set()
        for recipe, material, quantity, part in sql.select(_AMOUNTS, list(todo)):
            lines[recipe].append((material, quantity, part))
            if part is not None:
                below.add(part)
        todo = below - figures.keys()
    built: dict[int, rules.Sheet] = {}
    return {pk: _sheet(pk, figures, lines, built) for pk in wanted}


def _sheet(
    pk: int,
    figures: dict[int, tuple[int, ...]],
    lines: dict[int, list[tuple[int, int, int | None]]],
    built: dict[int, rules.Sheet],
) -> rules.Sheet:
    if pk not in built:
        inside = tuple(
            rules.Line(material, quantity, None if part is None else _sheet(part, figures, lines, built))
            for material, quantity, part in lines[pk]
        )
        yields, labour, minutes, an_hour, overhead, percent = figures[pk]
        built[pk] = rules.Sheet(yields, inside, labour, minutes, an_hour, overhead, percent)
    return built[pk]


def quantities(recipe: Recipe, size: Size = 1) -> dict[int, int]:
    """Base units of everything that is bought, by material, for so many rounds; sub-recipes are taken apart."""
    return _amounts(sheets([recipe.pk])[recipe.pk], size)


def _amounts(sheet: rules.Sheet, size: Size) -> dict[int, int]:
    spent = rules.spend(sheet, {})
    return {material: ceil(quantity * as_size(size)) for material, quantity in spent.quantities.items()}


def weighed_in(recipe: Recipe, sheet: rules.Sheet, needs: Iterable["Need"]) -> Fraction | None:
    """`into_gram` of a recipe that was read already, with what a batch of it takes."""
    if any(line.part is not None for line in sheet.lines):
        return into_gram(recipe)
    material = {need.material.pk: need.material for need in needs}
    return weight_of([(material[line.material], line.quantity) for line in sheet.lines], recipe.water_gram)


def into_gram(recipe: Recipe) -> Fraction | None:
    """What one round weighs before it is cooked, water and all; None when a piece of something was never weighed."""
    lines = recipe.lines.select_related("material")
    return weight_of([(line.material, line.quantity) for line in lines], recipe.water_gram)


def weight_of(lines: Iterable[tuple[Material, int]], water_gram: int = 0) -> Fraction | None:
    """The weight of what goes in (packaging does not), None when a piece of something was never weighed."""
    weights = [rules.weight(quantity, kind_of(material)) for material, quantity in lines if not material.is_packaging]
    if any(weight is None for weight in weights):
        return None
    return sum((weight for weight in weights if weight is not None), Fraction(water_gram))


def out_gram(of: Product | Material, yields: int) -> Fraction | None:
    """What so many pieces of a product, or base units of a material, weigh; None when nobody knows."""
    if isinstance(of, Material):
        return rules.weight(yields, kind_of(of))
    return Fraction(yields * of.weight_gram) if of.weight_gram else None


@dataclass(frozen=True)
class MadeFirst:
    """A sub-recipe that a batch makes on its way: how much of it (base units), and each of its lines with its amount."""

    recipe: Recipe
    quantity: int
    lines: tuple[tuple[RecipeLine, int], ...]
    water_gram: int


def made_first(recipe: Recipe, size: Size) -> list[MadeFirst]:
    """Every sub-recipe below a recipe for so many rounds, what must be made first first; two queries for each level."""
    known: dict[int, Recipe] = {}
    todo = _parts_of([recipe])
    while todo:
        found = Recipe.objects.filter(pk__in=todo).select_related("material").prefetch_related(_LINES)
        known |= {one.pk: one for one in found}
        todo = _parts_of(found) - known.keys()
    amounts: dict[int, Fraction] = {}

    def make(of: Recipe, rounds: Fraction) -> None:
        for line in of.lines.all():
            if line.part_id is not None:
                part, quantity = known[line.part_id], line.quantity * rounds
                make(part, quantity / part.yields)
                amounts[part.pk] = amounts.get(part.pk, Fraction(0)) + quantity

    make(recipe, as_size(size))
    return [_made(known[pk], quantity) for pk, quantity in amounts.items()]


def _parts_of(recipes: Iterable[Recipe]) -> set[int]:
    return {line.part_id for one in recipes for line in one.lines.all() if line.part_id is not None}


def _made(recipe: Recipe, quantity: Fraction) -> MadeFirst:
    rounds = quantity / recipe.yields
    lines = tuple((line, rules.scaled(line.quantity, rounds)) for line in recipe.lines.all())
    return MadeFirst(recipe, ceil(quantity), lines, rules.scaled(recipe.water_gram, rounds))


# --- What a batch takes -----------------------------------------------------------------------------------------------


def lots_for(materials: Iterable[int]) -> "QuerySet[Lot]":
    """The lots that are not empty, of these materials (ids)."""
    return Lot.objects.filter(material__in=list(materials), on_hand__gt=0).order_by("pk")


def what_it_takes(
    recipe: Recipe,
    rounds: Size,
    on: date,
    *,
    first: Sequence[int] = (),
    locked: bool = False,
    sheet: rules.Sheet | None = None,
) -> list[Need]:
    """What so many rounds take from which material lots on a day: what ends first, after the lots (ids) named `first`.

    `locked`: for a verb that is going to take it. `sheet`: the recipe as figures, when it was read already.
    """
    wanted = _amounts(sheet or sheets([recipe.pk])[recipe.pk], rounds)
    rows = lots_for(wanted)
    by_material = defaultdict(list)
    for lot in rows.select_for_update() if locked else rows:
        by_material[lot.material_id].append(lot)
    materials = Material.objects.in_bulk(list(wanted))
    return [_need(materials[pk], quantity, by_material[pk], on, first) for pk, quantity in wanted.items()]


def _need(material: Material, quantity: int, lots: Sequence[Lot], on: date, first: Sequence[int]) -> Need:
    usable = {lot.pk: lot for lot in lots if lot.is_usable(on)}
    taken = rules.take((lot.offered for lot in usable.values()), quantity, first=first)
    return Need(
        material=material,
        quantity=quantity,
        parts=tuple(Part(usable[one.lot], one.quantity, one.cost) for one in taken),
        unusable=sum(lot.on_hand for lot in lots if lot.pk not in usable),
    )
