"""Counting, writing off, taking a purchase back, planning and sealing: the book and the shelf stay one."""

import pytest
from django.db.models import Sum

from siap.business.tests import given as business
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.workshop import queries, services
from siap.workshop.models import Batch, BatchPlan, Lot, Product, StockMove
from siap.workshop.tests import given
from tests.world import TODAY, World


@pytest.fixture
def product(world: World) -> Product:
    return given.product(world, business.group(world))


def proven(product: Product) -> None:
    """The shelf is worth what the book says, and every lot is its moves."""
    own = product.business.book
    for kind, account in ((1, chart.material_stock), (2, chart.stock)):
        worth = Lot.objects.filter(kind=kind).aggregate(worth=Sum("value"))["worth"] or 0
        assert book.balance(account, book=own) == worth
    for lot in Lot.objects.annotate(moved=Sum("moves__quantity"), worth=Sum("moves__value")):
        assert (lot.on_hand, lot.value) == (lot.moved, lot.worth)


def test_a_count_with_less_and_more_posts_the_difference(world: World, product: Product) -> None:
    onion = given.purchase(world, given.material(world, product.business, "Bawang merah"), 3_000, 90_000).lot
    salt = given.purchase(world, given.material(world, product.business, "Garam"), 100, 2_000).lot
    uid, counted, why = new_uid(), {onion.pk: 2_900, salt.pk: 150}, {onion.pk: "Busuk", salt.pk: "Salah catat"}
    for _twice in range(2):
        count = services.count_stock(uid, product.business, counted, because=why, counted_on=TODAY, by=world.budi)
    assert sorted(count.lines.values_list("value", flat=True)) == [-3_000, 1_000]
    assert book.balance(chart.stock_difference, book=product.business.book) == 2_000
    proven(product)


def test_a_difference_without_a_reason_changes_nothing(world: World, product: Product) -> None:
    onion = given.purchase(world, given.material(world, product.business, "Bawang merah"), 3_000, 90_000).lot
    with pytest.raises(services.CountWrong, match="Tulis sebabnya"):
        services.count_stock(new_uid(), product.business, {onion.pk: 1}, counted_on=TODAY, by=world.budi)
    assert StockMove.objects.count() == 1


def test_what_is_written_off_is_a_loss_and_never_more_than_there_is(world: World, product: Product) -> None:
    lot = given.purchase(world, given.material(world, product.business, "Bawang merah"), 3_000, 90_000).lot
    services.write_off(new_uid(), lot, 1_000, because="Berjamur", by=world.budi)
    with pytest.raises(services.WriteOffWrong, match="tinggal 2 kg"):
        services.write_off(new_uid(), lot, 2_001, because="Berjamur", by=world.budi)
    assert book.balance(chart.loss_of_goods, book=product.business.book) == 30_000
    proven(product)


def test_a_used_purchase_taken_back_leaves_the_difference(world: World, product: Product) -> None:
    bought = given.purchase(world, given.material(world, product.business, "Bawang merah"), 4_000, 120_000)
    for name, much in (("Minyak goreng", 1_000), ("Garam", 50), ("Stoples 100 g", 10)):
        given.purchase(world, product.business.materials.get(name=name), much, 10_000)
    recipe = queries.recipe_now(product)
    assert recipe is not None
    services.seal_batch(new_uid(), recipe, rounds=1, good=10, made_on=TODAY, by=world.budi)
    for _twice in range(2):
        services.reverse_purchase(bought, because="Salah kirim", by=world.budi)
    lot = Lot.objects.get(purchase=bought)
    assert (lot.on_hand, lot.value) == (0, 0)
    assert book.balance(chart.stock_difference, book=product.business.book) == -90_000
    assert book.balance(chart.payable, book=product.business.book) == 30_000
    proven(product)


def test_a_plan_buys_what_lacks_and_is_sealed_by_its_batch(world: World, product: Product) -> None:
    recipe = queries.recipe_now(product)
    assert recipe is not None
    given.purchase(world, product.business.materials.get(name="Bawang merah"), 1_000, 30_000)
    plan = services.plan_batch(new_uid(), recipe, rounds=2, planned_on=TODAY, by=world.budi)
    wanted = {row.material.name: row.to_buy for row in queries.shopping_list(product.business, TODAY)}
    assert wanted == {"Bawang merah": 5_000, "Minyak goreng": 2_000, "Garam": 100, "Stoples 100 g": 20}
    for _twice in range(2):
        services.start_batch(plan.uid, recipe, rounds=2, by=world.budi)
    services.check_batch(plan, note="Warna rata", by=world.budi)
    given.supplies(world, product, 2)
    services.seal_batch(plan.uid, recipe, rounds=2, good=20, made_on=TODAY, by=world.budi)
    plan.refresh_from_db()
    assert plan.state == BatchPlan.State.SEALED
    assert queries.shopping_list(product.business, TODAY) == []


def test_two_officers_seal_the_same_batch_and_the_second_is_told(world: World, product: Product) -> None:
    recipe = queries.recipe_now(product)
    assert recipe is not None
    given.supplies(world, product, 2)
    uid = new_uid()
    services.seal_batch(uid, recipe, rounds=1, good=9, made_on=TODAY, by=world.budi)
    with pytest.raises(services.SealedAlready, match="9 buah"):
        services.seal_batch(uid, recipe, rounds=1, good=10, made_on=TODAY, by=world.head)
    assert Batch.objects.count() == 1


def test_a_chosen_lot_goes_first_and_says_why(world: World, product: Product) -> None:
    recipe = queries.recipe_now(product)
    assert recipe is not None
    given.supplies(world, product)
    late = given.purchase(world, product.business.materials.get(name="Bawang merah"), 3_000, 90_000).lot
    with pytest.raises(services.ChoiceUnexplained):
        services.seal_batch(new_uid(), recipe, rounds=1, good=10, made_on=TODAY, first=[late], by=world.budi)
    batch = services.seal_batch(
        new_uid(),
        recipe,
        rounds=1,
        good=10,
        made_on=TODAY,
        first=[late],
        chosen_because="Sudah terkupas",
        by=world.budi,
    )
    late.refresh_from_db()
    assert (late.on_hand, batch.chosen_because) == (0, "Sudah terkupas")
