"""One product in every place: what the place keeps, what is left, which price leaves the margin, and what rivals ask."""

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.market import services
from siap.market.models import PlatformOrder
from siap.market.tests import given
from siap.market.tests.test_marketplace import INCOME
from siap.workshop import services as workshop
from tests.world import TODAY

COST = 16_000
"""A jar: 13,000 of material and packaging, 2,000 of work, 1,000 of gas."""


@pytest.fixture
def places(world, onion):
    """A bazaar at 40,000, a kiosk that keeps a tenth and a marketplace that nobody was paid by yet, both at 45,000."""
    bazaar = given.priced(world, onion)
    kiosk = services.open_outlet(
        new_uid(), world.palu, "Kios Bu Nur", address="Pasar Masomba", fee_percent=10, by=world.budi
    ).channel
    shop = given.marketplace(world)
    for channel in (kiosk, shop):
        services.set_price(channel, onion, 45_000, valid_from=given.OPENED_ON, by=world.budi)
    return bazaar, kiosk, shop


def ask(client, product, **asked):
    """What the page reckons, by place."""
    answer = client.get(reverse("market:prices", args=[product.uid]), asked)
    return answer, {one.channel.name: one for one in answer.context["asked"]}


def test_each_place_leaves_something_else_and_asks_for_another_price(client, world, onion, places):
    bazaar, kiosk, shop = places
    client.force_login(world.budi)
    answer, told = ask(client, onion)
    figures = {name: (one.keeps, one.price, one.left, one.margin, one.proposed) for name, one in told.items()}
    assert figures == {
        bazaar.name: (0, 40_000, 24_000, 60, 23_000),
        kiosk.name: (10, 45_000, 24_500, 54, 27_000),
        shop.name: (None, 45_000, 29_000, 64, 23_000),
    }
    assert "potongan belum diketahui" in answer.content.decode()
    _answer, told = ask(client, onion, margin="90")
    assert (told[kiosk.name].proposed, told[bazaar.name].proposed) == (None, 160_000)
    assert "di bawah" not in ask(client, onion, margin="0")[0].content.decode()
    assert ask(client, onion, margin="0")[0].status_code == 422


def test_a_marketplace_keeps_what_it_kept_of_its_payouts(client, world, onion, places):
    _bazaar, _kiosk, shop = places
    services.read_report(shop, given.REPORT, by=world.budi)
    order = services.book_order(PlatformOrder.objects.get(number="241102C"), by=world.budi).platform_order
    services.read_report(shop, INCOME, by=world.budi)
    services.settle_order(PlatformOrder.objects.get(pk=order.pk), by=world.wati)
    client.force_login(world.budi)
    _answer, told = ask(client, onion)
    one = told[shop.name]
    assert (one.keeps, one.left, one.margin, one.proposed) == (8, 25_400, 56, 26_000)


def test_our_price_stands_beside_the_rivals_by_weight(client, world, onion, places):
    seen = {"seen_at": "Bandara", "seen_on": TODAY, "by": world.budi}
    workshop.note_rival(new_uid(), onion, name="Bawang Palu", price=30_000, weight_gram=50, **seen)
    workshop.note_rival(new_uid(), onion, name="Bawang kiloan", price=150_000, weight_gram=1_000, **seen)
    workshop.note_rival(new_uid(), onion, name="Sebungkus", price=5_000, **seen)
    client.force_login(world.budi)
    answer, _told = ask(client, onion)
    assert [(name, per, ours) for name, _where, _price, per, ours in answer.context["compared"]] == [
        ("Bawang kiloan", 15_000, False), (onion.name, 40_000, True), (onion.name, 45_000, True),
        (onion.name, 45_000, True), ("Bawang Palu", 60_000, False), ("Sebungkus", None, False),
    ]  # fmt: skip
    client.force_login(world.joko)
    assert client.get(reverse("market:prices", args=[onion.uid])).status_code == 404
