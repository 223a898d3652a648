"""Cash from hand to hand, and proceeds to the business that earned them."""

import pytest

from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import AmountWrong
from siap.market import queries, rules, services
from siap.market.models import CashDeposit
from siap.market.tests import given


@pytest.fixture
def sale(world, onion):
    """Budi holds Rp120.000."""
    return given.sale(world, onion, 3)


def test_two_people_move_cash_to_the_bank(world, sale):
    deposit = services.confirm_cash(new_uid(), world.budi, 100_000, by=world.head)
    assert (deposit.handed_by, deposit.confirmed_by, deposit.unit) == (world.budi, world.head, world.palu)
    assert queries.cash_in_hand(world.budi) == 20_000
    assert queries.at_seller(world.palu.seller_book) == 100_000


def test_confirming_twice_moves_it_once(world, sale):
    uid = new_uid()
    first = services.confirm_cash(uid, world.budi, 100_000, by=world.head)
    assert services.confirm_cash(uid, world.budi, 20_000, by=world.head) == first
    assert queries.cash_in_hand(world.budi) == 20_000


@pytest.mark.parametrize(("amount", "refusal"), [(120_001, rules.MoreThanInHand), (0, AmountWrong), (-5, AmountWrong)])
def test_what_is_not_there_cannot_be_confirmed(world, sale, amount, refusal):
    with pytest.raises(refusal):
        services.confirm_cash(new_uid(), world.budi, amount, by=world.head)
    assert not CashDeposit.objects.exists()
    assert queries.cash_in_hand(world.budi) == 120_000


def test_nobody_confirms_his_own_cash(world, sale):
    with pytest.raises(rules.OwnCash):
        services.confirm_cash(new_uid(), world.budi, 1_000, by=world.budi)
    assert queries.cash_in_hand(world.budi) == 120_000


def test_cash_in_nobodys_unit_is_not_taken(world, sale):
    with pytest.raises(rules.HandsElsewhere):
        services.confirm_cash(new_uid(), world.rina, 1_000, by=world.head)


def test_holdings_say_whose_hands(world, sale, onion):
    given.sale(world, onion, 1, by=world.wati)
    sellers = queries.sellers_of(world.head)
    assert [(row.user, row.amount) for row in queries.holdings(sellers)] == [
        (world.budi, 120_000),
        (world.wati, 40_000),
    ]
    assert [row.amount for row in queries.holdings(sellers, of=world.wati)] == [40_000]
    assert queries.holdings(queries.sellers_of(world.joko)) == []


def test_proceeds_reach_the_groups_cash_and_clearing_closes(world, group, sale):
    services.confirm_cash(new_uid(), world.budi, 120_000, by=world.head)
    services.hand_over_proceeds(new_uid(), group, 50_000, by=world.head)
    assert book.balance(chart.cash, book=group.book) == 50_000
    assert queries.held_for(group) == 70_000 == queries.at_seller(world.palu.seller_book)
    assert list(book.open_clearing()) == []


def test_handing_over_twice_hands_over_once(world, group, sale):
    services.confirm_cash(new_uid(), world.budi, 120_000, by=world.head)
    uid = new_uid()
    services.hand_over_proceeds(uid, group, 50_000, by=world.head)
    services.hand_over_proceeds(uid, group, 50_000, by=world.head)
    assert book.balance(chart.cash, book=group.book) == 50_000


@pytest.mark.parametrize(
    ("amount", "refusal"),
    [(120_001, rules.MoreThanHeld), (60_001, rules.BankShort), (0, AmountWrong), (-1, AmountWrong)],
)
def test_what_the_seller_has_not_got_is_not_handed_over(world, group, sale, amount, refusal):
    services.confirm_cash(new_uid(), world.budi, 60_000, by=world.head)
    with pytest.raises(refusal):
        services.hand_over_proceeds(new_uid(), group, amount, by=world.head)
    assert book.balance(chart.cash, book=group.book) == 0


def test_the_owed_list_names_the_group(world, group, sale):
    businesses = type(group).objects.visible_to(world.head)
    assert queries.owed_to(businesses) == [(group, 120_000)]
