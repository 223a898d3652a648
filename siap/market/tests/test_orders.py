"""Orders of the public shop: kept, paid, set aside, handed over, cancelled; stock, book and cash agree."""

from datetime import timedelta

import pytest

from siap.core import clock
from siap.core.proofs import run
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market import queries, rules, services
from siap.market.models import Order, Sale
from siap.market.services import refusals
from siap.market.tests import given
from siap.workshop import services as workshop
from siap.workshop.models import Lot


def left(onion):
    """Pieces a stranger can still buy."""
    return queries.catalogue()[onion.uid].pieces


def proved():
    assert {one.key: found.offender for one, found in run() if found.offender} == {}


def test_an_order_keeps_its_pieces_from_shop_and_till(world, onion):
    given.web_shop(world, onion)
    before = left(onion)
    given.order(world, onion, before)
    assert left(onion) == 0
    with pytest.raises(workshop.OutOfStock):
        given.sale(world, onion, 1)
    assert not Sale.objects.exists()
    proved()


def test_nobody_orders_more_than_is_there(world, onion):
    given.web_shop(world, onion)
    there = left(onion)
    with pytest.raises(workshop.OutOfStock, match=str(there)):
        given.order(world, onion, there + 1)
    assert not Order.objects.exists()


def test_what_nobody_pays_comes_free_by_the_clock(world, onion):
    given.web_shop(world, onion)
    before = left(onion)
    order = given.order(world, onion, 2)
    with clock.fixed(order.kept_until + timedelta(seconds=1)):
        assert order.is_over_time
        assert left(onion) == before


def test_a_prepaid_order_counts_only_after_somebody_else_saw_the_money(world, group, onion):
    order = given.order(world, onion, 2)
    with pytest.raises(refusals.NotPaidYet):
        services.accept_order(order, by=world.budi)
    services.report_payment(order)
    order = services.accept_order(order, by=world.budi)
    seller = world.palu.seller_book
    assert book.balance(chart.qris_unverified, book=seller) == 80_000
    with pytest.raises(refusals.NotPaidYet):
        services.hand_over_order(order, by=world.budi)
    with pytest.raises(rules.OwnPayment):
        services.verify_payment(order.sale.payment, evidence="Mutasi", by=world.budi)
    services.verify_payment(order.sale.payment, evidence="Mutasi", by=world.wati)
    order = services.hand_over_order(services.ready_order(order, by=world.budi), by=world.budi)
    assert order.state == Order.State.HANDED
    assert queries.at_seller(seller) == 80_000
    assert queries.owed_by(group) == {seller: 80_000}
    proved()


def test_cash_is_taken_when_the_goods_are_fetched(world, onion):
    order = services.ready_order(given.order(world, onion, 2, method="cash"), by=world.budi)
    assert queries.cash_in_hand(world.budi) == 0
    assert not Sale.objects.exists()
    services.hand_over_order(order, by=world.budi)
    services.hand_over_order(order, by=world.budi)
    assert queries.cash_in_hand(world.budi) == 80_000
    assert Sale.objects.count() == 1
    proved()


def test_delivery_and_the_last_three_digits_are_the_sellers_own(world, group, onion):
    first = given.order(world, onion, 1, method="transfer", how="delivery")
    second = given.order(world, onion, 1, method="transfer", how="delivery")
    assert (first.due, second.due) == (50_001, 50_002)  # two transfers never look alike
    services.report_payment(first)
    services.accept_order(first, by=world.budi)
    seller = world.palu.seller_book
    assert book.balance(chart.qris_unverified, book=seller) == 50_001
    assert queries.owed_by(group) == {seller: 40_000}
    proved()


def test_money_that_did_not_come_takes_the_sale_back_and_frees_the_goods(world, onion):
    given.web_shop(world, onion)
    before = left(onion)
    order = given.order(world, onion, 2)
    services.report_payment(order)
    order = services.accept_order(order, by=world.budi)
    services.refuse_payment(order.sale.payment, because="Tidak ada di mutasi", by=world.wati)
    order = Order.objects.get()
    assert not order.is_open
    assert left(onion) == before
    proved()


def test_the_buyer_cancels_what_he_has_not_paid(world, onion):
    given.web_shop(world, onion)
    before = left(onion)
    unpaid, paid = given.order(world, onion, 1), given.order(world, onion, 1)
    services.cancel_order(unpaid, because="Dibatalkan pembeli")
    services.report_payment(paid)
    with pytest.raises(refusals.PaidAlready):
        services.cancel_order(paid, because="Dibatalkan pembeli")
    assert left(onion) == before - 1


def test_the_seller_cancels_and_gives_the_money_back(world, onion):
    order = given.order(world, onion, 2)
    services.report_payment(order)
    order = services.accept_order(order, by=world.budi)
    services.verify_payment(order.sale.payment, evidence="Mutasi", by=world.wati)
    services.cancel_order(order, because="Stoples retak", by=world.wati)
    assert queries.at_seller(world.palu.seller_book) == 0
    assert Sale.objects.get().is_void
    proved()


def test_a_lot_that_was_held_back_meanwhile_is_not_handed_over(world, onion):
    order = given.order(world, onion, 1, method="cash")
    Lot.objects.filter(product=onion).update(held_because="Diperiksa")
    with pytest.raises(refusals.LotNotGood):
        services.hand_over_order(order, by=world.budi)
    assert not Sale.objects.exists()


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"how": "delivery", "method": "cash"}, refusals.PayingUnknown),
        ({"how": "burung"}, refusals.HowUnknown),
        ({"method": "emas"}, refusals.PayingUnknown),
    ],
)
def test_what_the_shop_does_not_have_is_refused(world, onion, told, refusal):
    with pytest.raises(refusal):
        given.order(world, onion, 1, **told)
    assert not Order.objects.exists()


def test_ordering_twice_orders_once(world, onion):
    order = given.order(world, onion, 1)
    again = services.place_order(
        order.uid, order.channel, [(onion, 1)], buyer="Lain", phone="08", how="pickup", method="qris"
    )
    assert (again.pk, Order.objects.count()) == (order.pk, 1)
