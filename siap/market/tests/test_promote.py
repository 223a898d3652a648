"""Less for some days, and the usual price comes back by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.proofs import run
from siap.market import queries, rules, services
from siap.market.models import Promotion
from siap.market.tests import given
from tests.world import TODAY

LESS = 35_000


@pytest.fixture
def channel(world, onion):
    return given.web_shop(world, onion)


def promote(world, channel, onion, price=LESS, *, uid=None, first=0, last=2):
    days = {"from_on": TODAY + timedelta(days=first), "until_on": TODAY + timedelta(days=last)}
    return services.promote(uid or new_uid(), channel, onion, price, **days, by=world.budi)


def test_it_holds_on_its_days_and_on_no_other(world, channel, onion):
    promote(world, channel, onion, first=1)
    assert [queries.price_of(channel, onion, TODAY + timedelta(days=one)) for one in range(4)] == [
        given.PRICE, LESS, LESS, given.PRICE
    ]  # fmt: skip


def test_an_order_and_the_shop_take_it(client, world, channel, onion):
    promote(world, channel, onion)
    page = client.get(reverse("shop:product", args=[onion.uid])).content.decode()
    assert "Rp35.000" in page
    assert "Rp40.000</s>" in page
    assert given.order(world, onion, 2).total == 2 * LESS


def test_sending_it_twice_makes_one(world, channel, onion):
    uid = new_uid()
    assert promote(world, channel, onion, uid=uid) == promote(world, channel, onion, uid=uid)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"price": given.PRICE}, rules.PromotionWrong),
        ({"price": 0}, rules.PriceWrong),
        ({"price": 1}, rules.BelowCost),
        ({"first": -1}, rules.PromotionDaysWrong),
        ({"first": 2, "last": 1}, rules.PromotionDaysWrong),
    ],
)
def test_what_is_no_promotion_is_refused(world, channel, onion, told, refusal):
    with pytest.raises(refusal):
        promote(world, channel, onion, **told)
    assert not Promotion.objects.exists()


def test_two_of_one_product_share_no_day(world, channel, onion):
    promote(world, channel, onion)
    with pytest.raises(rules.PromotionDaysWrong):
        promote(world, channel, onion, 30_000, first=2, last=5)


def test_it_ends_earlier_and_what_was_set_is_proved(world, channel, onion):
    promotion = services.end_promotion(promote(world, channel, onion), by=world.budi)
    assert promotion.until_on == TODAY
    assert queries.price_of(channel, onion, TODAY + timedelta(days=1)) == given.PRICE
    assert not {one.key: found.offender for one, found in run() if found.offender}


def test_a_person_sets_and_ends_it_on_the_page_of_the_price(client, world, channel, onion):
    client.force_login(world.budi)
    page = reverse("market:price", args=[channel.uid, onion.uid])
    told = {
        "what": "promote",
        "uid": str(new_uid()),
        "price": "1",
        "from_on": TODAY.isoformat(),
        "until_on": "2027-01-01",
    }
    refused = client.post(page, told)
    assert refused.status_code == 422
    assert "berbiaya" in refused.content.decode()
    client.post(page, told | {"below_cost_because": "Sebentar lagi habis masanya"})
    assert "Sebentar lagi habis masanya" in client.get(page).content.decode()
    client.post(page, {"what": "end", "promotion": str(Promotion.objects.get().uid)})
    assert Promotion.objects.get().until_on == clock.today()
