"""Counting the money in the box: a difference is booked with its reason."""

import pytest
from django.urls import reverse

from siap.cashbook import rules, services
from siap.cashbook.models import CashCount
from siap.cashbook.tests import given
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import AmountWrong
from siap.ledger.services import ReasonMissing


def counted(world, business, amount, because="Uang kembalian kurang", uid=None):
    return services.count_cash(uid or new_uid(), business, amount, because=because, by=world.budi)


def balances(business):
    return tuple(book.balance(account, book=business.book) for account in (chart.cash, chart.cash_difference))


@pytest.fixture
def kept(world, group):
    """A group with 500,000 in its book."""
    given.noted(world, group, "put_in", 500_000)
    return group


@pytest.mark.parametrize(("amount", "cost"), [(480_000, 20_000), (507_000, -7_000), (500_000, 0), (0, 500_000)])
def test_the_book_has_then_what_was_counted(world, kept, amount, cost):
    count = counted(world, kept, amount)
    assert balances(kept) == (amount, cost)
    assert (count.difference, count.expected) == (-cost, 500_000)


def test_a_difference_needs_its_reason_and_equal_money_none(world, kept):
    with pytest.raises(ReasonMissing):
        counted(world, kept, 499_999, because=" ")
    assert not CashCount.objects.exists()
    assert counted(world, kept, 500_000, because="").difference == 0


def test_counting_sent_twice_counts_once(world, kept):
    uid = new_uid()
    for amount in (480_000, 1):
        counted(world, kept, amount, uid=uid)
    assert balances(kept) == (480_000, 20_000)


def test_less_than_nothing_is_no_count(world, kept):
    with pytest.raises(AmountWrong):
        counted(world, kept, -1)


def test_a_closed_business_is_not_counted(world, kept):
    kept.closed_on = kept.formed_on
    with pytest.raises(rules.BusinessClosed):
        counted(world, kept, 1)
    assert not CashCount.objects.exists()


def test_the_screen_says_what_differed_and_joko_finds_nothing(client, world, kept):
    page = reverse("cashbook:count", args=[kept.uid])
    typed = {"uid": str(new_uid()), "counted": "480.000"}
    client.force_login(world.joko)
    assert client.post(page, typed).status_code == 404
    client.force_login(world.head)
    assert client.get(page).status_code == 200
    assert client.post(page, typed).status_code == 403
    client.force_login(world.budi)
    assert "Tulis alasannya" in client.post(page, typed).content.decode()
    assert not CashCount.objects.exists()
    shown = client.post(page, typed | {"because": "Salah kembalian"}, follow=True).content.decode()
    assert "kurang Rp20.000" in shown
    assert "Salah kembalian" in shown
