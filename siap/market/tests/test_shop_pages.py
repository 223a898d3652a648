"""A stranger buys without signing in, and meets no person anywhere."""

import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.market import services
from siap.market.models import Order
from siap.market.tests import given
from siap.workshop.models import Permit

BUYER = {"buyer": "Ibu Nurul", "phone": "0812 3456 7890", "how": "pickup", "method": "qris"}


@pytest.fixture
def shop(world, onion):
    return given.web_shop(world, onion)


def put(client, product, pieces):
    return client.post(reverse("shop:basket"), {"product": str(product.uid), "pieces": str(pieces)})


def buy(client, shop, **told):
    page = reverse("shop:checkout", args=[shop.uid])
    return client.post(page, {"uid": str(new_uid())} | BUYER | told)


def test_a_stranger_looks_orders_reports_and_sees_how_far_it_is(client, world, onion, shop):
    assert onion.name in client.get(reverse("shop:shelf")).content.decode()
    page = client.get(reverse("shop:product", args=[onion.uid])).content.decode()
    assert "Rp40.000" in page
    assert 'itemtype="https://schema.org/Product"' in page
    poster = reverse("shop:poster", args=[onion.uid])
    assert f'<meta property="og:image" content="http://testserver{poster}">' in page
    assert client.get(poster).content.startswith(b"\x89PNG")
    put(client, onion, 2)
    assert "Rp80.000" in client.get(reverse("shop:basket")).content.decode()
    answer = buy(client, shop)
    order = Order.objects.get()
    assert answer.url == reverse("shop:order", args=[order.secret])
    page = client.get(answer.url).content.decode()
    assert "Bayar Rp80.000" in page
    assert "<svg" in page
    assert "no-referrer" not in page  # its buttons would post with the origin null, and be refused
    client.post(reverse("shop:report", args=[order.secret]))
    assert "sedang diperiksa" in client.get(answer.url).content.decode()
    assert client.get(reverse("shop:invoice", args=[order.secret])).content.startswith(b"%PDF")


def test_only_the_secret_opens_an_order(client, world, onion):
    order = given.order(world, onion)
    for wrong in (order.number, str(order.uid), order.secret[:-1]):
        assert client.get(reverse("shop:order", args=[wrong])).status_code == 404
    assert order.phone not in client.get(reverse("shop:order", args=[order.secret])).content.decode()


def test_what_lost_its_permit_is_gone_from_the_shop_at_once(client, world, onion, shop):
    page = reverse("shop:product", args=[onion.uid])
    assert client.get(page).status_code == 200
    Permit.objects.filter(product=onion).delete()
    Permit.objects.filter(business=onion.business).delete()
    services.set_delivery_fee(shop, "Sigi", 15_000, by=world.head)  # any deed of the office renews the shelf
    assert client.get(page).status_code == 404
    assert onion.name not in client.get(reverse("shop:shelf")).content.decode()


def test_more_than_is_there_is_told_and_nothing_is_lost(client, world, onion, shop):
    put(client, onion, 99)
    assert "hanya tersedia" in client.get(reverse("shop:basket")).content.decode()
    answer = buy(client, shop)
    assert answer.status_code == 422
    assert "Ibu Nurul" in answer.content.decode()
    assert not Order.objects.exists()


def test_a_wrong_phone_is_told_beside_its_field(client, world, onion, shop):
    put(client, onion, 1)
    answer = buy(client, shop, phone="x")
    assert answer.status_code == 422
    assert "nomor telepon" in answer.content.decode()


def test_where_to_bring_it_is_asked_beside_its_field(client, onion, shop):
    client.post(reverse("shop:basket"), {"product": str(onion.uid), "pieces": "1"})
    told = {"uid": str(new_uid()), "buyer": "Ibu Nurul", "phone": "0812 3456 7890", "how": "delivery", "method": "qris"}
    page = client.post(reverse("shop:checkout", args=[shop.uid]), told)
    assert page.context["form"].errors == {"delivered_to": ["Pilih tempatnya dari daftar."]}
    assert not Order.objects.exists()


def test_a_basket_that_was_tampered_with_is_empty(client, onion, shop):
    client.cookies["keranjang"] = '{"x": 1}'
    assert client.get(reverse("shop:basket")).status_code == 200


def test_search_shelves_and_feeds_find_it(client, onion, shop):
    word = onion.name.split()[0].lower()
    assert onion.name in client.get(reverse("shop:shelf"), {"q": word}).content.decode()
    assert onion.name not in client.get(reverse("shop:shelf"), {"q": "tidak-ada"}).content.decode()
    assert onion.name not in client.get(reverse("shop:shelf"), {"rak": "kerajinan"}).content.decode()
    for name in ("sitemap", "feed"):
        tree = ElementTree.fromstring(client.get(reverse(f"shop:{name}")).content)
        assert str(onion.uid) in ElementTree.tostring(tree, encoding="unicode")


def test_no_person_stands_on_any_page_of_the_shop(client, world, onion, shop):
    pages = [reverse("shop:shelf"), reverse("shop:product", args=[onion.uid])]
    text = " ".join(client.get(page).content.decode() for page in pages)
    for person in (world.sari, world.dewi, world.tono, world.budi):
        assert not re.search(rf"\b{re.escape(person.name)}\b", text)


def test_a_list_once_read_asks_one_question(client, onion, shop, django_assert_num_queries):
    client.get(reverse("shop:shelf"))
    with django_assert_num_queries(1):
        client.get(reverse("shop:shelf"))


def test_an_officer_sets_aside_and_hands_over_on_his_pages(client, world, onion):
    order = given.order(world, onion, 1, method="cash")
    client.force_login(world.budi)
    assert order.number in client.get(reverse("market:orders")).content.decode()
    there = reverse("market:order", args=[order.uid])
    assert "0812" in client.get(there).content.decode()
    for deed in ("accept", "ready", "hand"):
        assert client.post(reverse("market:move-order", args=[order.uid]), {"deed": deed}).url == there
    order.refresh_from_db()
    assert order.state == Order.State.HANDED


def test_joko_sees_no_order_and_moves_none(client, world, onion):
    order = given.order(world, onion, 1, method="cash")
    client.force_login(world.joko)
    assert client.get(reverse("market:order", args=[order.uid])).status_code == 404
    assert client.post(reverse("market:move-order", args=[order.uid]), {"deed": "hand"}).status_code == 404
    assert client.post(reverse("market:cancel-order", args=[order.uid]), {"because": "x"}).status_code == 404
    assert order.number not in client.get(reverse("market:orders")).content.decode()
    order.refresh_from_db()
    assert order.state == Order.State.PLACED


def test_a_forged_qris_is_refused_beside_its_field(client, world, onion, shop):
    client.force_login(world.head)
    page = reverse("market:web-shop", args=[shop.uid])
    told = {"what": "qris", "nmid": "ID1020000000099", "payload": given.QRIS}
    answer = client.post(page, told)
    assert answer.status_code == 422
    assert "stiker palsu" in answer.content.decode()
    client.post(page, {"what": "fee", "place": "Sigi", "fee": "15000"})
    assert shop.delivery_fees.filter(place="Sigi", fee=15_000).exists()


def test_a_message_fills_the_form_and_becomes_an_order_that_is_answered(client, world, onion, shop):
    client.force_login(world.budi)
    page = reverse("market:key-order", args=[shop.uid])
    text = f"2 {onion.name}, 5 kue lapis\nDiantar ke Palu Timur, Jl. Merdeka 5. a.n. Nurul\n0812-3456-7890 transfer"
    read = client.post(page, {"text": text, "read": "1"})
    form = read.context["form"]
    told = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert told[f"pieces-{onion.uid.hex}"] == "2"
    assert (told["buyer"], told["phone"], told["delivered_to"]) == ("Nurul", "081234567890", "Palu Timur")
    assert "5 kue lapis" in read.content.decode()
    assert not Order.objects.exists()
    for _again in range(2):
        answer = client.post(page, told)
    order = Order.objects.get()
    assert answer.url == reverse("market:order", args=[order.uid])
    shown = client.get(answer.url).content.decode()
    assert order.secret in shown
    assert "wa.me/6281234567890" in shown
    client.post(reverse("market:move-order", args=[order.uid]), {"deed": "report"})
    order.refresh_from_db()
    assert order.reported_at is not None


def test_nothing_typed_is_lost_when_a_message_is_read(client, world, onion, shop):
    client.force_login(world.budi)
    read = client.post(
        reverse("market:key-order", args=[shop.uid]), {"text": "0812 3456 7890", "buyer": "Bu Lina", "read": "1"}
    )
    assert (read.context["form"]["buyer"].value(), read.context["form"]["phone"].value()) == ("Bu Lina", "081234567890")
