"""A phone without network beside selling: hours of a day; a clock that is a day wrong; no room left."""

from datetime import timedelta

import pytest
from django.urls import reverse

from siap.business.models import HoursSheet
from siap.core import clock
from siap.market.models import Sale
from siap.web.models import OutboxItem
from tests.browser_stall.test_day_without_network import fair, proved  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    _world, _onion, budi, _wati = fair
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
    budi.cut(off=False)
    budi.page.reload()
    budi.all_sent()
    assert Sale.objects.get().sold_on == clock.today()
    assert proved()
