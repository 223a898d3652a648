"""The pages of hours: a day, a week, a correction, the paper sheet."""

from datetime import date

import pytest
import segno
from django.urls import reverse

from siap.business import queries
from siap.business.models import HoursSheet
from siap.business.tests import given
from siap.core.ids import new_uid

MONDAY = date(2026, 10, 5)


def _page(name, *args):
    return reverse(f"business:{name}", args=args)


def _field(person, day=MONDAY):
    return f"h_{day.isoformat()}_{person.uid.hex}"


@pytest.fixture
def group(world):
    """Sari, Dewi and Tono."""
    return given.group(world)


@pytest.fixture
def budi(client, world):
    """Budi at his desk."""
    client.force_login(world.budi)
    return client


def test_a_day_is_keyed_in_on_one_screen(world, budi, group):
    page = f"{_page('hours-day', group.uid)}?day=2026-10-05"
    assert "Senin, 5 Oktober 2026" in budi.get(page).text
    typed = {"uid": new_uid(), _field(world.sari): "7,5", _field(world.dewi): "7:15", _field(world.tono): ""}
    first, second = budi.post(page, typed), budi.post(page, typed)
    sheet = HoursSheet.objects.get()
    assert first.url == second.url == _page("sheet", sheet.uid)
    assert "14,75 jam" in budi.get(first.url).text


@pytest.mark.parametrize(
    ("typed", "says"), [("13", "paling banyak 12 jam"), ("-2", "tidak boleh kurang"), ("7.30", "dua hal")]
)
def test_impossible_hours_are_answered_beside_the_person(world, budi, group, typed, says):
    page = f"{_page('hours-day', group.uid)}?day=2026-10-05"
    answer = budi.post(page, {"uid": new_uid(), _field(world.sari): typed, _field(world.dewi): "8"})
    assert answer.status_code == 422
    assert says in str(answer.context["form"].errors[_field(world.sari)])
    assert f'value="{typed}"' in answer.text
    assert not HoursSheet.objects.exists()


def test_a_day_nobody_worked_is_refused_in_a_sentence(world, budi, group):
    page = f"{_page('hours-day', group.uid)}?day=2026-10-05"
    assert "Belum ada jam kerja" in budi.post(page, {"uid": new_uid()}).text


@pytest.mark.parametrize("day", ["2026-11-03", "2026-08-31"])
def test_a_day_to_come_or_before_the_group_takes_no_hours(world, budi, group, day):
    page = f"{_page('hours-day', group.uid)}?day={day}"
    budi.get(page)
    answer = budi.post(page, {"uid": new_uid(), _field(world.sari, date.fromisoformat(day)): "8"})
    assert answer.status_code == 422
    assert not HoursSheet.objects.exists()


def test_a_second_sheet_for_a_day_leads_to_the_first(world, budi, group):
    sheet = given.hours(world, group, MONDAY, {world.sari: 480})
    page = f"{_page('hours-day', group.uid)}?day=2026-10-05"
    assert _page("sheet", sheet.uid) in budi.get(page).text
    answer = budi.post(page, {"uid": new_uid(), _field(world.sari): "3"})
    assert answer.status_code == 422
    assert "sudah ada" in answer.text
    assert _page("sheet", sheet.uid) in answer.text
    assert HoursSheet.objects.count() == 1


def test_a_week_is_keyed_in_at_once_beside_what_is_there(world, budi, group):
    there = given.hours(world, group, MONDAY, {world.sari: 480})
    page = f"{_page('hours-week', group.uid)}?week=2026-10-07"
    shown = budi.get(page).text
    assert _page("sheet", there.uid) in shown
    assert _field(world.sari) not in shown
    tuesday, friday = date(2026, 10, 6), date(2026, 10, 9)
    typed = {"uid": new_uid(), _field(world.sari, tuesday): "8", _field(world.dewi, friday): "6,5"}
    for _twice in range(2):
        assert budi.post(page, typed).status_code == 302
    assert HoursSheet.objects.count() == 3
    worked = queries.minutes_worked(group, MONDAY, date(2026, 10, 11))
    assert worked == {world.sari.pk: 960, world.dewi.pk: 390}
    assert "22,5 jam dalam seminggu" in budi.get(f"{_page('hours', group.uid)}?week=2026-10-05").text


def test_a_week_that_a_colleague_keyed_in_meanwhile_is_refused(world, budi, group):
    page = f"{_page('hours-week', group.uid)}?week=2026-10-05"
    given.hours(world, group, MONDAY, {world.sari: 480})
    answer = budi.post(page, {"uid": new_uid(), _field(world.sari): "3", _field(world.sari, date(2026, 10, 6)): "8"})
    assert answer.status_code == 422
    assert "Lembar jam kerja Senin, 5 Oktober 2026 sudah ada" in answer.text
    assert HoursSheet.objects.count() == 1


def test_an_impossible_cell_keeps_the_whole_week_out(world, budi, group):
    page = f"{_page('hours-week', group.uid)}?week=2026-10-05"
    typed = {"uid": new_uid(), _field(world.sari): "8", _field(world.dewi): "25"}
    answer = budi.post(page, typed)
    assert answer.status_code == 422
    assert "Dewi Kartika, Senin, 5 Oktober 2026" in answer.text
    assert 'value="25"' in answer.text
    assert not HoursSheet.objects.exists()


def test_a_week_has_no_fields_for_days_to_come(world, budi, group):
    shown = budi.get(f"{_page('hours-week', group.uid)}?week=2026-11-02").text
    assert _field(world.sari, date(2026, 11, 2)) in shown
    assert _field(world.sari, date(2026, 11, 3)) not in shown
    assert "Tidak ada hari yang bisa diisi" in budi.get(f"{_page('hours-week', group.uid)}?week=2026-08-03").text


def test_a_nonsense_week_is_this_week(world, budi, group):
    assert budi.get(f"{_page('hours', group.uid)}?week=kapan").context["week"].days[0] == date(2026, 11, 2)


def test_a_correction_shows_its_trace(world, budi, group):
    wrong = given.hours(world, group, MONDAY, {world.sari: 480, world.dewi: 480})
    page = _page("correct", wrong.uid)
    assert 'value="8"' in budi.get(page).text
    typed = {"uid": new_uid(), _field(world.sari): "6", "because": ""}
    assert budi.post(page, typed).status_code == 422
    answer = budi.post(page, {**typed, "because": "Salah baca"})
    assert answer.url == _page("sheet", queries.sheet_on(group, MONDAY).uid)
    trace = budi.get(answer.url).text
    assert "Jejak perbaikan" in trace
    assert "Salah baca" in trace
    assert _page("sheet", wrong.uid) in trace
    assert "Lembar yang berlaku" in budi.get(_page("sheet", wrong.uid)).text
    assert budi.post(page, {**typed, "uid": new_uid(), "because": "Lagi"}).status_code == 422


def test_the_paper_sheet_has_a_box_for_every_thumb(world, budi, group):
    sheet = budi.get(f"{_page('hours-print', group.uid)}?week=2026-10-05").text
    assert "Cap jempol" in sheet
    assert "Sari Melati" in sheet


def test_its_code_leads_to_the_screen_of_exactly_that_week(world, budi, group):
    sheet = budi.get(f"{_page('hours-print', group.uid)}?week=2026-10-07").text
    address = f"http://testserver{_page('hours-week', group.uid)}?week=2026-10-05"
    drawn = segno.make_qr(address, error="m").svg_inline(border=1, omitsize=True, svgclass="qr", lineclass=None)
    assert drawn in sheet
    assert budi.get(address).context["week"].days[0] == date(2026, 10, 5)


def test_someone_from_elsewhere_finds_no_sheet_and_corrects_none(world, client, group):
    sheet = given.hours(world, group, MONDAY, {world.sari: 480})
    client.force_login(world.joko)
    assert client.get(_page("sheet", sheet.uid)).status_code == 404
    typed = {"uid": new_uid(), _field(world.sari): "1", "because": "Iseng"}
    assert client.post(_page("correct", sheet.uid), typed).status_code == 404
    assert client.post(f"{_page('hours-day', group.uid)}?day=2026-10-06", typed).status_code == 404
    assert client.post(f"{_page('hours-week', group.uid)}?week=2026-10-05", typed).status_code == 404
    assert queries.minutes_worked(group, MONDAY, MONDAY) == {world.sari.pk: 480}
