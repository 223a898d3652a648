"""Goods leave their lots for a sale, and come back when it is undone."""

from datetime import date, timedelta

import pytest

from siap.business.tests import given as business
from siap.core.verbs import verb
from siap.people.models import User
from siap.workshop import queries, services
from siap.workshop.models import Lot, Product, StockMove
from siap.workshop.tests import given
from tests.world import TODAY, World

SALE = "sale:1"


@pytest.fixture
def product(world: World) -> Product:
    return given.product(world, business.group(world))


@verb
def _issue(
    product: Product, pieces: int, *, reference: str = SALE, on: date = TODAY, by: User
) -> list[services.Issued]:
    """As a sale does it."""
    return services.issue_goods(product, pieces, reference=reference, on=on)


@verb
def _return(reference: str = SALE, *, by: User) -> list[StockMove]:
    """As a void does it."""
    return services.return_goods(reference, on=TODAY)


def test_the_lot_that_ends_first_gives_first(world: World, product: Product) -> None:
    later = given.batch(world, product).lot
    sooner = given.batch(world, product, made_on=date(2026, 10, 20)).lot
    issued = _issue(product, 12, by=world.budi)
    assert [(one.lot.pk, one.quantity, one.cost) for one in issued] == [(sooner.pk, 10, 130_000), (later.pk, 2, 26_000)]
    later.refresh_from_db()
    assert (later.on_hand, later.value) == (8, 104_000)


def test_selling_piece_by_piece_gives_up_the_whole_value(world: World, product: Product) -> None:
    lot = given.batch(world, product).lot
    Lot.objects.filter(pk=lot.pk).update(value=100_003)
    costs = [_issue(product, 3, reference=f"sale:{n}", by=world.budi)[0].cost for n in range(3)]
    costs += [_issue(product, 1, reference="sale:last", by=world.budi)[0].cost]
    assert sum(costs) == 100_003
    lot.refresh_from_db()
    assert (lot.on_hand, lot.value) == (0, 0)


def test_more_than_there_is_is_refused_and_says_how_many_are_left(world: World, product: Product) -> None:
    given.batch(world, product)
    with pytest.raises(services.OutOfStock, match="tinggal 10 buah"):
        _issue(product, 11, by=world.budi)
    assert queries.pieces_on_hand(product) == 10


@pytest.mark.parametrize("pieces", [0, -1])
def test_no_piece_is_no_issue(world: World, product: Product, pieces: int) -> None:
    given.batch(world, product)
    with pytest.raises(services.OutOfStock):
        _issue(product, pieces, by=world.budi)


def test_held_and_expired_lots_give_nothing(world: World, product: Product) -> None:
    held, past = given.batch(world, product).lot, given.batch(world, product).lot
    services.hold_lot(held, because="Segel rusak", by=world.budi)
    Lot.objects.filter(pk=past.pk).update(best_before=TODAY - timedelta(days=1))
    assert queries.pieces_on_hand(product) == 0
    with pytest.raises(services.OutOfStock, match="tinggal 0 buah"):
        _issue(product, 1, by=world.budi)
    services.unhold_lot(held, because="Sudah diperiksa", by=world.budi)
    assert _issue(product, 1, by=world.budi)[0].lot == held


def test_what_was_not_made_yet_is_not_sold(world: World, product: Product) -> None:
    given.batch(world, product)
    with pytest.raises(services.OutOfStock):
        _issue(product, 1, on=TODAY - timedelta(days=1), by=world.budi)


def test_returned_goods_lie_where_they_lay_and_twice_changes_nothing(world: World, product: Product) -> None:
    lots = [given.batch(world, product).lot, given.batch(world, product).lot]
    before = [(lot.on_hand, lot.value) for lot in lots]
    _issue(product, 13, by=world.budi)
    assert len(_return(by=world.budi)) == 2
    assert _return(by=world.budi) == []
    for lot in lots:
        lot.refresh_from_db()
    assert [(lot.on_hand, lot.value) for lot in lots] == before


def test_nothing_issued_returns_nothing(world: World, product: Product) -> None:
    assert _return("sale:unknown", by=world.budi) == []
