"""Days on which nobody works: of a unit, or of all."""

from datetime import date

import pytest
from django.urls import reverse

from siap.people import queries, services
from siap.people.models import DayOff

TUESDAY = date(2026, 11, 3)  # the day after the world's today


def test_the_working_day_before_passes_over_weekends_and_days_off(world):
    services.write_day_off(None, TUESDAY, "Cuti bersama", by=world.manager)
    services.write_day_off(world.palu, date(2026, 11, 5), "Hari jadi kota", by=world.head)
    before = queries.working_day_before
    assert before(date(2026, 11, 4), world.palu) == date(2026, 11, 2)
    assert before(date(2026, 11, 2), world.palu) == date(2026, 10, 30)
    assert (before(date(2026, 11, 6), world.palu), before(date(2026, 11, 6))) == (date(2026, 11, 4), date(2026, 11, 5))


def test_a_day_is_written_once_and_never_behind_us(world):
    first = services.write_day_off(world.palu, TUESDAY, "Libur", by=world.head)
    assert services.write_day_off(world.palu, TUESDAY, "Lagi", by=world.head) == first
    with pytest.raises(services.DayOffOver):
        services.write_day_off(world.palu, date(2026, 11, 1), "Lalu", by=world.head)


def test_a_head_writes_and_strikes_the_days_of_his_unit_only(client, world):
    page = reverse("people:days-off")
    everywhere = services.write_day_off(None, date(2026, 12, 25), "Natal", by=world.manager)
    client.force_login(world.head)
    told = {"on": TUESDAY.isoformat(), "name": "Hari jadi kota"}
    assert client.post(page, told).status_code == 422  # not for all units
    assert client.post(page, told | {"unit": str(world.bapas.uid)}).status_code == 422
    assert client.post(page, told | {"unit": str(world.palu.uid)}).status_code == 302
    assert "Hari jadi kota" in client.get(page).content.decode()
    assert client.post(page, {"strike": everywhere.pk, "on": "2026-12-25"}).status_code == 404
    client.post(page, {"strike": DayOff.objects.get(unit=world.palu).pk, "on": TUESDAY.isoformat()})
    assert list(DayOff.objects.all()) == [everywhere]
