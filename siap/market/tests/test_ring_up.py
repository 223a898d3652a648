from datetime import date, timedelta

import pytest

from siap.core import clock
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market import queries, rules, services
from siap.market.models import Payment, Sale, SaleLine
from siap.market.tests import given
from siap.workshop import queries as stock
from siap.workshop.models import LotEdge, LotKind, StockMove
from siap.workshop.services import OutOfStock, hold_lot, retire
from tests.world import TODAY


def test_cash_sale_stands_in_both_books_and_clearing_nets_to_zero(world, group, onion):
    before = stock.pieces_on_hand(onion)
    sale = given.sale(world, onion, 3)
    line = sale.lines.get()
    assert stock.pieces_on_hand(onion) == before - 3
    assert sale.total == 3 * given.PRICE == book.balance(chart.cash_in_hand(world.budi.pk), book=world.palu.seller_book)
    assert book.balance(chart.revenue, book=group.book) == sale.total
    assert book.balance(chart.cost_of_sales, book=group.book) == line.cost > 0
    assert queries.held_for(group) == sale.total
    assert list(book.open_clearing()) == []


def test_stock_in_the_book_stays_equal_to_the_lots(world, group, onion):
    given.sale(world, onion, 3)
    assert book.balance(chart.stock, book=group.book) == sum(lot.value for lot in onion.lots.all())


def test_cash_counts_at_once_and_qris_only_once_signed(world, onion):
    cash = given.sale(world, onion, 1).payment
    qris = given.sale(world, onion, 1, method="qris").payment
    assert (cash.state, cash.verified_on) == (Payment.State.VERIFIED, TODAY)
    assert (qris.state, qris.verified_on) == (Payment.State.REPORTED, None)
    assert book.balance(chart.qris_unverified, book=world.palu.seller_book) == qris.amount
    assert list(queries.unverified(world.palu)) == [qris]


def test_a_sale_sent_twice_is_made_once(world, onion):
    channel, uid = given.priced(world, onion), new_uid()
    first = services.ring_up(uid, channel, [(onion, 2)], method="cash", by=world.budi)
    left = stock.pieces_on_hand(onion)
    again = services.ring_up(uid, channel, [(onion, 5)], method="qris", by=world.wati)
    assert again == first
    assert (Sale.objects.count(), stock.pieces_on_hand(onion)) == (1, left)


def test_numbers_of_a_unit_and_year_have_no_gaps(world, onion):
    numbers = [given.sale(world, onion, 1).number for _ in range(2)]
    assert numbers == ["LPP-2026-000001", "LPP-2026-000002"]


def test_every_line_knows_the_lot_it_came_from(world, onion):
    sale = given.sale(world, onion, 2)
    line = sale.lines.get()
    assert LotEdge.objects.filter(source=line.lot_id, kind=LotKind.SALE, target=line.pk, quantity=2).exists()
    assert [sold.sale for sold in queries.buyers_of(line.lot)] == [sale]


def test_the_same_product_twice_is_one_wish(world, onion):
    channel = given.priced(world, onion)
    sale = services.ring_up(new_uid(), channel, [(onion, 1), (onion, 2)], method="cash", by=world.budi)
    assert (sale.total, sale.lines.get().quantity) == (3 * given.PRICE, 3)


def test_the_price_of_the_day_of_the_sale_counts(world, onion):
    channel = given.priced(world, onion)
    services.set_price(channel, onion, 50_000, valid_from=TODAY, by=world.budi)
    assert given.sale(world, onion, 1).total == 50_000
    assert queries.price_of(channel, onion, TODAY - timedelta(days=1)) == given.PRICE


@pytest.fixture
def refused(world, onion):
    """A sale of one jar is refused, and nothing at all was written."""
    channel = given.priced(world, onion)

    def expect(refusal, lines=None, **options):
        before = (
            Sale.objects.count(),
            SaleLine.objects.count(),
            StockMove.objects.count(),
            queries.held_for(onion.business),
        )
        wish = {"method": "cash", "by": world.budi} | options
        with pytest.raises(refusal) as caught:
            services.ring_up(new_uid(), channel, [(onion, 1)] if lines is None else lines, **wish)
        assert before == (
            Sale.objects.count(), SaleLine.objects.count(), StockMove.objects.count(), queries.held_for(onion.business)
        )  # fmt: skip
        return str(caught.value)

    return expect


def test_an_empty_till_is_refused(refused):
    assert "Belum ada barang" in refused(rules.EmptyTill, [])


@pytest.mark.parametrize("pieces", [0, -1, 10_001])
def test_absurd_quantities_are_refused(refused, onion, pieces):
    assert onion.name in refused(rules.PiecesWrong, [(onion, pieces)])


def test_more_than_there_is_is_refused_with_how_many_are_left(refused, onion):
    left = stock.pieces_on_hand(onion)
    said = refused(OutOfStock, [(onion, left + 1)])
    assert onion.name in said
    assert str(left) in said


def test_a_held_lot_is_not_sold(refused, world, onion):
    hold_lot(onion.lots.get(), because="Kemasan bocor", by=world.budi)
    refused(OutOfStock)


def test_an_expired_lot_is_not_sold(refused, world, onion):
    with clock.fixed(clock.at(onion.lots.get().best_before + timedelta(days=1))):
        refused(OutOfStock)


def test_a_product_that_is_not_ready_is_refused(refused, world, onion):
    retire(onion, by=world.budi)
    onion.refresh_from_db()
    assert "Tidak dijual lagi" in refused(rules.NotReady)


def test_a_product_without_its_permits_is_refused_and_told_which(refused, onion):
    onion.business.permits.filter(kind="halal").update(valid_until=TODAY - timedelta(days=1))
    assert "Halal" in refused(rules.MissingForSale)


def test_a_product_without_a_price_is_refused(world, onion):
    channel = given.bazaar(world)
    with pytest.raises(rules.NoPrice, match="Bazar Palu"):
        services.ring_up(new_uid(), channel, [(onion, 1)], method="cash", by=world.budi)
    assert not Sale.objects.exists()


def test_an_unknown_way_to_pay_is_refused(refused):
    refused(rules.MethodUnknown, method="utang")


def test_a_sale_of_tomorrow_is_refused(refused):
    refused(rules.SoldInFuture, sold_at=clock.at(TODAY + timedelta(days=1)))


def test_a_sale_of_an_earlier_day_stands_on_that_day(world, onion):
    sale = given.sale(world, onion, 1, sold_at=clock.at(TODAY, 8))
    assert (sale.sold_on, queries.sold(world.palu, TODAY, TODAY)) == (TODAY, sale.total)
    assert queries.sold(onion.business, date(2026, 10, 1), date(2026, 10, 31)) == 0


def test_a_sale_asks_the_database_little(world, onion, django_assert_max_num_queries):
    """Gate, price, seller, stock, both books, fact and chain; a savepoint of the test itself is among them."""
    channel, by = given.priced(world, onion), world.budi
    services.ring_up(new_uid(), channel, [(onion, 1)], method="cash", by=by)  # opens the accounts
    with django_assert_max_num_queries(29):
        services.ring_up(new_uid(), channel, [(onion, 1)], method="cash", by=by)
