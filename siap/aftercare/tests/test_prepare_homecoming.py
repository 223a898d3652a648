"""Twelve weeks before release the preparing begins; on the day itself the same case goes on at the Bapas."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from siap.aftercare import queries, rules, services
from siap.aftercare.models import Case
from siap.aftercare.tests import given
from siap.business.tests import given as given_business
from siap.core import clock
from siap.core.models import FactRecord, Waiting
from siap.people import services as people
from tests.world import TODAY


def test_a_case_that_was_prepared_goes_on_when_the_person_comes_home(world):
    case = given.expected(world)
    assert case.is_ahead
    assert (case.unit, case.released_from, case.follow_ups.count()) == (world.bapas, world.palu, 0)
    identity = case.tasks.get(what="identity")
    services.finish_task(identity, by=world.hendra)
    home_on = TODAY + timedelta(weeks=6)
    with clock.fixed(clock.at(home_on)):
        people.release_person(world.sari, "cb", on=home_on, bapas=world.bapas, by=world.budi)
    known = Case.objects.get()
    assert (known.pk, known.released_on, known.release_kind) == (case.pk, home_on, "cb")
    assert known.follow_ups.count() == len(rules.FOLLOW_UP_MONTHS)
    assert known.tasks.get(what="buyer").due_on == home_on + timedelta(days=45)
    assert known.tasks.get(what="identity").due_on == identity.due_on
    assert not Waiting.objects.exists()


def test_every_need_is_due_by_the_time_left_and_never_at_once(world):
    case = given.expected(world, weeks=4)
    due = {task.what: task.due_on for task in case.tasks.all()}
    assert due["identity"] == TODAY + timedelta(days=rules.LEAST_DAYS)
    assert due["savings"] == TODAY + timedelta(days=rules.LEAST_DAYS)
    assert due["bank"] == case.home_on + timedelta(days=14)
    assert all(task.due_on > TODAY for task in case.tasks.all())


def test_preparing_twice_keeps_the_one_case(world):
    case = given.expected(world)
    facts = FactRecord.objects.count()
    assert given.expected(world) == case
    assert FactRecord.objects.count() == facts


@pytest.mark.parametrize("weeks", [-1, 13])
def test_it_is_neither_too_early_nor_too_late(world, weeks):
    with pytest.raises(services.NotYet):
        given.expected(world, weeks=weeks)
    assert not Case.objects.exists()


def test_after_bebas_murni_the_person_decides(world):
    ask = {"kind": "free", "expected_on": TODAY + timedelta(weeks=3), "by": world.budi}
    with pytest.raises(services.NoConsent):
        services.prepare_homecoming(world.sari, world.bapas, **ask)
    people.give_consent(world.sari, "follow_up", text_version="2026-1", by=world.budi)
    case = services.prepare_homecoming(world.sari, world.bapas, **ask)
    people.withdraw_consent(world.sari, "follow_up", by=world.budi)
    case.refresh_from_db()
    assert case.closed_on == TODAY


def test_a_bapas_accompanies_and_nothing_else(world):
    with pytest.raises(services.NotABapas):
        services.prepare_homecoming(
            world.sari, world.palu, kind="pb", expected_on=TODAY + timedelta(weeks=3), by=world.budi
        )


def test_who_leaves_without_a_bapas_takes_the_preparing_along(world):
    case = given.expected(world)
    people.release_person(world.sari, "acquitted", on=TODAY, by=world.budi)
    case.refresh_from_db()
    assert (case.closed_on, case.released_on) == (TODAY, None)


def test_another_day_moves_what_is_still_to_do(world):
    case = given.expected(world)
    done = services.finish_task(case.tasks.get(what="bank"), by=world.hendra)
    later = TODAY + timedelta(weeks=11)
    services.move_homecoming(case, later, by=world.budi)
    case.refresh_from_db()
    assert case.home_on == later
    assert case.tasks.get(what="bank").due_on == done.due_on
    assert case.tasks.get(what="buyer").due_on == later + timedelta(days=45)
    with pytest.raises(services.NotYet):
        services.move_homecoming(case, TODAY - timedelta(days=1), by=world.budi)


def test_a_task_names_who_sees_to_it_and_what_stands_in_its_way(world):
    task = given.expected(world).tasks.get(what="family")
    services.block_task(task, owner="unit", because="Alamat dicari", by=world.hendra)
    task.refresh_from_db()
    assert (task.owner, task.blocked_because) == ("unit", "Alamat dicari")
    services.skip_task(task, because="Tinggal sendiri", by=world.hendra)
    task.refresh_from_db()
    assert (task.is_settled, task.blocked_because, task.needless_because) == (True, "", "Tinggal sendiri")
    with pytest.raises(services.TaskIsDone):
        services.block_task(task, owner="unit", because="Lagi", by=world.hendra)


def test_the_unit_sees_who_leaves_soon_until_a_case_is_open(client, world):
    placement = world.sari.placements.get(until_on=None)
    placement.expected_release_on = TODAY + timedelta(weeks=5)
    placement.save()
    client.force_login(world.budi)
    assert "Segera pulang" in client.get(reverse("aftercare:home")).content.decode()
    page = reverse("aftercare:prepare", args=[world.sari.uid])
    typed = {"kind": "pb", "expected_on": placement.expected_release_on.isoformat(), "bapas": world.bapas.uid}
    assert client.post(page, {**typed, "expected_on": "2027-12-01"}).status_code == 422
    assert client.post(page, typed).status_code == 302
    assert not queries.coming_home(world.budi).exists()
    assert Case.objects.get().expected_on == placement.expected_release_on


def test_joko_prepares_nobody_elsewhere(client, world):
    client.force_login(world.joko)
    page = reverse("aftercare:prepare", args=[world.sari.uid])
    assert client.get(page).status_code == 404
    assert client.post(page, {"kind": "pb"}).status_code == 404
    assert not Case.objects.exists()


def test_a_chair_leaves_a_gap_that_the_page_names(client, world):
    group = given_business.group(world)
    chair = group.memberships.get(post="chair").person
    case = services.prepare_homecoming(chair, world.bapas, kind="pb", expected_on=date(2026, 12, 20), by=world.budi)
    client.force_login(world.hendra)
    assert group.name in client.get(reverse("aftercare:case", args=[case.uid])).content.decode()
