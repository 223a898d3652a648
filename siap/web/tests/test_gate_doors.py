"""The gate from every side: whatever a product lacks, no door opens; what was sold all the same is booked and flagged."""

from datetime import timedelta

import pytest
from django.urls import reverse

from siap.business.tests import given as business
from siap.core import proofs
from siap.core.ids import new_uid
from siap.market import queries, rules, services
from siap.market.models import Order, Outlet, Promotion, Sale
from siap.market.queries import ordering
from siap.market.tests import given
from siap.web import services as web
from siap.web.tests.test_outbox import Device, sale
from siap.workshop import queries as stock
from siap.workshop import services as workshop
from siap.workshop.models import Permit
from siap.workshop.tests import given as made
from tests.world import TODAY


@pytest.fixture
def onion(world):
    """Fried onion that is sold everywhere: at the bazaar, in the shop on the web, at a marketplace, and six jars at a kiosk."""
    product = made.product(world, business.group(world))
    made.batch(world, product)
    given.priced(world, product)
    given.web_shop(world, product)
    services.set_price(given.marketplace(world), product, given.PRICE, valid_from=TODAY, by=world.budi)
    kiosk = services.open_outlet(new_uid(), world.palu, "Galeri UMKM", address="Palu", fee_percent=10, by=world.budi)
    services.set_price(kiosk.channel, product, given.PRICE, valid_from=TODAY, by=world.budi)
    services.bring_goods(new_uid(), kiosk, [(product, 6)], by=world.budi)
    return product


def _missing(world, onion):
    Permit.objects.filter(kind="halal").delete()


def _lapsed(world, onion):
    Permit.objects.filter(kind="spp_irt").update(valid_until=TODAY - timedelta(days=1))


def _withdrawn(world, onion):
    permit = onion.permits.get(kind="spp_irt")
    workshop.withdraw_permit(permit, on=TODAY, because="Surat Dinas Kesehatan 12", by=world.budi)


def _of_another_product(world, onion):
    other = made.idea(world, onion.business, "BGP", "Bawang goreng pedas")
    Permit.objects.filter(kind="halal").update(product=other)


def _let_off_by_one_person(world, onion):
    Permit.objects.filter(kind="spp_irt").delete()
    workshop.ask_exemption(new_uid(), onion, "edar", because="Surat dinas", document=b"%PDF-1.7 surat", by=world.budi)


def _unweighed(world, onion):
    egg = made.material(world, onion.business, "Telur", "pcs")
    workshop.write_recipe(onion, lines={egg: 3}, yields=10, by=world.budi)


CAUSES = {
    "Halal": _missing, "sudah lewat": _lapsed, "dicabut atau dibekukan": _withdrawn, "belum ada": _of_another_product,
    "SPP-IRT": _let_off_by_one_person, "berat satu buah": _unweighed,
}  # fmt: skip


@pytest.mark.parametrize("says", CAUSES)
def test_no_door_opens(client, world, onion, says):
    CAUSES[says](world, onion)
    ordering._catalogue.cache_clear()  # rows were changed behind the program's back
    assert says in " ".join(stock.gate(onion, TODAY).lacks)
    client.force_login(world.budi)
    bazaar, shop = given.bazaar(world), given.web_shop(world, onion)
    kiosk = Outlet.objects.get()

    _refused_at_the_till(client, bazaar, onion, says)
    _refused_in_the_shop(client, world, shop, onion)
    price = reverse("market:price", args=[bazaar.uid, onion.uid])
    assert says in client.post(price, {"price": "39.000", "valid_from": TODAY.isoformat()}).content.decode()
    with pytest.raises(rules.MissingForSale):
        services.promote(new_uid(), bazaar, onion, 39_000, from_on=TODAY, until_on=TODAY, by=world.budi)
    with pytest.raises(rules.MissingForSale):
        services.bundle(
            new_uid(), bazaar, "Dua stoples", [(onion, 2)], 2 * given.PRICE - 1_000, from_on=TODAY, until_on=TODAY,
            by=world.budi,
        )  # fmt: skip
    with pytest.raises(rules.MissingForSale):
        services.bring_goods(new_uid(), kiosk, [(onion, 1)], by=world.budi)
    assert queries.goods_to_upload(given.marketplace(world), {}) == []
    assert not any(kind.objects.exists() for kind in (Sale, Order, Promotion))

    phone = Device(client, world.budi)
    assert phone.send(phone.item("sale", sale(world, onion))) == ["done"]
    services.visit_outlet(new_uid(), kiosk, sold=[(onion, 2)], by=world.budi)
    flagged = [[(flag.kind, says in flag.says) for flag in one.flags.all()] for one in Sale.objects.all()]
    assert flagged == [[("permit", True)], [("permit", True)]]

    workshop.move_product(onion, "permits", because="Izinnya diurus lagi", by=world.budi)
    shown = client.post(reverse("workshop:ready", args=[onion.uid]), follow=True).content.decode()
    assert says in shown
    onion.refresh_from_db()
    assert not onion.is_for_sale
    kinds = {"flags", "withdrawn-permits", "exemptions"}
    assert not [found.offender for one, found in proofs.run() if one.key in kinds and found.offender]


def _refused_at_the_till(client, bazaar, onion, says):
    rung = {"uid": str(new_uid()), f"pieces-{onion.uid.hex}": "1", "method": "cash", "buyer": ""}
    answer = client.post(reverse("market:till", args=[bazaar.uid]), rung)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def _refused_in_the_shop(client, world, shop, onion):
    """Neither shown nor told to programs, neither ordered on the web nor in a chat, nor offered to an institution."""
    assert onion.name not in client.get(reverse("shop:shelf")).content.decode()
    _key, told = web.make_key(new_uid(), "BPS Kota Palu", by=None)
    answer = client.get(reverse("web:api-products"), headers={"Authorization": f"Bearer {told}"})
    assert answer.json() == {"data": []}
    buyer = {"buyer": "Ibu Nurul", "phone": "081234567890", "how": "pickup", "method": "qris"}
    client.post(reverse("shop:basket"), {"product": str(onion.uid), "pieces": "1"})
    client.post(reverse("shop:checkout", args=[shop.uid]), {"uid": str(new_uid())} | buyer)
    keyed = {"uid": str(new_uid()), f"pieces-{onion.uid.hex}": "1"} | buyer
    assert client.post(reverse("market:key-order", args=[shop.uid]), keyed).status_code == 422
    with pytest.raises(rules.MissingForSale):
        services.ask_quote(new_uid(), shop, [(onion, 40)], wanted_on=TODAY + timedelta(30), **buyer)


def test_an_order_whose_permit_lapsed_meanwhile_is_not_handed_over(world, onion):
    order = given.order(world, onion, 1, method="cash")
    _lapsed(world, onion)
    with pytest.raises(rules.MissingForSale):
        services.ready_order(order, by=world.budi)
    assert not Sale.objects.exists()


def test_a_bag_has_its_own_shorter_list(world, onion):
    bag = workshop.plan_product(
        onion.business,
        code="TAS",
        name="Tas nilon",
        is_food=False,
        weight_gram=None,
        shelf_life_days=None,
        by=world.budi,
    )
    button = made.material(world, onion.business, "Kancing", "pcs")
    workshop.write_recipe(bag, lines={button: 2}, yields=1, by=world.budi)
    Permit.objects.exclude(kind="nib").delete()
    assert not stock.gate(bag, TODAY).lacks
    Permit.objects.all().delete()
    assert [one.startswith("NIB") for one in stock.gate(bag, TODAY).lacks] == [True]
    with pytest.raises(workshop.NotReady, match="NIB"):
        workshop.make_ready(bag, by=world.budi)
