"""A sale from a device always posts; what the till would have refused is flagged, what no lot has is short."""

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from siap.core import clock, proofs, sql
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules, services
from siap.market.models import Sale, SaleFlag, Shortage
from siap.market.services import Taken
from siap.market.tests import given
from siap.workshop import queries as stock
from siap.workshop.models import LotEdge, LotKind
from siap.workshop.services import OutOfStock, hold_lot, retire
from siap.workshop.tests import given as workshop
from tests.world import TODAY


@pytest.fixture
def replay(world, onion):
    """Budi's phone sold fried onion at Bazar Palu, and sends it now."""
    channel = given.priced(world, onion)

    def send(pieces=2, price=given.PRICE, uid=None, paid=None, **options):
        given_by = {"sold_at": clock.now(), "by": world.budi} | options
        lot = given_by.pop("lot", None)
        money = paid or [("cash", pieces * price)]
        return services.replay_sale(
            uid or new_uid(), channel, [Taken(onion, pieces, price, lot)], paid=money, **given_by
        )

    return send


def proved():
    """Every proof of the house holds."""
    offenders = {one.key: found.offender for one, found in proofs.run() if found.offender}
    assert not offenders
    return True


def test_a_replay_within_the_stock_is_a_sale_like_any_other(world, group, onion, replay):
    before = stock.pieces_on_hand(onion)
    sale = replay(3)
    assert (sale.total, stock.pieces_on_hand(onion)) == (3 * given.PRICE, before - 3)
    assert book.balance(chart.cash_in_hand(world.budi.pk)) == sale.total
    assert not sale.flags.exists()
    assert not sale.shortages.exists()
    assert proved()


def test_the_same_replay_twice_is_one_sale(onion, replay):
    uid = new_uid()
    assert replay(2, uid=uid) == replay(2, uid=uid)
    assert Sale.objects.count() == 1


def test_beyond_the_stock_it_posts_and_the_missing_jars_are_short(group, onion, replay):
    left = stock.pieces_on_hand(onion)
    sale = replay(left + 3)
    short = sale.shortages.get()
    assert stock.pieces_on_hand(onion) == 0
    assert all(lot.on_hand >= 0 for lot in onion.lots.all())
    assert (short.pieces, short.line.lot, short.line.cost) == (3, None, 0)
    assert book.balance(chart.revenue, book=group.book) == (left + 3) * given.PRICE
    assert proved()


def test_missing_jars_are_supplied_from_a_later_batch_with_their_cost(world, group, onion, replay):
    left = stock.pieces_on_hand(onion)
    short = replay(left + 3).shortages.get()
    with pytest.raises(OutOfStock):
        services.supply_shortage(short, by=world.wati)
    workshop.batch(world, onion)
    cost = book.balance(chart.cost_of_sales, book=group.book)
    services.supply_shortage(short, by=world.wati)
    short.refresh_from_db()
    line = short.line
    assert (short.state, line.lot is not None, line.quantity) == ("supplied", True, 3)
    assert book.balance(chart.cost_of_sales, book=group.book) == cost + line.cost > cost
    assert LotEdge.objects.filter(kind=LotKind.SALE, target=line.pk, source=line.lot_id).exists()
    with pytest.raises(rules.NothingShort):
        services.supply_shortage(short, by=world.wati)
    assert proved()


def test_missing_jars_can_be_given_up_only_with_a_reason(world, onion, replay):
    short = replay(stock.pieces_on_hand(onion) + 1).shortages.get()
    with pytest.raises(ReasonMissing):
        services.write_off_shortage(short, because=" ", by=world.wati)
    services.write_off_shortage(short, because="Toples dari batch percobaan", by=world.wati)
    short.refresh_from_db()
    assert short.state == Shortage.State.GONE
    assert proved()


def test_a_void_takes_back_what_was_supplied_too(world, group, onion, replay):
    left = stock.pieces_on_hand(onion)
    sale = replay(left + 3)
    workshop.batch(world, onion)
    fresh = stock.pieces_on_hand(onion)
    services.supply_shortage(sale.shortages.get(), by=world.wati)
    services.void_sale(sale, because="Pembeli mengembalikan", by=world.budi)
    assert stock.pieces_on_hand(onion) == left + fresh
    assert book.balance(chart.cost_of_sales, book=group.book) == 0
    assert sale.shortages.get().state == Shortage.State.VOID
    assert proved()


def kinds(sale):
    return {flag.kind for flag in sale.flags.all()}


def test_a_lapsed_permit_is_flagged_and_booked(onion, replay):
    onion.business.permits.filter(kind="halal").update(valid_until=TODAY - timedelta(days=1))
    sale = replay(1)
    assert kinds(sale) == {SaleFlag.Kind.PERMIT}
    assert "Halal" in sale.flags.get().says


def test_a_held_lot_is_flagged_and_gives_all_the_same(world, onion, replay):
    lot = onion.lots.get()
    hold_lot(lot, because="Kemasan bocor", by=world.budi)
    sale = replay(2, lot=lot)
    assert kinds(sale) == {SaleFlag.Kind.HELD}
    assert lot.number in sale.flags.get().says
    assert not sale.shortages.exists()


def test_a_retired_product_and_another_price_are_flagged(world, onion, replay):
    retire(onion, by=world.budi)
    onion.refresh_from_db()
    assert kinds(replay(1, price=35_000)) == {SaleFlag.Kind.STAGE, SaleFlag.Kind.PRICE}


def test_an_expired_lot_is_flagged(onion, replay):
    with clock.fixed(clock.at(onion.lots.get().best_before + timedelta(days=1))):
        assert SaleFlag.Kind.EXPIRED in kinds(replay(1))


def test_a_flag_is_answered_once_with_words(world, onion, replay):
    onion.business.permits.filter(kind="halal").update(valid_until=TODAY - timedelta(days=1))
    flag = replay(1).flags.get()
    services.see_flag(flag, because="Pembeli dihubungi", by=world.head)
    with pytest.raises(rules.AlreadyLookedAt):
        services.see_flag(flag, because="Lagi", by=world.head)
    assert not queries.open_flags(world.head).exists()


def test_the_scanned_lot_gives_before_the_one_that_ends_first(world, onion, replay):
    workshop.batch(world, onion)
    newest = onion.lots.order_by("-pk").first()
    assert replay(1, lot=newest).lines.get().lot == newest


def test_two_scanned_lots_of_one_product_both_give(world, onion):
    workshop.batch(world, onion)
    first, second = onion.lots.order_by("pk")
    taken = [Taken(onion, 2, given.PRICE, first), Taken(onion, 1, given.PRICE, second)]
    for lines in (taken, taken[::-1]):
        sale = services.replay_sale(
            new_uid(), given.priced(world, onion), lines, paid=[("cash", 3 * given.PRICE)], sold_at=clock.now(),
            by=world.budi,
        )  # fmt: skip
        assert {line.lot: line.quantity for line in sale.lines.all()} == {first: 2, second: 1}
    assert proved()


def test_a_device_that_woke_up_years_ago_is_not_believed(world, onion, replay):
    """Its sale stands where the officer's drawer opened, else now; and a person is told."""
    woke = clock.now() - timedelta(days=900)
    assert replay(1, sold_at=woke).sold_at == clock.now()
    with clock.fixed(clock.now() - timedelta(hours=3)):
        shift = services.open_shift(new_uid(), given.priced(world, onion), 0, by=world.budi)
    sale = replay(1, sold_at=woke)
    assert (sale.sold_at, kinds(sale)) == (shift.opened_at, {SaleFlag.Kind.LATE})
    assert "Jam perangkatnya salah" in sale.flags.get().says


@pytest.mark.parametrize("verb", ["ring_up", "replay_sale"])
def test_a_uid_of_another_place_is_not_taken_for_its_sale(world, onion, replay, verb):
    """A device that mixes up its places hears so, and keeps what it has."""
    told = {
        "ring_up": {"lines": [(onion, 1)], "method": "cash"},
        "replay_sale": {
            "lines": [Taken(onion, 1, given.PRICE)],
            "paid": [("cash", given.PRICE)],
            "sold_at": clock.now(),
        },
    }
    again = partial(getattr(services, verb), **told[verb])
    uid, elsewhere = new_uid(), given.marketplace(world)
    replay(1, uid=uid)
    with pytest.raises(sql.OfAnother, match="sudah tercatat"):
        again(uid, elsewhere, by=world.budi)
    assert Sale.objects.count() == 1


def test_one_product_at_two_prices_leaves_its_lots_once(world, group, onion):
    taken = [Taken(onion, 7, given.PRICE), Taken(onion, 5, 30_000)]
    total = 7 * given.PRICE + 5 * 30_000
    sale = services.replay_sale(
        new_uid(), given.priced(world, onion), taken, paid=[("cash", total)], sold_at=clock.now(), by=world.budi
    )
    lines = [(line.quantity, line.amount, line.lot_id is None) for line in sale.lines.order_by("pk")]
    assert lines == [(5, 150_000, False), (5, 200_000, False), (2, 80_000, True)]
    assert stock.pieces_on_hand(onion) == 0
    assert proved()


def test_paid_in_two_ways(world, onion, replay):
    sale = replay(2, paid=[("cash", 30_000), ("qris", 50_000)])
    assert {one.method: one.amount for one in sale.payments.all()} == {"cash": 30_000, "qris": 50_000}
    assert sale.paid_on is None
    assert proved()


@pytest.mark.parametrize("paid", [[("cash", 1)], [("utang", 80_000)], [("cash", 80_001), ("qris", -1)]])
def test_what_is_no_sale_is_refused(onion, replay, paid):
    with pytest.raises((rules.PaymentsWrong, rules.MethodUnknown)):
        replay(2, paid=paid)
    assert not Sale.objects.exists()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@hypothesis_given(
    wishes=st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["sell", "void", "make", "supply"])), max_size=6)
)
def test_whatever_devices_send_stock_never_goes_below_zero_and_equals_the_book(world, group, onion, replay, wishes):
    for pieces, what in wishes:
        if what == "sell":
            replay(pieces)
        elif what == "make":
            workshop.batch(world, onion)
        elif what == "void" and (sale := Sale.objects.filter(voided_at=None).order_by("-pk").first()):
            services.void_sale(sale, because="Salah", by=world.budi)
        elif (short := Shortage.objects.filter(state="open").order_by("pk").first()) and stock.pieces_on_hand(
            onion
        ) >= short.pieces:
            services.supply_shortage(short, by=world.wati)
    assert all(lot.on_hand >= 0 for lot in onion.lots.all())
    assert book.balance(chart.stock, book=group.book) == sum(lot.value for lot in onion.lots.all())
    sold = sum(line.quantity for sale in Sale.objects.filter(voided_at=None) for line in sale.lines.all())
    short = sum(one.pieces for one in Shortage.objects.filter(state__in=["open", "gone"]))
    made = sum(batch.good for batch in onion.batches.all())
    assert stock.pieces_on_hand(onion) == made - sold + short
