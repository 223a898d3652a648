"""The activity calendar: what lies ahead by timetables, visits, promises and bazaars, and the days of units; and its feed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from siap.business import services as business
from siap.business.tests import given as given_business
from siap.core.ids import new_uid
from siap.learning import services as learning
from siap.learning.rules import meetings_ahead
from siap.learning.tests import given as given_learning
from siap.people import services as people
from siap.people.models import UnitDay
from siap.rollout import queries, services
from siap.rollout.models import CalendarLink
from tests.world import TODAY


@pytest.fixture
def cohort(world):
    given_learning.certified_officers(world)
    found = learning.open_cohort(given_learning.participant_course(), world.palu, by=world.budi)
    return learning.set_timetable(found, [0, 2], by=world.budi)


def test_a_timetable_passes_over_days_of_rest():
    wednesday = TODAY + timedelta(days=2)
    days = list(meetings_ahead({0, 2}, TODAY, 3, {wednesday}))
    assert days == [TODAY, TODAY + timedelta(days=7), TODAY + timedelta(days=9)]
    assert list(meetings_ahead(set(), TODAY, 3, set())) == []


def test_the_days_of_a_unit_are_kept_out_of_its_timetable_and_the_fasting_month_is_not(world, cohort):
    note = people.note_unit_days
    note(
        new_uid(), world.palu, "worship", "Natal", from_on=date(2026, 11, 4), until_on=date(2026, 11, 4), by=world.budi
    )
    note(
        new_uid(), world.palu, "fasting", "Puasa", from_on=date(2026, 11, 9), until_on=date(2026, 11, 10), by=world.budi
    )
    days = [one.since for one in queries.agenda(world.budi, TODAY, TODAY + timedelta(days=10)) if one.kind == "Kelas"]
    assert days == [TODAY, date(2026, 11, 9), date(2026, 11, 11)]
    with pytest.raises(people.DaysOutOfOrder):
        note(new_uid(), world.palu, "other", "x", from_on=TODAY, until_on=date(2026, 10, 1), by=world.budi)


def test_days_are_noted_once_on_screen_and_dropped_only_by_their_unit(client, world):
    client.force_login(world.budi)
    page = reverse("people:unit-days")
    typed = {"uid": new_uid(), "unit": world.palu.uid, "kind": "holiday", "name": "Natal", "from_on": "2026-12-25"}
    assert client.post(page, {**typed, "unit": world.bapas.uid}).status_code == 422
    for _twice in range(2):
        assert client.post(page, typed).status_code == 302
    days = UnitDay.objects.get()
    drop = reverse("people:drop-unit-days", args=[days.uid])
    client.force_login(world.joko)
    assert client.post(drop).status_code == 404
    client.force_login(world.budi)
    assert client.post(drop).status_code == 302
    assert not UnitDay.objects.exists()


def test_the_feed_holds_what_its_owner_may_see_and_dies_with_a_new_link(client, world, cohort):
    group = given_business.group(world)
    business.plan_visit(new_uid(), group, on=TODAY + timedelta(days=1), agenda="Stok", by=world.rina)
    agreed = [business.Agreed("Beli termometer", "bridge", TODAY + timedelta(days=5))]
    business.make_visit(new_uid(), group, visited_on=TODAY, found="x", agreed=agreed, by=world.rina)
    first, elsewhere = services.make_calendar_link(by=world.budi), services.make_calendar_link(by=world.joko)
    answer = client.get(reverse("rollout:feed", args=[first]))
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")  # a long line goes on after a blank
    told = {line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")}
    assert f"Kunjungan: {group.name}" in told
    assert f"Janji: {group.name}: Beli termometer" in told
    assert any(one.startswith("Kelas:") for one in told)
    assert not any(name in str(told) for name in ("Sari", "Dewi", "Tono"))
    assert b"VEVENT" not in client.get(reverse("rollout:feed", args=[elsewhere])).content
    services.make_calendar_link(by=world.budi)
    assert client.get(reverse("rollout:feed", args=[first])).status_code == 404
    assert first not in str(list(CalendarLink.objects.values()))


def test_the_link_is_shown_once(client, world, django_assert_max_num_queries):
    client.force_login(world.budi)
    assert client.post(reverse("rollout:make-link")).status_code == 302
    page = reverse("rollout:calendar")
    with django_assert_max_num_queries(15):
        assert ".ics" in client.get(page).content.decode()
    assert ".ics" not in client.get(page).content.decode()
