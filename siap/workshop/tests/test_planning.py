"""From idea to a product that may be sold: every step once, and nothing that cannot be."""

from datetime import date, timedelta

import pytest

from siap.business.models import Business
from siap.business.tests import given as business
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.models import Document
from siap.workshop import queries, services
from siap.workshop.models import Material, Permit, Product, Recipe
from siap.workshop.tests import given
from tests.world import TODAY, World


@pytest.fixture
def group(world: World) -> Business:
    return business.group(world)


@pytest.fixture
def idea(world: World, group: Business) -> Product:
    return given.idea(world, group)


# --- Products and materials ---------------------------------------------------------------------------------------------


def test_planning_twice_with_the_same_uid_plans_once(world: World, group: Business) -> None:
    asked = {"name": "Tas", "is_food": False, "weight_gram": None, "shelf_life_days": None, "uid": new_uid()}
    first = services.plan_product(group, code="tas", by=world.budi, **asked)  # type: ignore[arg-type]
    assert services.plan_product(group, code="tas", by=world.budi, **asked) == first  # type: ignore[arg-type]
    assert (first.code, first.stage) == ("TAS", Product.Stage.IDEA)


PLANNED_WRONG: dict[str, tuple[dict[str, object], type[Refused]]] = {
    "a code in use": ({"code": "bgt"}, services.CodeTaken),
    "a code of one letter": ({"code": "B"}, services.CodeWrong),
    "a code with a dash": ({"code": "B-G"}, services.CodeWrong),
    "a name in use": ({"name": "bawang goreng 100 g"}, services.NameTaken),
    "food that keeps no day": ({"shelf_life_days": None}, services.FoodIncomplete),
    "food that weighs nothing": ({"weight_gram": 0}, services.FoodIncomplete),
}


@pytest.mark.parametrize(("wrong", "refusal"), PLANNED_WRONG.values(), ids=PLANNED_WRONG)
def test_a_refused_product_is_not_there(
    world: World, idea: Product, wrong: dict[str, object], refusal: type[Refused]
) -> None:
    asked = {"code": "ABN", "name": "Abon", "is_food": True, "weight_gram": 100, "shelf_life_days": 30, **wrong}
    with pytest.raises(refusal):
        services.plan_product(idea.business, by=world.budi, **asked)  # type: ignore[arg-type]
    assert Product.objects.count() == 1


def test_a_material_has_one_name_in_a_business(world: World, group: Business) -> None:
    given.material(world, group, "Gula")
    with pytest.raises(services.NameTaken):
        services.add_material(group, "gula ", "g", by=world.budi)
    assert Material.objects.count() == 1


# --- Recipes ------------------------------------------------------------------------------------------------------------


def test_the_first_recipe_makes_an_idea_a_prototype(world: World, idea: Product) -> None:
    given.recipe(world, idea)
    idea.refresh_from_db()
    assert idea.stage == Product.Stage.PROTOTYPE


def test_a_changed_recipe_is_a_new_version_and_the_old_one_stays(world: World, idea: Product) -> None:
    old = given.recipe(world, idea)
    lines = {line.material: line.quantity + 1 for line in old.lines.all()}
    new = services.write_recipe(idea, lines=lines, yields=12, by=world.budi)
    assert (new.version, old.version) == (2, 1)
    assert queries.recipe_now(idea) == new
    old.refresh_from_db()
    assert old.yields == given.JARS_A_ROUND
    assert [line.quantity for line in old.lines.order_by("pk")] == [3_000, 1_000, 50, 10]


def test_writing_what_stands_there_changes_nothing(world: World, idea: Product) -> None:
    assert given.recipe(world, idea) == given.recipe(world, idea)
    assert Recipe.objects.count() == 1


def test_a_recipe_that_cannot_be_is_not_written(world: World, idea: Product, group: Business) -> None:
    gula = given.material(world, group)
    jar = given.material(world, group, "Stoples", "pcs", is_packaging=True)
    with pytest.raises(services.RecipeWrong, match="paling sedikit satu bahan"):
        services.write_recipe(idea, lines={jar: 1}, yields=1, by=world.budi)
    with pytest.raises(services.RecipeWrong, match="Takaran Gula"):
        services.write_recipe(idea, lines={gula: 0}, yields=1, by=world.budi)
    with pytest.raises(services.RecipeWrong, match="berapa buah yang jadi"):
        services.write_recipe(idea, lines={gula: 1}, yields=0, by=world.budi)
    with pytest.raises(services.RecipeWrong, match="kurang dari nol"):
        services.write_recipe(idea, lines={gula: 1}, yields=1, labour=-1, by=world.budi)
    assert not Recipe.objects.exists()


def test_the_cost_of_a_recipe_follows_the_last_purchase(world: World, idea: Product) -> None:
    recipe = given.recipe(world, idea)
    assert queries.recipe_cost(recipe).unpriced == ("Bawang merah", "Garam", "Minyak goreng", "Stoples 100 g")
    given.supplies(world, idea)
    cost = queries.recipe_cost(recipe)
    assert (cost.materials, cost.packaging, cost.total, cost.each) == (111_000, 19_000, 160_000, 16_000)
    given.purchase(world, idea.business.materials.get(name="Bawang merah"), 1_000, 40_000)
    assert queries.recipe_cost(recipe).materials == 141_000


# --- Permits and the gate -----------------------------------------------------------------------------------------------

PERMIT_WRONG: dict[str, dict[str, object]] = {
    "of an unknown kind": {"kind": "sim"},
    "without a number": {"number": " "},
    "of nobody": {"holder": " "},
    "that ends before it begins": {"valid_until": TODAY - timedelta(days=1)},
    "that ends as it begins": {"valid_until": TODAY},
    "with a proof that is no document": {"document": b"MZ"},
}


@pytest.mark.parametrize("wrong", PERMIT_WRONG.values(), ids=PERMIT_WRONG)
def test_a_permit_that_cannot_be_is_not_recorded(world: World, group: Business, wrong: dict[str, object]) -> None:
    asked = {"kind": "nib", "number": "1", "holder": "Koperasi", "valid_from": TODAY, "by": world.budi, **wrong}
    with pytest.raises(Refused):
        services.record_permit(group, asked.pop("kind"), asked.pop("number"), **asked)  # type: ignore[arg-type]
    assert (Permit.objects.count(), Document.objects.count()) == (0, 0)


def test_a_product_of_another_business_gets_no_permit_here(world: World, idea: Product) -> None:
    other = Business.objects.create(kind="cooperative", name="Koperasi", what="Toko", formed_on=TODAY)
    with pytest.raises(services.PermitWrong, match="bukan milik"):
        services.record_permit(other, "halal", "ID1", holder="K", valid_from=TODAY, product=idea, by=world.budi)


def test_a_nib_is_the_business_s_own(world: World, idea: Product) -> None:
    given.permits(world, idea, "nib")
    assert Permit.objects.get().product is None


def test_the_gate_names_everything_that_is_missing(world: World, idea: Product) -> None:
    with pytest.raises(
        services.NotReady,
        match=r"Resepnya.*NIB belum.*SPP-IRT atau BPOM MD belum.*Halal, atau pernyataan tidak halal belum",
    ):
        services.make_ready(idea, by=world.budi)
    idea.refresh_from_db()
    assert idea.stage == Product.Stage.IDEA


def test_ready_once_is_ready(world: World, idea: Product) -> None:
    given.recipe(world, idea)
    given.permits(world, idea)
    assert services.make_ready(idea, by=world.budi).stage == Product.Stage.READY
    assert services.make_ready(idea, by=world.budi).stage == Product.Stage.READY


def test_a_permit_of_another_product_does_not_count(world: World, idea: Product) -> None:
    other = given.idea(world, idea.business, code="KPS", name="Keripik pisang")
    given.recipe(world, idea)
    given.permits(world, other)
    assert queries.missing_for_sale(idea, TODAY) == [
        "SPP-IRT atau BPOM MD belum ada.",
        "Halal, atau pernyataan tidak halal belum ada.",
    ]


def test_a_lapsed_permit_stops_the_sale_and_says_since_when(world: World, idea: Product) -> None:
    given.recipe(world, idea)
    given.permits(world, idea)
    lapsed = date(2030, 1, 5)
    assert queries.missing_for_sale(idea, lapsed - timedelta(days=1)) == []
    assert queries.missing_for_sale(idea, lapsed) == [
        "SPP-IRT atau BPOM MD sudah lewat sejak 4 Jan 2030.",
        "Halal, atau pernyataan tidak halal sudah lewat sejak 4 Jan 2030.",
    ]
    assert "NIB baru berlaku mulai 5 Jan 2026." in queries.missing_for_sale(idea, date(2025, 12, 31))


def test_permits_that_end_soon_are_told_until_a_longer_one_follows(world: World, idea: Product) -> None:
    asked = {"holder": "Koperasi", "valid_from": date(2026, 1, 1), "product": idea, "by": world.budi}
    ends = TODAY + timedelta(days=30)
    permit = services.record_permit(idea.business, "halal", "ID1", valid_until=ends, **asked)  # type: ignore[arg-type]
    assert list(queries.ending_permits(TODAY)) == [permit]
    assert list(queries.ending_permits(TODAY, days=29)) == []
    services.record_permit(idea.business, "halal", "ID2", **asked)  # type: ignore[arg-type]
    assert list(queries.ending_permits(TODAY)) == []


def test_a_retired_product_may_come_back(world: World, idea: Product) -> None:
    given.recipe(world, idea)
    given.permits(world, idea)
    assert services.retire(idea, by=world.budi).stage == Product.Stage.RETIRED
    assert services.make_ready(idea, by=world.budi).stage == Product.Stage.READY
