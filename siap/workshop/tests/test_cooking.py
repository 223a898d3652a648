"""Recipes as cooks write them: units, sub-recipes, circles, matter, steps, and what all of it costs."""

from fractions import Fraction

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from siap.business.models import Business
from siap.business.tests import given as business
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.workshop import queries, rules, services
from siap.workshop.models import Product
from siap.workshop.tests import given
from tests.world import TODAY, World

SALT = rules.Kind("Garam", "g", gram_per_litre=1_200)
EGG = rules.Kind("Telur", "pcs", piece_gram=60)


@pytest.fixture
def group(world: World) -> Business:
    return business.group(world)


@pytest.fixture
def idea(world: World, group: Business) -> Product:
    return given.idea(world, group)


@pytest.mark.parametrize(
    ("typed", "kind", "base"),
    [("250", SALT, 250), ("1,5 kg", SALT, 1_500), ("3 sdm", SALT, 54), ("1/2 sdt", SALT, 3), ("1 1/2 sdm", SALT, 27),
     ("2 ons", SALT, 200), ("1.250 g", SALT, 1_250), ("4 butir", EGG, 4), ("120 g", EGG, 2)],
)  # fmt: skip
def test_an_amount_is_read_as_a_cook_writes_it(typed: str, kind: rules.Kind, base: int) -> None:
    assert rules.base_quantity(*rules.read_amount(typed), kind) == base


@pytest.mark.parametrize(
    ("typed", "kind", "sentence"),
    [("1.250 kg", SALT, "dua hal"), ("tiga sdm", SALT, "tidak terbaca"), ("2 ember", SALT, "tidak dikenal"),
     ("1 sdm", rules.Kind("Gula", "g"), "berat satu liter"), ("1 kg", rules.Kind("Telur", "pcs"), "berat satu buah")],
)  # fmt: skip
def test_what_nobody_can_read_is_said_in_a_sentence(typed: str, kind: rules.Kind, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        rules.base_quantity(*rules.read_amount(typed), kind)


@tried(st.integers(1, 10**6), st.integers(300, 2_000))
def test_a_litre_and_back_is_the_same_weight(millilitres: int, gram_per_litre: int) -> None:
    kind = rules.Kind("Minyak", "g", gram_per_litre=gram_per_litre)
    gram = rules.base_quantity(Fraction(millilitres), "ml", kind)
    assert abs(gram - Fraction(millilitres * gram_per_litre, 1000)) <= 1


def test_a_sub_recipe_is_taken_apart_in_the_cost_and_in_the_batch(world: World, idea: Product, group: Business) -> None:
    """600 g of paste from 500 g of chili (25,000) and 100 g of oil (2,000); 300 g of it a round: 13,500 in all."""
    paste, chili = given.material(world, group, "Bumbu"), given.material(world, group, "Cabai")
    oil = given.material(world, group, "Minyak")
    services.write_recipe(paste, lines={chili: 500, oil: 100}, yields=600, labour=1_200, by=world.budi)
    recipe = services.write_recipe(idea, lines={paste: 300, chili: 700}, yields=10, by=world.budi)
    given.purchase(world, chili, 950, 47_500)
    given.purchase(world, oil, 50, 1_000)
    cost = queries.recipe_cost(recipe)
    assert (cost.materials, cost.labour, cost.each) == (48_500, 600, 4_910)
    batch = services.seal_batch(new_uid(), recipe, rounds=1, good=10, made_on=TODAY, by=world.budi)
    assert batch.cost == 48_500
    assert not chili.lots.filter(on_hand__gt=0).exists()


def test_a_recipe_made_of_itself_names_the_circle(world: World, group: Business) -> None:
    paste, base, chili = (given.material(world, group, name) for name in ("Bumbu", "Bumbu dasar", "Cabai"))
    services.write_recipe(base, lines={chili: 100}, yields=90, by=world.budi)
    services.write_recipe(paste, lines={base: 100}, yields=90, by=world.budi)
    with pytest.raises(rules.Circular, match="Bumbu dasar → Bumbu → Bumbu dasar"):
        services.write_recipe(base, lines={paste: 100}, yields=90, by=world.budi)
    assert base.recipes.count() == 1


def test_no_more_comes_out_than_went_in(world: World, idea: Product, group: Business) -> None:
    sugar = given.material(world, group)
    with pytest.raises(rules.YieldsTooMuch, match="tidak bisa jadi 1 kg"):
        services.write_recipe(idea, lines={sugar: 900}, yields=10, by=world.budi)
    assert services.write_recipe(idea, lines={sugar: 900}, yields=10, water_gram=100, by=world.budi).yields == 10


def test_an_old_recipe_keeps_its_sub_recipe_and_says_there_is_a_newer_one(
    world: World, idea: Product, group: Business
) -> None:
    paste, chili = given.material(world, group, "Bumbu"), given.material(world, group, "Cabai")
    first = services.write_recipe(paste, lines={chili: 100}, yields=90, by=world.budi)
    services.write_recipe(idea, lines={paste: 1_000}, yields=10, by=world.budi)
    services.write_recipe(paste, lines={chili: 110}, yields=90, by=world.budi)
    newest = queries.recipe_now(idea)
    assert newest is not None
    assert newest.lines.get().part == first
    assert queries.stale_parts(newest) == [first]


def test_steps_say_how_long_and_what_is_critical() -> None:
    steps = rules.read_steps("1. Iris bawang\n! Goreng 10-15 menit\n\n- Diamkan 1 jam")
    assert [(one.says, one.minutes, one.is_critical) for one in steps] == [
        ("Iris bawang", None, False), ("Goreng 10-15 menit", 15, True), ("Diamkan 1 jam", 60, False),
    ]  # fmt: skip


@tried(st.integers(1, 10**6), st.integers(0, 50), st.integers(0, 30), st.integers(0, 20))
def test_the_price_leaves_the_margin_after_the_channel_and_the_members(
    cost: int, target: int, cut: int, share: int
) -> None:
    try:
        price = rules.price_for_margin(cost, target, cut=cut, share=share)
    except rules.NoSuchMargin:
        assert (100 - cut) * (100 - share) <= 100 * target
        return
    assert 100 * rules.left_of(price, cost, cut=cut, share=share) >= target * price
    assert 100 * rules.left_of(price - 1, cost, cut=cut, share=share) < target * (price - 1) or price == 1


def test_the_dearest_ingredient_moves_the_cost_most() -> None:
    sheet = rules.Sheet(10, (rules.Line(1, 1_000), rules.Line(2, 10)))
    cost = rules.unit_cost(sheet, {1: Fraction(10), 2: Fraction(100)}, {1: "Gula", 2: "Vanili"}, set())
    assert rules.sensitivity(cost) == [(1, 100), (2, 10)]


def test_the_label_takes_sub_recipes_apart_and_loses_no_allergen(world: World, idea: Product, group: Business) -> None:
    """500 g of chili and 100 g of shrimp in 600 g of paste, half of it a round with 700 g of flour and 60 ml of oil."""
    names = ("Bumbu", "Cabai", "Udang", "Tepung")
    paste, chili, shrimp, flour = (given.material(world, group, name) for name in names)
    oil = given.material(world, group, "Minyak", "ml")
    jar = given.material(world, group, "Stoples", "pcs", is_packaging=True)
    for one, allergen, litre in (
        (shrimp, "udang", None),
        (flour, "gandum", None),
        (paste, "ikan", None),
        (oil, "", 900),
    ):
        services.describe_material(one, allergen=allergen, gram_per_litre=litre, by=world.budi)
    services.write_recipe(paste, lines={chili: 500, shrimp: 100}, yields=600, by=world.budi)
    recipe = services.write_recipe(
        idea, lines={paste: 300, flour: 700, oil: 60, jar: 11}, yields=11, water_gram=300, by=world.budi
    )
    told = [(one.name, one.gram, one.allergen) for one in queries.label_ingredients(recipe)]
    assert told == [
        ("Tepung", 700, "gandum"), ("Cabai", 250, ""), ("Minyak", 54, ""), ("Udang", 50, "udang"), ("Air", 46, ""),
        ("Bumbu", 0, "ikan"),
    ]  # fmt: skip


@tried(st.lists(st.integers(0, 10**6), min_size=1), st.integers(1, 10**6))
def test_water_on_the_label_makes_up_what_the_rest_lacks(inside: list[int], out: int) -> None:
    water = rules.water_left(map(Fraction, inside), Fraction(out))
    assert water >= 0
    assert water == 0 or sum(inside) + water == out


def test_what_is_made_here_is_not_bought(world: World, group: Business) -> None:
    paste, chili = given.material(world, group, "Bumbu"), given.material(world, group, "Cabai")
    services.write_recipe(paste, lines={chili: 100}, yields=90, by=world.budi)
    with pytest.raises(services.PurchaseWrong, match="Bumbu dibuat sendiri"):
        given.purchase(world, paste, 100, 1_000)
    assert not paste.lots.exists()


def test_the_card_says_what_is_made_first(world: World, idea: Product, group: Business) -> None:
    """Stock goes into paste, stock and paste into the product: for half a round stock comes first, 150 ml in all."""
    stock, paste, chili = (given.material(world, group, name) for name in ("Kaldu", "Bumbu", "Cabai"))
    services.write_recipe(stock, lines={chili: 10}, yields=1_000, water_gram=1_000, by=world.budi)
    services.write_recipe(paste, lines={chili: 900, stock: 100}, yields=1_000, by=world.budi)
    recipe = services.write_recipe(idea, lines={paste: 1_000, stock: 200}, yields=10, by=world.budi)
    told = queries.made_first(recipe, Fraction(1, 2))
    assert [(one.recipe.material, one.quantity) for one in told] == [(stock, 150), (paste, 500)]
    assert [(line.material, much) for line, much in told[1].lines] == [(chili, 450), (stock, 50)]
    assert queries.used_by([stock.pk]) == {stock.pk: [idea]}


def test_nutrition_is_estimated_only_when_nearly_all_of_it_is_known() -> None:
    """1 kg of bananas and 100 g of oil make 550 g: 100 g hold (1,090 + 884) / 5.5 kcal."""
    inside = [("Pisang", "pisang", Fraction(1_000)), ("Minyak", "minyak", Fraction(100)), ("Daun", "", Fraction(50))]
    found, uncounted = rules.estimate(inside, Fraction(550))
    assert found is not None
    assert (found.energy, found.fat, uncounted) == (359, Fraction("19.1"), ("Daun",))
    assert rules.estimate([*inside, ("Gula", "", Fraction(20))], Fraction(550)) == (None, ("Daun", "Gula"))
    assert rules.estimate([("Telur", "telur", None)], Fraction(550)) == (None, ("Telur",))
