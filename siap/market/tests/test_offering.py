"""Places to sell and their prices."""

from datetime import timedelta

import pytest

from siap.core.ids import new_uid
from siap.market import queries, rules, services
from siap.market.models import Channel, Offer
from siap.market.tests import given
from siap.workshop.services import retire
from tests.world import TODAY


def test_a_place_takes_money_for_the_units_treasurer(world):
    assert given.bazaar(world).seller.key == world.palu.seller_book


def test_opening_twice_opens_once(world):
    uid = new_uid()
    for _ in range(2):
        services.open_channel(world.palu, "Toko", "shop", seller_name="Lapas Palu", uid=uid, by=world.budi)
    assert Channel.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "kind", "refusal"),
    [("Bazar Palu", "shop", rules.ChannelKnown), ("Warung", "warung", rules.ChannelKindUnknown)],
)
def test_a_name_twice_or_an_unknown_kind_is_refused(world, name, kind, refusal):
    given.bazaar(world)
    with pytest.raises(refusal):
        services.open_channel(world.palu, name, kind, seller_name="Lapas Palu", by=world.budi)
    assert Channel.objects.count() == 1


def test_a_new_price_is_a_new_row_and_the_old_stays(world, onion):
    channel = given.priced(world, onion)
    services.set_price(channel, onion, 45_000, valid_from=TODAY, by=world.budi)
    services.set_price(channel, onion, 45_000, valid_from=TODAY, by=world.budi)
    assert [offer.price for offer in Offer.objects.order_by("valid_from")] == [given.PRICE, 45_000]
    assert queries.prices(channel, TODAY) == {onion.pk: 45_000}
    assert queries.prices(channel, TODAY - timedelta(days=1)) == {onion.pk: given.PRICE}


@pytest.mark.parametrize("price", [0, -1, rules.MOST_A_PIECE + 1])
def test_absurd_prices_are_refused(world, onion, price):
    with pytest.raises(rules.PriceWrong):
        services.set_price(given.bazaar(world), onion, price, valid_from=TODAY, by=world.budi)
    assert not Offer.objects.exists()


def test_a_price_does_not_reach_back_behind_a_sale(world, onion):
    sale = given.sale(world, onion, 1)
    with pytest.raises(rules.PriceBackdated):
        services.set_price(sale.channel, onion, 1_000, valid_from=TODAY - timedelta(days=1), by=world.budi)
    assert queries.price_of(sale.channel, onion, TODAY) == given.PRICE


def test_a_product_of_another_unit_is_not_sold_here(world, onion):
    parigi = world.programme.units["LPG"]
    channel = services.open_channel(parigi, "Toko Parigi", "shop", seller_name="Lapas Parigi", by=world.joko)
    with pytest.raises(rules.NotSoldHere):
        services.set_price(channel, onion, 1_000, valid_from=TODAY, by=world.joko)


def test_the_till_shows_what_can_be_sold_and_why_the_rest_cannot(world, onion):
    channel = given.priced(world, onion)
    shelf = queries.shelves(channel, TODAY)[0]
    assert (shelf.product, shelf.price, shelf.pieces, shelf.is_open) == (onion, given.PRICE, 10, True)
    onion.business.permits.filter(kind="halal").update(valid_until=TODAY - timedelta(days=1))
    shelf = queries.shelves(channel, TODAY)[0]
    assert (shelf.is_open, "Halal" in shelf.missing) == (False, True)
    retire(onion, by=world.budi)
    assert queries.shelves(channel, TODAY) == []


def test_nothing_is_listed_that_lacks_a_licence_or_is_not_ready(world, onion):
    channel = given.bazaar(world)
    halal = onion.business.permits.filter(kind="halal")
    halal.update(valid_until=TODAY + timedelta(days=3))
    with pytest.raises(rules.MissingForSale, match="Halal"):
        services.set_price(channel, onion, 45_000, valid_from=TODAY + timedelta(days=4), by=world.budi)
    halal.update(valid_until=TODAY - timedelta(days=1))
    with pytest.raises(rules.MissingForSale, match="Halal"):
        services.set_price(channel, onion, 45_000, valid_from=TODAY, by=world.budi)
    retire(onion, by=world.budi)
    with pytest.raises(rules.NotReady):
        services.set_price(channel, onion, 45_000, valid_from=TODAY, by=world.budi)
    assert not Offer.objects.exists()
