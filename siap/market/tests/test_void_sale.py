from datetime import date

import pytest

from siap.core import clock
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules, services
from siap.market.tests import given
from siap.workshop import queries as stock
from tests.world import TODAY


def test_goods_and_money_go_back_and_the_books_are_as_before(world, group, onion):
    pieces = stock.pieces_on_hand(onion)
    sale = services.void_sale(given.sale(world, onion, 2), because="Salah hitung", by=world.budi)
    assert (sale.is_void, sale.void_because) == (True, "Salah hitung")
    assert stock.pieces_on_hand(onion) == pieces
    assert queries.cash_in_hand(world.budi) == queries.held_for(group) == 0
    assert book.balance(chart.revenue, book=group.book) == 0
    assert book.balance(chart.stock, book=group.book) == sum(lot.value for lot in onion.lots.all())
    assert list(book.open_clearing()) == []


def test_a_void_sale_counts_nowhere(world, group, onion):
    sale = services.void_sale(given.sale(world, onion, 2), because="Salah hitung", by=world.budi)
    assert not queries.verified_lines(group, TODAY, TODAY).exists()
    assert not queries.buyers_of(sale.lines.get().lot).exists()
    assert queries.sold(world.palu, TODAY, TODAY) == queries.sold(group, TODAY, TODAY) == 0


def test_voiding_twice_changes_nothing(world, onion):
    sale = services.void_sale(given.sale(world, onion, 2), because="Salah hitung", by=world.budi)
    pieces = stock.pieces_on_hand(onion)
    again = services.void_sale(sale, because="Sekali lagi", by=world.wati)
    assert (again.void_because, again.voided_at) == (sale.void_because, sale.voided_at)
    assert stock.pieces_on_hand(onion) == pieces


@pytest.mark.parametrize("because", ["", "   "])
def test_a_void_without_a_reason_is_refused(world, onion, because):
    sale = given.sale(world, onion, 2)
    with pytest.raises(ReasonMissing):
        services.void_sale(sale, because=because, by=world.budi)
    sale.refresh_from_db()
    assert not sale.is_void
    assert queries.cash_in_hand(world.budi) == sale.total


def test_cash_that_was_deposited_meanwhile_comes_back_from_the_treasurer(world, onion):
    sale = given.sale(world, onion, 2)
    services.confirm_cash(new_uid(), world.budi, sale.total, by=world.head)
    services.void_sale(sale, because="Stoples pecah", by=world.budi)
    assert queries.cash_in_hand(world.budi) == queries.at_seller(world.palu.seller_book) == 0


def test_a_verified_qris_sale_gives_back_from_the_bank(world, onion):
    sale = given.sale(world, onion, 2, method="qris")
    services.verify_payment(sale.payment, evidence="Mutasi 10.12", by=world.wati)
    services.void_sale(sale, because="Stoples pecah", by=world.budi)
    seller = world.palu.seller_book
    assert queries.at_seller(seller) == book.balance(chart.qris_unverified, book=seller) == 0


def test_a_refund_that_nobody_can_pay_is_refused_and_nothing_changes(world, group, onion):
    sale = given.sale(world, onion, 2)
    services.confirm_cash(new_uid(), world.budi, sale.total, by=world.head)
    services.hand_over_proceeds(new_uid(), group, sale.total, by=world.head)
    pieces = stock.pieces_on_hand(onion)
    with pytest.raises(rules.RefundShort, match="Rp80.000"):
        services.void_sale(sale, because="Stoples pecah", by=world.budi)
    sale.refresh_from_db()
    assert not sale.is_void
    assert stock.pieces_on_hand(onion) == pieces


def test_a_void_stands_in_the_month_in_which_it_happens(world, group, onion):
    with clock.fixed(clock.at(date(2026, 11, 3))):
        sale = given.sale(world, onion, 1)
    with clock.fixed(clock.at(date(2026, 12, 2))):
        services.void_sale(sale, because="Stoples pecah", by=world.head)
        assert book.balance(chart.revenue, book=group.book, on=date(2026, 11, 30)) == sale.total
        assert book.balance(chart.revenue, book=group.book) == 0


def test_who_took_the_money_does_not_take_back_yesterdays_sale_alone(world, onion):
    sale = given.sale(world, onion, 1)
    with clock.fixed(clock.at(date(2026, 11, 3))):
        with pytest.raises(rules.OwnSale):
            services.void_sale(sale, because="Pembeli membatalkan", by=world.budi)
        assert queries.cash_in_hand(world.budi) == sale.total
        assert services.void_sale(sale, because="Pembeli membatalkan", by=world.wati).is_void


@pytest.mark.parametrize(
    ("amount", "in_hand", "lent"), [(80, 100, 0), (80, 80, 0), (80, 30, 50), (80, 0, 80), (80, -5, 80)]
)
def test_the_treasurer_adds_only_what_the_hands_lack(amount, in_hand, lent):
    assert rules.refund_from_bank(amount, in_hand) == lent
