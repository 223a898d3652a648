"""A whole bazaar day without network on two phones, with everything that can go wrong, ends with exact stock, book and cash.

The network is really cut (`set_offline`), once in the middle of a replay; the queue is replayed twice and from two tabs; the
browser is closed and opened again. The phones are real profiles of Chromium, so that what they keep outlives them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from siap.business.tests import given as business
from siap.core import proofs
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market.models import Channel, Sale, Shortage
from siap.market.tests import given as market
from siap.people.models import User
from siap.web.models import OutboxItem
from siap.workshop import queries as stock
from siap.workshop.models import Product
from siap.workshop.tests import given as workshop
from tests import browser as house
from tests import world as world_of_tests
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JAR = "Bawang goreng 100 g"


class Phone:
    """An officer's phone with its own memory; it can be switched off and on again."""

    def __init__(self, playwright: object, folder: Path, address: str, user: User, channel: Channel) -> None:
        self._chromium = playwright.chromium  # type: ignore[attr-defined]
        self._folder, self._address, self.user = folder, address, user
        self._till = address + reverse("market:till", args=[channel.uid])
        self.context: BrowserContext
        self.page: Page
        self.complaints: list[str] = []

    def switch_on(self, *, signed_in: bool = True) -> None:
        """Open the browser, as its user."""
        self.context = self._chromium.launch_persistent_context(
            self._folder, executable_path=house.chromium(), args=house.QUIET, viewport=house.PHONE, locale="id-ID"
        )
        if signed_in:
            self.sign_in(self.user)
        self.page = self.context.pages[0]
        self.complaints = house.listen(self.page)

    def sign_in(self, user: User) -> None:
        """As somebody."""
        client = Client()
        client.force_login(user)
        self.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self._address}]
        )

    def switch_off(self) -> None:
        """Close the browser; what it wrote down stays in the phone."""
        self.context.close()

    def open_till(self) -> Page:
        """The till, kept for later once there is a network."""
        self.page.goto(self._till)
        return self.page

    def keep_till(self) -> None:
        """Wait until the till would open without network."""
        self.open_till()
        self._until(
            "async () => (await caches.has('pages')) && (await (await caches.open('pages')).keys()).length >= 2"
            " && (await caches.match('/static/market/till.js')) && (await caches.match('/static/ui/device/idb.js'))"
            " && (await caches.match('/static/market/scan/zxing_reader.wasm')) && true"
        )

    def _until(self, holds: str) -> None:
        """Wait until an asynchronous script says true (Playwright takes the promise itself for true)."""
        for _try in range(150):
            if self.page.evaluate(holds):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(holds)

    def cut(self, *, off: bool = True) -> None:
        """Take the network away, or give it back."""
        self.context.set_offline(off)

    def sell(self, jars: int) -> None:
        """Tap so many jars and sell them for cash."""
        for _jar in range(jars):
            self.page.get_by_role("button", name=f"Tambah {JAR}").click()
        self.page.locator("[data-sell]").click()

    def sell_offline(self, jars: int) -> None:
        """Sell, and see that it stays on the phone."""
        before = self.waiting()
        self.sell(jars)
        self.page.get_by_role("heading", name="Tersimpan di perangkat").wait_for()
        self._until(f"async () => {self._COUNT} === {before + 1}")

    _COUNT = """(await new Promise((done) => {
        const open = indexedDB.open('siap-usaha', 1);
        open.onsuccess = () => {
            const asked = open.result.transaction('items').objectStore('items').count();
            asked.onsuccess = () => { open.result.close(); done(asked.result); };
        };
    }))"""

    def waiting(self) -> int:
        """How many items lie on the phone."""
        return self.page.evaluate(f"async () => {self._COUNT}")

    def all_sent(self) -> None:
        """Wait until nothing lies on the phone any more."""
        self._until(f"async () => {self._COUNT} === 0")


@pytest.fixture
def fair(browser, live_server, tmp_path) -> Iterator[tuple[World, Product, Phone, Phone]]:
    """Ten jars at Bazar Palu, Budi's and Wati's phones."""
    world = world_of_tests.begin()
    onion = workshop.product(world, business.group(world))
    workshop.batch(world, onion)
    channel = market.priced(world, onion)
    playwright = browser.browser_type
    phones = [
        Phone(_Starter(playwright), tmp_path / user.username, live_server.url, user, channel)
        for user in (world.budi, world.wati)
    ]
    for phone in phones:
        phone.switch_on()
        phone.keep_till()
    yield world, onion, *phones
    for phone in phones:
        phone.switch_off()
        assert not phone.complaints, phone.complaints


class _Starter:
    """What starts a Chromium with a folder of its own."""

    def __init__(self, chromium: object) -> None:
        self.chromium = chromium


def proved() -> bool:
    """Every proof of the house holds."""
    offenders = {one.key: found.offender for one, found in proofs.run() if found.offender}
    assert not offenders
    return True


def test_a_day_on_two_phones_ends_with_exact_stock_book_and_cash(fair):
    world, onion, budi, wati = fair
    group = onion.business
    for phone in (budi, wati):
        phone.cut()
        phone.open_till()  # the page opens without network
        phone.page.get_by_text("Tanpa jaringan").wait_for()
    budi.sell_offline(4)
    wati.sell_offline(3)
    budi.sell_offline(2)
    budi.page.get_by_text("sisa 4").wait_for(timeout=5000)  # this phone knows of its own sales only
    wati.sell_offline(3)  # ten jars were there, twelve are sold
    assert not Sale.objects.exists()

    budi.switch_off()  # the battery is empty
    budi.switch_on()
    budi.cut()
    budi.open_till()
    assert budi.waiting() + Sale.objects.count() >= 2  # the browser itself may be sending them while it starts

    wati.cut(off=False)
    wati.page.evaluate("() => dispatchEvent(new Event('online'))")
    wati.all_sent()
    budi.cut(off=False)
    budi.open_till()
    budi.all_sent()

    sold = Sale.objects.filter(voided_at=None)
    assert sum(line.quantity for sale in sold for line in sale.lines.all()) == 12
    assert [one.pieces for one in Shortage.objects.all()] == [2]
    assert stock.pieces_on_hand(onion) == 0
    takings = 12 * market.PRICE
    assert book.balance(chart.revenue, book=group.book) == takings
    assert book.balance(chart.cash_in_hand(world.budi.pk)) == 6 * market.PRICE
    assert book.balance(chart.cash_in_hand(world.wati.pk)) == 6 * market.PRICE
    assert book.balance(chart.stock, book=group.book) == 0
    assert OutboxItem.objects.filter(state="done").count() == 4
    assert proved()


def test_the_network_goes_in_the_middle_of_a_replay_and_two_tabs_send_the_same_queue(fair):
    world, onion, budi, _wati = fair
    budi.cut()
    budi.open_till()
    for _sale in range(3):
        budi.sell_offline(1)
    sent: list[str] = []

    def answer_is_lost(route):
        """The office takes the items; its answer never arrives."""
        if route.request.method == "POST":
            sent.append(route.request.post_data)
            route.fetch()
            route.abort()
        else:
            route.continue_()

    budi.context.route("**/kotak-keluar/", answer_is_lost)
    budi.cut(off=False)
    budi.page.reload()
    budi.page.wait_for_function("() => !document.querySelector('[data-net]').hidden")
    budi.page.wait_for_timeout(300)
    assert sent
    assert budi.waiting() == 3  # the phone keeps what it was not told about
    assert Sale.objects.count() == 3
    budi.context.unroute("**/kotak-keluar/")
    other = budi.context.new_page()
    other.goto(budi.page.url)
    budi.page.reload()
    budi.all_sent()
    assert Sale.objects.count() == 3
    assert OutboxItem.objects.count() == 3
    assert stock.pieces_on_hand(onion) == 7
    assert proved()


def test_signing_out_loses_nothing_and_another_person_sends_nothing_of_his(fair):
    world, onion, budi, _wati = fair
    budi.cut()
    budi.open_till()
    budi.sell_offline(1)
    budi.sign_in(world.wati)
    budi.cut(off=False)
    budi.page.goto(budi._address + reverse("web:outbox-waiting"))
    budi.page.get_by_text("masuk sebagai Budi Santoso untuk mengirim").wait_for()
    assert budi.waiting() == 1
    assert not Sale.objects.exists()
    budi.sign_in(world.budi)
    budi.page.goto(budi._address + reverse("web:outbox-waiting"))
    budi.all_sent()
    assert Sale.objects.get().rung_up_by == world.budi
