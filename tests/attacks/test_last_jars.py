"""Fifty buyers, ten jars: exactly ten are sold, and forty are told."""

import pytest

from siap.business.tests import given as given_business
from siap.core.ids import new_uid
from siap.market import queries, services
from siap.market.models import Order, OrderLine
from siap.market.tests import given as given_market
from siap.workshop import services as workshop
from siap.workshop.tests import given as given_workshop
from tests import world as cast
from tests.faults.test_at_once import at_once, holds

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_jars_and_fifty_buyers_at_once() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product, rounds=2)
    shop = given_market.web_shop(world, product)
    there = queries.catalogue()[product.uid].pieces
    given_market.order(world, product, there - 10)
    told: list[str] = []

    def buy() -> None:
        try:
            services.place_order(
                new_uid(), shop, [(product, 1)], buyer="Pembeli", phone="081234567890", how="pickup", method="transfer"
            )
        except workshop.OutOfStock as refusal:
            told.append(str(refusal))

    at_once(*[buy] * 50)
    assert (Order.objects.count() - 1, len(told)) == (10, 40)
    assert sum(OrderLine.objects.values_list("quantity", flat=True)) == there
    assert queries.catalogue()[product.uid].pieces == 0
    assert len({order.due for order in Order.objects.filter(method="transfer")}) == 10
    assert holds()
