"""Several people do the same thing at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from siap.business.tests import given as given_business
from siap.core import proofs
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.market import services as market
from siap.market.models import Order, Sale
from siap.market.tests import given as given_market
from siap.sharing import services as sharing
from siap.sharing.models import Share
from siap.sharing.tests import given as given_sharing
from siap.workshop.services import OutOfStock
from siap.workshop.tests import given as given_workshop
from tests import world as cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of them got, or the refusal it met."""

    def one(act: Callable[[], object]) -> object:
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def holds() -> bool:
    return [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def test_the_same_sale_sent_at_once_is_one_sale() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)
    channel, uid, budi = given_market.priced(world, product), new_uid(), world.budi
    sell = lambda: market.ring_up(uid, channel, [(product, 1)], method="cash", by=budi)  # noqa: E731
    assert {sale.pk for sale in at_once(*[sell] * 6)} == {Sale.objects.get().pk}
    assert holds()


def test_ten_buyers_and_seven_jars() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)  # ten jars
    given_market.sale(world, product, 3)
    channel, budi = given_market.priced(world, product), world.budi
    buy = lambda: market.ring_up(new_uid(), channel, [(product, 1)], method="cash", by=budi)  # noqa: E731
    got = at_once(*[buy] * 10)
    assert sum(isinstance(one, Sale) for one in got) == 7
    assert sum(isinstance(one, OutOfStock) for one in got) == 3
    assert holds()


def test_two_heads_approve_the_same_share() -> None:
    world = cast.begin()
    share, head = given_sharing.prepared(world), world.head
    at_once(*[lambda: sharing.approve_share(Share.objects.get(pk=share.pk), by=head)] * 4)
    assert Share.objects.get(pk=share.pk).state == "approved"
    assert holds()


def test_connections_are_the_same_kind_in_every_thread() -> None:
    assert set(at_once(*[lambda: connection.vendor] * 2)) == {connection.vendor}


def test_fifty_buyers_and_the_last_ten_jars() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)  # ten jars
    shop = given_market.web_shop(world, product)
    order = lambda: market.place_order(  # noqa: E731
        new_uid(), shop, [(product, 1)], buyer="Ibu Nurul", phone="081234567890", how="pickup", method="transfer"
    )
    told = at_once(*[order] * 50)
    assert (sum(isinstance(one, Order) for one in told), sum(isinstance(one, OutOfStock) for one in told)) == (10, 40)
    assert len({one.due for one in Order.objects.all()}) == 10  # no two transfers look alike
    assert holds()
