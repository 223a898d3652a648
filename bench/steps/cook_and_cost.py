"""Recipes costed and batches sealed: `python -m bench.steps.cook_and_cost PRODUCTS BATCHES READINGS`.

Recipes, purchases and batches come through the verbs, but for the recipes of the many products, which come by bulk. Prints
the milliseconds for the cost of one deep product and for all products, and the batches sealed in a second.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter

from bench.steps.share_month import open_books
from siap.business.models import Business
from siap.core import clock
from siap.core.ids import new_uid
from siap.people.models import Unit, User
from siap.workshop import queries, services
from siap.workshop.models import Material, Product, Recipe, RecipeLine

LEVELS, LINES, LOTS = 5, 40, 20
"""Recipes below each other (four of them sub-recipes), lines in each, and lots that a batch takes from."""
TODAY = date(2026, 11, 24)


class Kitchen:
    """One group with everything that is timed."""

    def __init__(self) -> None:
        self.by, unit = User.objects.get(username="budi"), Unit.objects.get(code="LPP")
        self.group = Business.objects.create(
            kind="group", name="Dapur", unit=unit, what="Sambal", formed_on=date(2026, 9, 1)
        )
        open_books([self.group], unit, by=None)
        self.bought = [self._bought(number) for number in range(LINES)]

    def _bought(self, number: int) -> Material:
        material = services.add_material(self.group, f"Bahan {number}", "g", by=self.by)
        services.buy_material(
            new_uid(), material, supplier="Pasar", quantity=9_000_000, total=9_000_000 * (number + 3), bought_on=TODAY,
            is_paid=False, by=self.by,
        )  # fmt: skip
        return material

    def product(self, code: str) -> Product:
        """A product without a recipe."""
        return services.plan_product(
            self.group, code=code, name=f"Produk {code}", is_food=True, weight_gram=100, shelf_life_days=90, by=self.by
        )

    def deep(self) -> Product:
        """A product with sub-recipes below each other, each of as many lines."""
        below: Material | None = None
        for level in range(LEVELS - 1):
            paste = services.add_material(self.group, f"Bumbu {level}", "g", by=self.by)
            services.write_recipe(paste, lines=self._lines(below), yields=1_000, labour=5_000, by=self.by)
            below = paste
        product = self.product("DALAM")
        services.write_recipe(product, lines=self._lines(below), yields=10, overhead=10_000, by=self.by)
        return product

    def _lines(self, below: Material | None) -> dict[Material, int]:
        if below is None:
            return dict.fromkeys(self.bought, 100)
        return {**dict.fromkeys(self.bought[1:], 100), below: 150}

    def many(self, count: int) -> list[Product]:
        """Products of eight bought materials and one of the pastes."""
        products = Product.objects.bulk_create(
            Product(business=self.group, code=f"Z{number:05}", name=f"Banyak {number}", is_food=True, weight_gram=100,
                    shelf_life_days=90)
            for number in range(count)
        )  # fmt: skip
        recipes = Recipe.objects.bulk_create(
            Recipe(product=product, version=1, yields=10, made_on=TODAY) for product in products
        )
        pastes = list(Recipe.objects.exclude(material=None).order_by("pk"))
        RecipeLine.objects.bulk_create(
            RecipeLine(recipe=recipe, material=material, quantity=100 + at)
            for at, recipe in enumerate(recipes)
            for material in self.bought[at % 30 : at % 30 + 8]
        )
        RecipeLine.objects.bulk_create(
            RecipeLine(recipe=recipe, material_id=part.material_id, quantity=150, part=part)
            for at, recipe in enumerate(recipes)
            for part in (pastes[at % len(pastes)],)
        )
        return products

    def seal(self, batches: int) -> float:
        """Batches in a second, each from so many lots."""
        recipe = services.write_recipe(
            self.product("LOT"), lines=dict.fromkeys(self.bought[:LOTS], 60), yields=10, by=self.by
        )
        began = perf_counter()
        for _ in range(batches):
            services.seal_batch(new_uid(), recipe, rounds=1, good=10, made_on=TODAY, by=self.by)
        return batches / (perf_counter() - began)


def milliseconds(work: Callable[[], object], readings: int) -> float:
    """The middle of several readings."""
    times = []
    for _ in range(readings):
        began = perf_counter()
        work()
        times.append(1000 * (perf_counter() - began))
    return median(times)


def measured(products: int, batches: int, readings: int) -> dict[str, float]:
    """What the head of this file promises."""
    kitchen = Kitchen()
    deep = kitchen.deep()

    def cost() -> None:
        recipe = queries.recipe_now(deep)
        assert recipe is not None
        queries.recipe_cost(recipe)

    one = milliseconds(cost, readings)
    many = kitchen.many(products)
    return {
        "one": one,
        "many": milliseconds(lambda: queries.costs(many), readings),
        "sealed": kitchen.seal(batches),
    }


if __name__ == "__main__":
    with clock.fixed(clock.at(TODAY, 12)):
        print(json.dumps(measured(*map(int, sys.argv[1:]))))
