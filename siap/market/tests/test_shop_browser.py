"""A stranger on a slow network buys in two screens, and what he paid counts when somebody else saw the money."""

import gzip
from datetime import timedelta

import pytest
from django.urls import reverse

from siap.business.tests import given as business
from siap.core.ids import new_uid
from siap.market import services
from siap.market.models import Order
from siap.market.tests import given
from siap.workshop import services as workshop
from siap.workshop.tests import given as workshop_given
from tests import world as world_of_tests
from tests.browser import ONCE
from tests.world import TODAY

pytestmark = [ONCE, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_BYTES = 150 * 1024
"""Of the first load, compressed, without pictures."""
MOST_MS = 3_000
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""WebPageTest's “Slow 3G”: 400 kbit/s both ways, 400 ms there and back. Harder than life: nothing of it is compressed here, while
the office's server sends style and script compressed."""
SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value
}).observe({type: 'layout-shift', buffered: true})"""


@pytest.fixture
def shop(client, page, live_server):
    """The shop on a stranger's phone, its one jar with a photograph: who is in the office, and the jar."""
    world = world_of_tests.begin()
    onion = workshop_given.product(world, business.group(world))
    workshop_given.batch(world, onion)
    given.web_shop(world, onion)
    workshop.describe_product(
        onion, target_buyer="", story="", needs_panel=False, photo=workshop_given.picture(), by=world.budi
    )
    page.add_init_script(SHIFTS)
    client.get(reverse("shop:shelf"))  # the office's computer is awake
    return world, onion


def load_slowly(page, url):
    """Open a page on a slow network: bytes of its answers without pictures, compressed, and when something can be read (ms)."""
    heard = []
    page.on("response", lambda answer: heard.append(answer))
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.clearBrowserCache")
    network.send("Network.emulateNetworkConditions", SLOW_3G)
    page.goto(url, wait_until="load")
    network.send("Network.emulateNetworkConditions", SLOW_3G | {"latency": 0, "downloadThroughput": -1})
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    words = [one for one in heard if not one.headers.get("content-type", "").startswith("image/jpeg")]
    return sum(len(gzip.compress(one.body())) for one in words), paint


def test_a_stranger_buys_on_a_slow_network_and_his_transfer_counts_when_somebody_saw_it(page, live_server, shop):
    office, _onion = shop
    for _try in range(3):  # the network is slow by the clock, this machine only when others keep it busy
        compressed, paint = load_slowly(page, live_server.url + reverse("shop:shelf"))
        if paint <= MOST_MS:
            break
    assert compressed <= MOST_BYTES
    assert paint <= MOST_MS
    page.get_by_role("link", name="Bawang goreng 100 g").click()
    page.wait_for_load_state("load")
    for image in page.locator("img").all():
        assert image.get_attribute("width"), image.get_attribute("src")
        assert image.get_attribute("height")
    page.get_by_label("Jumlah").fill("2")
    page.get_by_role("button", name="Masukkan keranjang").click()
    page.get_by_role("link", name="Lanjut: cara menerima dan bayar").click()
    page.get_by_label("Nama Anda").fill("Ibu Nurul")
    page.get_by_label("Nomor WhatsApp").fill("0812 3456 7890")
    page.get_by_role("radio", name="Transfer bank").check()
    page.get_by_role("button", name="Pesan sekarang").click()
    page.get_by_role("heading", name="Bayar Rp80.001").wait_for()
    assert page.evaluate("window.shifted") < 0.01
    page.get_by_role("button", name="Saya sudah bayar").click()
    page.get_by_text("Pembayaran Anda sedang diperiksa").wait_for()
    order = services.accept_order(Order.objects.get(), by=office.budi)
    assert not order.sale.is_paid
    services.verify_payment(order.sale.payment, evidence="Mutasi", by=office.wati)
    services.hand_over_order(services.ready_order(order, by=office.budi), by=office.budi)
    page.reload()
    page.get_by_role("heading", name="Terima kasih, pesanan sudah Anda terima").wait_for()


def test_the_other_buttons_of_an_order_work_too(page, live_server, shop):
    office, onion = shop
    see = lambda order: page.goto(live_server.url + reverse("shop:order", args=[order.secret]))  # noqa: E731
    see(given.order(office, onion, 1))
    page.get_by_role("button", name="Batalkan pesanan").click()
    page.get_by_role("heading", name="Pesanan ini dibatalkan").wait_for()
    asked = services.ask_quote(
        new_uid(), given.web_shop(office, onion), [(onion, 240)], buyer="SD Contoh", phone="081234567890", how="pickup",
        method="transfer", wanted_on=TODAY + timedelta(30),
    )  # fmt: skip
    told = {"promised_on": TODAY + timedelta(28), "valid_until": TODAY + timedelta(7)}
    see(services.answer_quote(asked, {onion.pk: 36_000}, **told, by=office.budi))
    page.get_by_role("button", name="Terima penawaran ini").click()
    page.get_by_role("heading", name="Bayar Rp8.640.001").wait_for()


def test_the_network_goes_in_the_middle_of_a_checkout_and_nothing_is_lost_or_doubled(page, live_server, shop):
    _office, onion = shop
    page.goto(live_server.url + reverse("shop:product", args=[onion.uid]))
    page.get_by_role("button", name="Masukkan keranjang").click()
    page.get_by_role("link", name="Lanjut: cara menerima dan bayar").click()
    page.get_by_label("Nama Anda").fill("Ibu Nurul")
    page.get_by_label("Nomor WhatsApp").fill("12")
    send = page.get_by_role("button", name="Pesan sekarang")
    send.click()
    page.get_by_text("Tulis nomor telepon yang lengkap").wait_for()
    page.get_by_label("Nomor WhatsApp").fill("0812 3456 7890")
    page.context.set_offline(True)
    send.click()
    page.get_by_text("Belum terkirim").wait_for()
    assert not Order.objects.exists()
    page.context.set_offline(False)

    def answer_is_lost(route):
        """The office takes the order; its answer never arrives."""
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/pesan/**", answer_is_lost)
    send.click()
    page.get_by_text("Belum terkirim").wait_for()
    page.wait_for_function("() => !document.querySelector('main form button').disabled")
    assert Order.objects.count() == 1
    page.unroute("**/pesan/**")
    send.click()
    page.get_by_role("heading", name="Bayar Rp40.000").wait_for()
    assert Order.objects.count() == 1
