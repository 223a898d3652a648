"""What is not there is promised by what its makers can make, planned, made, and given to whoever was promised first."""

from datetime import timedelta

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.proofs import run
from siap.market import queries, rules, services
from siap.market.models import Order
from siap.market.tests import given
from siap.workshop import services as workshop
from siap.workshop.tests import given as workshop_given
from tests.world import TODAY


def proved():
    assert {one.key: found.offender for one, found in run() if found.offender} == {}


@pytest.fixture
def paced(world, onion):
    """Ten jars are there, and a kitchen that makes seven a week."""
    given.web_shop(world, onion)
    services.set_pace(onion, 7, by=world.budi)
    return onion


@examples(st.integers(1, 5_000), st.integers(0, 5_000), st.integers(1, 5_000))
def test_a_promise_is_one_that_the_pace_keeps(a_week, waiting, pieces):
    day = rules.promised_on(TODAY, a_week=a_week, waiting=waiting, pieces=pieces)
    days = (day - TODAY).days
    assert days * a_week >= (waiting + pieces) * 7 > (days - 1) * a_week
    if pieces <= rules.most_to_make(a_week=a_week, waiting=waiting):
        assert days <= rules.LONGEST_PROMISE


def test_what_is_promised_already_counts(world, paced):
    first = given.order(world, paced, 17)
    second = given.order(world, paced, 7)
    assert [(line.lot is not None, line.quantity) for line in first.lines.order_by("pk")] == [(True, 10), (False, 7)]
    assert (first.promised_on, second.promised_on) == (TODAY + timedelta(7), TODAY + timedelta(14))
    card = queries.catalogue()[paced.uid]
    assert (card.pieces, card.most) == (0, 7 * 13 - 14)
    assert card.ready_on(1) == TODAY + timedelta(15)


def test_nobody_is_promised_what_takes_a_quarter_of_a_year(world, paced):
    with pytest.raises(workshop.OutOfStock, match="101"):
        given.order(world, paced, 10 + 7 * 13 + 1)


def test_a_promise_nobody_pays_frees_the_kitchen_by_the_clock(world, paced):
    order = given.order(world, paced, 17)
    with clock.fixed(order.kept_until + timedelta(seconds=1)):
        assert not queries.unmade().exists()


def test_an_order_becomes_the_reason_of_a_batch_and_is_delivered_from_its_lot(world, group, paced):
    order = services.accept_order(services.report_payment(given.order(world, paced, 15)), by=world.budi)
    assert (order.state, order.sale) == (Order.State.ACCEPTED, None)
    with pytest.raises(workshop.OutOfStock):
        services.ready_order(order, by=world.budi)
    uid = new_uid()
    for _again in range(2):
        plan = services.plan_for_orders(uid, paced, planned_on=TODAY, orders=[order], by=world.budi)
    assert order.number in plan.because
    assert [(one.pieces, one.unplanned) for one in queries.to_make_for(world.budi)] == [(5, 0)]
    with pytest.raises(rules.NothingToMake):
        services.plan_for_orders(new_uid(), paced, planned_on=TODAY, orders=[order], by=world.budi)
    batch = workshop_given.batch(world, paced)
    assert order.lines.get(lot=batch.lot).quantity == 5
    assert queries.catalogue()[paced.uid].pieces == 5
    order = services.ready_order(order, by=world.budi)
    services.verify_payment(order.sale.payment, evidence="Mutasi", by=world.wati)
    services.hand_over_order(order, by=world.budi)
    proved()


def test_whoever_was_promised_first_gets_the_first_jars(world, paced):
    first, second = given.order(world, paced, 16, method="cash"), given.order(world, paced, 6, method="cash")
    workshop_given.batch(world, paced)
    assert not first.lines.filter(lot=None).exists()
    assert second.lines.get(lot=None).quantity == 2


def test_money_that_came_while_it_is_made_counts_when_it_is_sold(world, paced):
    order = given.order(world, paced, 11, method="transfer")
    told = f"Tanggal,Keterangan,Kredit\n2026-11-02,TRF,{order.due}\n".encode()
    services.accept_order(services.report_payment(order), by=world.budi)
    services.take_statement(order.seller, "BRI", told, by=world.wati)
    workshop_given.batch(world, paced)
    order = services.ready_order(order, by=world.budi)
    assert order.sale.is_paid
    proved()


def in_round(world, onion, pieces, method="qris", joined=None):
    shop = given.web_shop(world, onion)
    joined = joined or given.order_round(world, onion)
    return services.place_order(
        new_uid(), shop, [(onion, pieces)], buyer="Ibu Nurul", phone="081234567890", how="round", method=method,
        place=str(joined.uid),
    )  # fmt: skip


def test_a_round_collects_until_its_day_and_everything_in_it_is_made(world, onion):
    order = in_round(world, onion, 30, method="cash")
    joined = order.round
    assert (order.promised_on, order.place) == (joined.brought_on, "Kantor Camat Palu Timur")
    assert queries.pieces_in(queries.orders_in(joined)) == [(onion, 30)]
    with clock.fixed(clock.at(joined.until_on + timedelta(1))):
        with pytest.raises(rules.RoundClosed):
            in_round(world, onion, 1, joined=joined)
        assert order.is_over_time  # nobody accepted it while it was open
        assert queries.orders_in(joined) == []
    proved()


def test_a_round_with_orders_in_it_is_not_called_off(world, onion):
    order = in_round(world, onion, 1)
    with pytest.raises(rules.RoundRuns):
        services.cancel_round(order.round, because="Hujan", by=world.budi)
    services.cancel_order(order, because="Batal", by=world.budi)
    assert not services.cancel_round(order.round, because="Hujan", by=world.budi).is_open


@pytest.mark.parametrize(("until", "brought"), [(-1, 3), (2, 2), (10, 63)])
def test_a_round_has_days_in_which_it_can_be_made(world, onion, until, brought):
    with pytest.raises(rules.RoundDaysWrong):
        given.order_round(world, onion, until=until, brought=brought)
