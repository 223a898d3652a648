"""Who came home sells under his own name: nothing in the public shop says where he was, or who accompanies him."""

import pytest
from django.urls import reverse

from siap.business import services as business
from siap.business.tests import given as groups
from siap.core import clock
from siap.core.ids import new_uid
from siap.market import queries, services, views
from siap.market.tests import given
from siap.web import services as web
from siap.workshop.tests import given as workshop

CUSTODY = ("di dalam", "pulang", "kelompok pembuatnya", "anggota")


@pytest.fixture
def jar(world):
    """Sari's own fried onion, ready, in a shop on the web of the Bapas that accompanies her."""
    with clock.fixed(clock.at(given.OPENED_ON)):
        venture = business.open_venture(world.sari, "Bawang Sari", "Bawang goreng", unit=world.bapas, by=world.hendra)
        product = workshop.product(world, venture)
        shop = services.open_channel(
            world.bapas, "Toko Bapas Palu", "online", seller_name="Koperasi Contoh", by=world.hendra
        )
        services.set_price(shop, product, given.PRICE, valid_from=given.OPENED_ON, by=world.hendra)
    workshop.batch(world, product)
    return product


def test_its_page_names_no_unit_and_no_custody(client, world, jar):
    page = client.get(reverse("shop:product", args=[jar.uid])).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "Bawang Sari" in main
    assert not [word for word in (world.bapas.name, "Bapas", *CUSTODY) if word in main]
    shelf = client.get(reverse("shop:shelf")).content.decode()
    assert "Dibuat di dalam" not in shelf


def test_neither_does_what_programs_and_links_are_told(client, world, jar, monkeypatch):
    _key, told = web.make_key(new_uid(), "BPS Kota Palu", by=None)
    (row,) = client.get(reverse("web:api-products"), headers={"Authorization": f"Bearer {told}"}).json()["data"]
    assert (row["brand"], row["made_at"]) == ("Bawang Sari", "")
    assert queries.catalogue()[jar.uid].says("bapas") is False
    drawn = []
    monkeypatch.setattr(views.shop, "poster", lambda *says: drawn.append(says) or b"")
    client.get(reverse("shop:poster", args=[jar.uid]))
    assert drawn[0][3] == "Bawang Sari"


def test_a_groups_page_still_says_where_it_is_made(client, world):
    onion = workshop.product(world, groups.group(world))
    workshop.batch(world, onion)
    given.web_shop(world, onion)
    page = client.get(reverse("shop:product", args=[onion.uid])).content.decode()
    assert world.palu.name in page
    assert "sampai ia pulang" in page
