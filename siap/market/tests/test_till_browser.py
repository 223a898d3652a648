"""The till on a phone: it counts along, gives change, and sells with one tap."""

import pytest
from django.urls import reverse

from siap.business.tests import given as business
from siap.market.models import Sale
from siap.market.tests import given
from siap.workshop import services
from siap.workshop.tests import given as workshop
from tests import world as world_of_tests
from tests.browser import ONCE

pytestmark = [ONCE, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def till(client, page, live_server):
    """Budi's phone, open at the till of Bazar Palu with ten jars of fried onion."""
    world = world_of_tests.begin()
    product = workshop.product(world, business.group(world))
    services.describe_product(
        product, target_buyer="", story="", needs_panel=False, photo=workshop.picture(), by=world.budi
    )
    workshop.batch(world, product)
    client.force_login(world.budi)
    session = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": session.value, "url": live_server.url}])
    page.goto(live_server.url + reverse("market:till", args=[given.priced(world, product).uid]))
    return page


def test_tapping_counts_along_and_one_tap_sells(till):
    more = till.get_by_role("button", name="Tambah Bawang goreng 100 g")
    till.locator(".shelf img").click()  # the picture is the largest thing to tap
    for _tap in range(2):
        more.click()
    till.get_by_role("button", name="Kurangi Bawang goreng 100 g").click()
    till.get_by_label("Uang diterima").fill("100.000")
    assert till.get_by_text("Kembali Rp20.000").is_visible()
    till.get_by_role("button", name="Jual Rp80.000").click()
    till.get_by_text("Terjual Rp80.000").wait_for()
    assert Sale.objects.get().total == 80_000


def test_qris_asks_for_no_change_and_short_money_is_said(till):
    till.get_by_role("button", name="Tambah Bawang goreng 100 g").click()
    till.get_by_label("Uang diterima").fill("30000")
    assert till.get_by_text("Kurang Rp10.000").is_visible()
    till.get_by_role("radio", name="QRIS").check()
    assert not till.get_by_label("Uang diterima").is_visible()


def test_no_more_is_tapped_than_is_there(till):
    for _tap in range(12):
        till.get_by_role("button", name="Tambah Bawang goreng 100 g").click()
    assert till.get_by_role("textbox", name="Bawang goreng 100 g").input_value() == "10"
