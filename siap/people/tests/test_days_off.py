"""Days on which nobody works: of a unit, or of all."""

from datetime import date
from functools import partial

from django.urls import reverse

from siap.core.ids import new_uid
from siap.people import queries, services
from siap.people.models import UnitDay

TUESDAY = date(2026, 11, 3)  # the day after the world's today


def test_the_working_day_before_passes_over_weekends_and_days_of_rest(world):
    note = partial(services.note_unit_days, by=world.head)
    note(new_uid(), None, "holiday", "Cuti bersama", from_on=TUESDAY, until_on=TUESDAY)
    note(new_uid(), world.palu, "other", "Hari jadi kota", from_on=date(2026, 11, 5), until_on=date(2026, 11, 5))
    note(new_uid(), world.palu, "fasting", "Ramadan", from_on=date(2026, 11, 1), until_on=date(2026, 11, 30))
    before = queries.working_day_before
    assert before(date(2026, 11, 4), world.palu) == date(2026, 11, 2)
    assert before(date(2026, 11, 2), world.palu) == date(2026, 10, 30)
    assert (before(date(2026, 11, 6), world.palu), before(date(2026, 11, 6))) == (date(2026, 11, 4), date(2026, 11, 5))


def test_a_head_writes_and_strikes_the_days_of_his_unit_only(client, world):
    page = reverse("people:unit-days")
    christmas = date(2026, 12, 25)
    everywhere = services.note_unit_days(
        new_uid(), None, "worship", "Natal", from_on=christmas, until_on=christmas, by=world.manager
    )
    told = {"uid": str(new_uid()), "kind": "other", "name": "Hari jadi kota", "from_on": TUESDAY.isoformat()}
    client.force_login(world.head)
    assert client.post(page, told).status_code == 422  # not for all units
    assert client.post(page, told | {"unit": str(world.bapas.uid)}).status_code == 422
    assert client.post(page, told | {"unit": str(world.palu.uid)}).status_code == 302
    assert "Hari jadi kota" in client.get(page).content.decode()
    assert client.post(reverse("people:drop-unit-days", args=[everywhere.uid])).status_code == 404
    client.post(reverse("people:drop-unit-days", args=[UnitDay.objects.get(unit=world.palu).uid]))
    assert list(UnitDay.objects.all()) == [everywhere]
    client.force_login(world.manager)
    assert client.post(page, told | {"uid": str(new_uid()), "unit": ""}).status_code == 302
    assert UnitDay.objects.filter(unit=None).count() == 2
