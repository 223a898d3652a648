"""A licence lapses: the product is refused at every screen and at the till, and nothing moves; what a device sold all the same
is booked and flagged."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core import clock
from siap.core.ids import new_uid
from siap.market.models import Sale
from siap.market.rules import MissingForSale
from siap.market.tests import given as given_market
from siap.web import rules
from siap.workshop import queries
from siap.workshop.models import Product
from siap.workshop.tests import given
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(world: World) -> Product:
    """Ten jars at a price; their halal certificate ended yesterday."""
    product = given.product(world, business.group(world))
    given.batch(world, product)
    given_market.priced(world, product)
    product.business.permits.filter(kind="halal").update(valid_until=TODAY - timedelta(days=1))
    return product


def test_every_screen_says_what_is_missing_and_nothing_moves(client: Client, world: World, product: Product) -> None:
    client.force_login(world.budi)
    channel = given_market.bazaar(world)
    told = {"uid": new_uid(), "price": "45.000", "valid_from": TODAY.isoformat()}
    price = client.post(reverse("market:price", args=[channel.uid, product.uid]), told)
    rung = {"uid": new_uid(), f"pieces-{product.uid.hex}": "1", "method": "cash", "buyer": ""}
    till = client.post(reverse("market:till", args=[channel.uid]), rung)
    assert (price.status_code, till.status_code) == (422, 422)
    assert "Halal" in price.content.decode()
    assert not Sale.objects.exists()
    assert queries.pieces_on_hand(product) == 10
    product.stage = Product.Stage.PERMITS
    product.save(update_fields=["stage"])
    ready = client.post(reverse("workshop:ready", args=[product.uid]), follow=True).content.decode()
    assert "belum boleh dijual" in ready
    assert Product.objects.get().stage == Product.Stage.PERMITS


def test_what_a_phone_sold_all_the_same_is_booked_and_flagged(client: Client, world: World, product: Product) -> None:
    client.force_login(world.budi)
    price = given_market.PRICE
    sold = {
        "channel": str(given_market.bazaar(world).uid), "buyer": "", "paid": [{"method": "cash", "amount": price}],
        "lines": [{"product": str(product.uid), "pieces": 1, "price": price, "lot": ""}],
    }  # fmt: skip
    body = json.dumps({
        "verb": "sale", "user": str(world.budi.uid), "device": str(new_uid()), "sequence": 1, "skew": 0,
        "made_at": int(clock.now().timestamp() * 1000), "payload": sold,
    })  # fmt: skip
    item = {"uid": str(new_uid()), "digest": rules.digest_of(body), "body": body}
    sent = client.post(reverse("web:outbox"), json.dumps({"items": [item]}), content_type="application/json")
    assert [one["state"] for one in sent.json()["answers"]] == ["done"]
    assert Sale.objects.get().flags.exists()
    with pytest.raises(MissingForSale, match="Halal"):
        given_market.sale(world, product, 1)
