"""A phone without network beside selling: hours of a day; a clock that is a day wrong; no room left; a label before the
camera."""

from datetime import timedelta
from io import BytesIO

import pytest
import segno
from django.urls import reverse
from PIL import Image

from siap.business.models import HoursSheet
from siap.business.tests import given as business
from siap.core import clock
from siap.market.models import Sale
from siap.market.tests import given as market
from siap.web.models import OutboxItem
from siap.workshop import queries as stock
from siap.workshop.tests import given as workshop
from tests import browser as house
from tests import world as world_of_tests
from tests.browser import ONCE
from tests.browser_stall.test_day_without_network import fair, proved  # noqa: F401  (a fixture)

pytestmark = [ONCE, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_hours_are_written_down_without_network_under_workshop_names(fair):  # noqa: F811
    world, onion, budi, _wati = fair
    sheets = budi._address + reverse("web:sheets")
    budi.page.goto(sheets)
    budi._until(
        "async () => Boolean(await caches.match('/kotak-keluar/lembar/'))"
        " && Boolean(await caches.match('/static/ui/device/sheets.js'))"
    )
    budi.cut()
    budi.page.goto(sheets)
    budi.page.get_by_text(onion.business.name).first.click()
    assert world.sari.name not in budi.page.content()
    budi.page.get_by_label(world.sari.workshop_name).first.fill("3,5")
    budi.page.get_by_role("button", name="Simpan jam kerja").click()
    budi.page.get_by_text("Tersimpan di perangkat.").wait_for()
    assert (budi.waiting(), HoursSheet.objects.count()) == (1, 0)
    budi.cut(off=False)
    budi.page.reload()
    budi.all_sent()
    assert [one.minutes for one in HoursSheet.objects.get().times.all()] == [210]
    assert OutboxItem.objects.get().state == "done"


def test_a_clock_that_is_a_day_behind_sells_today_and_a_full_phone_says_so(fair):  # noqa: F811
    _world, onion, budi, _wati = fair
    budi.page.clock.set_fixed_time(clock.now() - timedelta(days=1))
    budi.open_till()
    budi._until("async () => Boolean(document.querySelector('[data-net]'))")
    budi.page.wait_for_timeout(500)  # it asks what time it is
    budi.cut()
    budi.page.evaluate(
        "() => { IDBObjectStore.prototype.add = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    budi.sell(1)
    budi.page.get_by_text("BELUM tersimpan").wait_for()
    assert budi.waiting() == 0
    assert budi.page.locator("[data-sell]").text_content() == "Jual Rp40.000"  # what was tapped stays
    budi.open_till()
    budi.sell_offline(1)
    budi.sell_offline(3)
    budi.page.get_by_text("Salah catat? Batalkan penjualan ini").click()
    budi.page.get_by_label("Alasan").fill("Salah ketuk")
    budi.page.get_by_role("button", name="Batalkan penjualan ini").click()
    budi.page.get_by_text("sisa 9").wait_for()
    budi.cut(off=False)
    budi.page.reload()
    budi.all_sent()
    assert {sale.sold_on for sale in Sale.objects.all()} == {clock.today()}
    assert [sale.total for sale in Sale.objects.filter(voided_at=None)] == [40_000]
    assert stock.pieces_on_hand(onion) == 9
    assert proved()


def test_the_camera_reads_a_label_into_the_till(browser, client, live_server, tmp_path):
    world = world_of_tests.begin()
    onion = workshop.product(world, business.group(world))
    lot = workshop.batch(world, onion).lot
    seen = tmp_path / "label.mjpeg"
    seen.write_bytes(_photo(f"{live_server.url}{reverse('workshop:jar', args=[lot.uid])}") * 10)
    client.force_login(world.budi)
    camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    phone = browser.browser_type.launch(
        executable_path=house.chromium(), args=[*house.QUIET, *camera, f"--use-file-for-fake-video-capture={seen}"]
    )
    context = phone.new_context(viewport=house.PHONE, locale="id-ID", permissions=["camera"])
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    complaints = house.listen(page)
    page.goto(live_server.url + reverse("market:till", args=[market.priced(world, onion).uid]))
    page.get_by_role("button", name="Pindai dengan kamera").click()
    page.get_by_text(f"{onion.name}, {lot.number}: 1").wait_for()
    page.locator("[data-sell]").click()
    page.get_by_text("Terjual Rp40.000").wait_for()
    assert Sale.objects.get().lines.get().lot == lot
    phone.close()
    assert not complaints, complaints


def _photo(address: str) -> bytes:
    """A label before the camera, as one picture of a film."""
    code = BytesIO()
    segno.make_qr(address).save(code, kind="png", scale=6, border=4)
    label, table = Image.open(code).convert("RGB"), Image.new("RGB", (640, 480), "#cccccc")
    table.paste(label, ((640 - label.width) // 2, (480 - label.height) // 2))
    film = BytesIO()
    table.save(film, "JPEG", quality=95)
    return film.getvalue()
