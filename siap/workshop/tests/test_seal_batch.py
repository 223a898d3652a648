"""Material lots become one product lot, to the last gram and rupiah."""

from datetime import date, timedelta

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core import proofs
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.workshop import queries, services
from siap.workshop.models import Batch, Lot, LotEdge, Product, Recipe, StockMove
from siap.workshop.tests import given
from tests.world import TODAY, World


@pytest.fixture
def product(world: World) -> Product:
    return given.product(world, business.group(world))


@pytest.fixture
def recipe(product: Product) -> Recipe:
    newest = queries.recipe_now(product)
    assert newest is not None
    return newest


def test_ten_jars_cost_what_their_material_cost(world: World, product: Product) -> None:
    batch = given.batch(world, product)
    assert (batch.cost, batch.lot.on_hand, batch.lot.value) == (130_000, 10, 130_000)
    assert batch.lot.number.startswith("BGT-261102-1-")
    assert batch.lot.best_before == TODAY + timedelta(days=90)


def test_the_book_and_the_stock_say_the_same(world: World, product: Product) -> None:
    given.supplies(world, product, 3)
    given.batch(world, product)
    own = product.business.book
    material = Lot.objects.filter(material__isnull=False).aggregate(worth=Sum("value"))["worth"]
    goods = Lot.objects.filter(product__isnull=False).aggregate(worth=Sum("value"))["worth"]
    assert (material, goods) == (390_000, 130_000)
    assert book.balance(chart.material_stock, book=own) == material
    assert book.balance(chart.stock, book=own) == goods


def test_every_lot_is_the_sum_of_its_moves(world: World, product: Product) -> None:
    given.supplies(world, product)
    given.batch(world, product)
    for lot in Lot.objects.annotate(moved=Sum("moves__quantity"), worth=Sum("moves__value")):
        assert (lot.on_hand, lot.value) == (lot.moved, lot.worth)


def test_what_ends_first_is_used_first(world: World, product: Product, recipe: Recipe) -> None:
    given.supplies(world, product)
    onion = product.business.materials.get(name="Bawang merah")
    older = given.purchase(world, onion, 1_000, 25_000, best_before=date(2026, 12, 1))
    batch = services.seal_batch(new_uid(), recipe, rounds=1, good=10, made_on=TODAY, by=world.budi)
    used = {part.lot.pk: part.quantity for part in queries.made_from(batch.lot)}
    assert used[older.lot.pk] == 1_000
    assert batch.lot.best_before == date(2026, 12, 1)
    assert [part.lot.pk for part in queries.went_into(older.lot)] == [batch.lot.pk]


def test_the_same_batch_sent_twice_makes_one(world: World, product: Product, recipe: Recipe) -> None:
    given.supplies(world, product, 2)
    uid = new_uid()
    first = services.seal_batch(uid, recipe, rounds=1, good=9, made_on=TODAY, by=world.budi)
    moves, edges = StockMove.objects.count(), LotEdge.objects.count()
    assert services.seal_batch(uid, recipe, rounds=1, good=9, made_on=TODAY, by=world.budi) == first
    assert (Batch.objects.count(), StockMove.objects.count(), LotEdge.objects.count()) == (1, moves, edges)


def test_lost_jars_make_the_good_ones_dearer(world: World, product: Product, recipe: Recipe) -> None:
    given.supplies(world, product)
    batch = services.seal_batch(
        new_uid(), recipe, rounds=1, good=8, lost=2, lost_because="Dua stoples retak", made_on=TODAY, by=world.budi
    )
    assert (batch.lot.on_hand, batch.lot.value, batch.lost) == (8, 130_000, 2)


REFUSED: dict[str, dict[str, object]] = {
    "no round": {"rounds": 0, "good": 1},
    "no good piece": {"good": 0},
    "a negative loss": {"lost": -1},
    "more than the recipe can give": {"good": 13},
    "a loss without a reason": {"lost": 1},
    "made tomorrow": {"made_on": TODAY + timedelta(days=1)},
    "made before the group was formed": {"made_on": business.FORMED_ON - timedelta(days=1)},
    "made before the material was bought": {"made_on": TODAY - timedelta(days=1)},
    "more material than there is": {"rounds": 2, "good": 20},
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED)
def test_a_refused_batch_changes_nothing(
    world: World, product: Product, recipe: Recipe, wrong: dict[str, object]
) -> None:
    given.supplies(world, product)
    moves = StockMove.objects.count()
    asked = {"rounds": 1, "good": 10, "made_on": TODAY, "by": world.budi, **wrong}
    with pytest.raises(Refused):
        services.seal_batch(new_uid(), recipe, **asked)  # type: ignore[arg-type]
    assert (Batch.objects.count(), StockMove.objects.count()) == (0, moves)


def test_held_material_is_not_used_and_the_sentence_says_so(world: World, product: Product, recipe: Recipe) -> None:
    given.supplies(world, product)
    onion = Lot.objects.get(material__name="Bawang merah")
    services.hold_lot(onion, because="Berjamur", by=world.budi)
    with pytest.raises(services.MaterialShort, match=r"Bawang merah kurang 3 kg.*3 kg lagi ditahan"):
        services.seal_batch(new_uid(), recipe, rounds=1, good=10, made_on=TODAY, by=world.budi)


def test_expired_material_is_not_used(world: World, product: Product, recipe: Recipe) -> None:
    given.supplies(world, product, bought_on=date(2026, 10, 1))
    Lot.objects.filter(material__name="Minyak goreng").update(best_before=date(2026, 11, 1))
    with pytest.raises(services.MaterialShort, match="Minyak goreng kurang 1 liter"):
        services.seal_batch(new_uid(), recipe, rounds=1, good=10, made_on=TODAY, by=world.budi)


def test_a_retired_product_is_not_made(world: World, product: Product, recipe: Recipe) -> None:
    given.supplies(world, product)
    services.retire(product, by=world.budi)
    with pytest.raises(Refused, match="sudah tidak dibuat lagi"):
        services.seal_batch(
            new_uid(), queries.recipe_now(product) or recipe, rounds=1, good=10, made_on=TODAY, by=world.budi
        )


def test_what_a_batch_cost_is_kept_beside_its_recipe_and_stays_out_of_the_book(
    client: Client, world: World, product: Product, recipe: Recipe
) -> None:
    """Onions for 90,000 lie on the shelf, the last ones cost 120,000: 190,000 planned for ten jars, 160,000 for eight."""
    given.supplies(world, product)
    onion = product.business.materials.get(name="Bawang merah")
    given.purchase(world, onion, 3_000, 120_000)
    batch = services.seal_batch(
        new_uid(), recipe, rounds=1, good=8, lost=2, lost_because="Gosong", made_on=TODAY, by=world.budi
    )
    given.purchase(world, onion, 1_000, 99_000)
    kept = queries.beside_plan(Batch.objects.get(pk=batch.pk))
    assert kept is not None
    assert (kept.materials, kept.packaging, kept.labour, kept.overhead) == (111_000, 19_000, 20_000, 10_000)
    assert (kept.total, kept.each, kept.plan_cost, kept.plan_each, kept.more_each) == (
        160_000,
        20_000,
        190_000,
        19_000,
        1_000,
    )
    assert (batch.lot.value, book.balance(chart.stock, book=product.business.book)) == (130_000, 130_000)
    client.force_login(world.budi)
    page = client.get(reverse("workshop:lot", args=[batch.lot.uid])).content.decode()
    assert "Satu buah Rp1.000 lebih mahal dari rencana." in page
    assert not [
        finding.offender for one, finding in proofs.run() if one.key in {"batches", "stock"} and finding.offender
    ]
    Batch.objects.filter(pk=batch.pk).update(labour=1)
    assert [finding.offender for one, finding in proofs.run() if one.key == "batches"] != [""]


def test_a_batch_that_nobody_reckoned_says_nothing_of_its_plan(world: World, product: Product) -> None:
    batch = given.batch(world, product)
    Batch.objects.update(packaging=None, labour=None, overhead=None, plan_cost=None)
    batch.refresh_from_db()
    assert queries.beside_plan(batch) is None
