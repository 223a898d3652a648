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
from siap.market.models import Recall, Sale
from siap.market.rules import RecallRunning
from siap.market.tests import given as given_market
from siap.sharing import services as sharing
from siap.sharing.models import Share
from siap.sharing.tests import given as given_sharing
from siap.workshop.models import Lot
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


def test_a_lot_is_called_back_while_it_is_sold() -> None:
    """Whoever sells or calls back a second time at that moment: every jar is on the list or was never sold."""
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)  # ten jars
    channel, budi, wati = given_market.priced(world, product), world.budi, world.wati
    salt = Lot.objects.get(material__name="Garam")
    sell = lambda: market.ring_up(new_uid(), channel, [(product, 2)], method="cash", buyer="Ibu Nur", by=budi)  # noqa: E731
    call = lambda: market.start_recall(new_uid(), salt, level=1, because="Pasir", by=wati)  # noqa: E731
    got = at_once(sell, call, sell, call, sell)
    sold = [one for one in got if isinstance(one, Sale)]
    assert all(isinstance(one, Sale | Recall | OutOfStock | RecallRunning) for one in got), got
    recall = Recall.objects.get()
    listed = recall.holders.exclude(line=None).values_list("line__sale", "quantity")
    assert sorted(listed) == sorted((sale.pk, 2) for sale in sold)
    assert sum(recall.holders.filter(lot__product=product).values_list("quantity", flat=True)) == 10
    assert holds()


def test_a_jar_that_comes_back_at_two_desks_is_counted_once() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)
    given_market.sale(world, product, 3, buyer="Ibu Nur")
    budi, wati = world.budi, world.wati
    recall = market.start_recall(new_uid(), product.lots.get(), level=3, because="Salah label", by=budi)
    buyer = recall.holders.get(line__isnull=False)
    at_once(
        *[lambda by=by: market.tally_holder(new_uid(), buyer, "back", 2, by=by) for by in (budi, wati)],
        *[lambda by=by: market.close_recall(recall, found="Label", by=by) for by in (budi, wati)],
    )
    assert sum(buyer.notes.values_list("quantity", flat=True)) in {0, 2}
    assert holds()


def test_two_heads_approve_the_same_share() -> None:
    world = cast.begin()
    share, head = given_sharing.prepared(world), world.head
    at_once(*[lambda: sharing.approve_share(Share.objects.get(pk=share.pk), by=head)] * 4)
    assert Share.objects.get(pk=share.pk).state == "approved"
    assert holds()


def test_connections_are_the_same_kind_in_every_thread() -> None:
    assert set(at_once(*[lambda: connection.vendor] * 2)) == {connection.vendor}
