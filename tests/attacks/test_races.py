"""Two people who do what excludes the other's deed, at the same moment."""

import pytest

from siap.business.tests import given as given_business
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market import queries as money
from siap.market import services as market
from siap.market.models import Sale
from siap.market.tests import given as given_market
from siap.sharing import services as sharing
from siap.sharing.models import Payout
from siap.sharing.tests import given as given_sharing
from siap.workshop.tests import given as given_workshop
from tests import world as cast
from tests.faults.test_at_once import at_once, holds

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_signs_for_a_payment_while_another_takes_its_sale_back() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)
    sales = [given_market.sale(world, product, 1, method="qris") for _ in range(6)]
    budi, wati = world.budi, world.wati
    for sale in sales:
        at_once(
            lambda sale=sale: market.verify_payment(sale.payment, evidence="Mutasi", by=wati),
            lambda sale=sale: market.void_sale(Sale.objects.get(pk=sale.pk), because="Salah", by=budi),
        )
    seller = world.palu.seller_book
    standing = Sale.objects.filter(voided_at=None)
    assert book.balance(chart.qris_unverified, book=seller) == 0
    assert money.at_seller(seller) == sum(sale.total for sale in standing)
    assert holds()


def test_money_of_a_business_is_handed_over_once_however_many_hands_there_are() -> None:
    world = cast.begin()
    group = given_sharing.october(world)
    head = world.head
    held = money.held_for(group)
    assert 0 < held <= money.at_seller(world.palu.seller_book)
    at_once(*[lambda: market.hand_over_proceeds(new_uid(), group, held, by=head)] * 4)
    assert money.held_for(group) == 0
    assert holds()


def test_a_payout_is_paid_or_refused_and_never_both() -> None:
    world = cast.begin()
    payout = given_sharing.withdrawal(world)
    sharing.approve_payout(payout, by=world.head)
    budi, head = world.budi, world.head
    at_once(
        lambda: sharing.pay_out(payout, channel="card", evidence="Brizzi 7", by=budi),
        lambda: sharing.refuse_payout(payout, because="Batal", by=head),
    )
    assert Payout.objects.get(pk=payout.pk).state in {"paid", "refused"}
    assert holds()
