"""A case: opened by a release, with tasks and follow-ups, and closed for a reason."""

from datetime import date

import pytest

from siap.aftercare import queries, rules, services
from siap.aftercare.models import Case
from siap.aftercare.tests import given
from siap.core import clock
from siap.core.models import FactRecord, Waiting
from siap.people import services as people
from siap.people.models import Unit
from tests.world import TODAY


def first_follow_up(world):
    return given.case(world).follow_ups.get(month=1)


def on_time(follow_up):
    return clock.fixed(clock.at(follow_up.due_on))


def test_a_release_on_parole_opens_a_case_at_the_bapas_with_tasks_and_follow_ups(world):
    case = given.case(world, on=date(2026, 10, 31))
    assert (case.unit, case.released_from, case.release_kind) == (world.bapas, world.palu, "pb")
    assert [task.what for task in case.tasks.all()] == [need.code for need in rules.NEEDS]
    assert [(one.month, one.due_on) for one in case.follow_ups.all()] == [
        (1, date(2026, 11, 30)), (3, date(2027, 1, 31)), (6, date(2027, 4, 30)), (12, date(2027, 10, 31)),
    ]  # fmt: skip
    assert not Waiting.objects.exists()


def test_a_release_without_conditions_and_without_bapas_opens_nothing(world):
    people.release_person(world.sari, "free", on=TODAY, by=world.budi)
    assert not Case.objects.exists()


def test_after_a_release_without_conditions_a_case_needs_consent(world):
    with pytest.raises(services.NoConsent):
        services.open_case(world.sari, world.bapas, released_from=world.palu, kind="free", on=TODAY)
    people.give_consent(world.sari, "follow_up", text_version="2026-1", by=world.budi)
    case = services.open_case(world.sari, world.bapas, released_from=world.palu, kind="free", on=TODAY)
    people.withdraw_consent(world.sari, "follow_up", by=world.budi)
    case.refresh_from_db()
    assert case.closed_on == TODAY


def test_a_supervised_case_goes_on_when_consent_is_withdrawn(world):
    people.give_consent(world.sari, "follow_up", text_version="2026-1", by=world.budi)
    case = given.case(world)
    people.withdraw_consent(world.sari, "follow_up", by=world.budi)
    case.refresh_from_db()
    assert case.closed_on is None


def test_opening_twice_keeps_the_one_case(world):
    case = given.case(world)
    again = services.open_case(world.sari, world.bapas, released_from=world.palu, kind="pb", on=TODAY)
    assert (again, Case.objects.count()) == (case, 1)


def test_one_officer_looks_after_a_case(world):
    case = given.case(world)
    services.take_case(case, by=world.hendra)
    facts = FactRecord.objects.count()
    services.take_case(case, by=world.hendra)
    assert FactRecord.objects.count() == facts
    with pytest.raises(services.CaseTakenBy, match="Hendra Kusuma"):
        services.take_case(case, by=world.user("kabapas"))


def test_a_task_is_done_once(world):
    task = given.case(world).tasks.first()
    services.finish_task(task, by=world.hendra)
    with clock.fixed(clock.at(date(2026, 11, 20))):
        again = services.finish_task(task, by=world.user("kabapas"))
    assert (again.done_on, again.done_by) == (TODAY, world.hendra)


def test_a_follow_up_tells_how_the_business_is(world):
    follow_up = first_follow_up(world)
    with on_time(follow_up):
        services.record_follow_up(
            follow_up, services.Findings("alive", turnover=2_500_000, employed=1), by=world.hendra
        )
        services.record_follow_up(
            follow_up, services.Findings("alive", turnover=2_500_000, employed=1), by=world.hendra
        )
        with pytest.raises(services.AlreadyFollowedUp):
            services.record_follow_up(follow_up, services.Findings("closed"), by=world.hendra)
    assert queries.alive() == (1, 1)
    assert queries.alive(world.bapas) == queries.alive(world.palu) == (1, 1)
    assert queries.alive(Unit.objects.get(code="LPG")) == (0, 0)


def test_lost_is_a_state_and_never_a_zero(world):
    follow_up = first_follow_up(world)
    with on_time(follow_up):
        with pytest.raises(services.LostIsNoNumber):
            services.record_follow_up(follow_up, services.Findings("lost", turnover=0), by=world.hendra)
        services.record_follow_up(follow_up, services.Findings("lost"), by=world.hendra)
    follow_up.refresh_from_db()
    assert follow_up.turnover is None
    assert queries.alive() == (0, 0)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"answer": "fine"}, services.AnswerMissing),
        ({"answer": "alive"}, services.TurnoverMissing),
        ({"answer": "alive", "turnover": -1}, services.NumberAbsurd),
        ({"answer": "alive", "turnover": 10**13}, services.NumberAbsurd),
        ({"answer": "alive", "turnover": 1, "employed": 5_000}, services.NumberAbsurd),
    ],
)
def test_what_cannot_be_true_is_not_written_down(world, told, why):
    follow_up = first_follow_up(world)
    with on_time(follow_up), pytest.raises(why):
        services.record_follow_up(follow_up, services.Findings(**told), by=world.hendra)
    follow_up.refresh_from_db()
    assert follow_up.done_on is None


def test_a_follow_up_is_not_written_down_weeks_before_it_is_due(world):
    with pytest.raises(services.TooEarly, match="18 Nov 2026"):
        services.record_follow_up(first_follow_up(world), services.Findings("alive", turnover=1), by=world.hendra)


def test_a_closed_case_takes_nothing_more(world):
    case = given.case(world)
    with pytest.raises(services.ReasonMissing):
        services.close_case(case, because=" ", by=world.hendra)
    services.close_case(case, because="Masa bimbingan selesai", by=world.hendra)
    services.close_case(case, because="Lagi", by=world.hendra)
    for write in (
        lambda: services.take_case(case, by=world.hendra),
        lambda: services.finish_task(case.tasks.first(), by=world.hendra),
        lambda: services.record_follow_up(case.follow_ups.first(), services.Findings("lost"), by=world.hendra),
    ):
        with pytest.raises(services.CaseIsClosed):
            write()
    case.refresh_from_db()
    assert case.closed_because == "Masa bimbingan selesai"


def end_of_guidance(world):
    with clock.fixed(clock.at(date(2026, 12, 1))):
        people.release_person(world.sari, "free", on=date(2026, 12, 1), by=world.hendra)


def test_after_guidance_nobody_is_followed_without_his_consent(world):
    case = given.case(world)
    end_of_guidance(world)
    case.refresh_from_db()
    assert case.closed_because.startswith("Bimbingan selesai")


def test_after_guidance_a_consent_keeps_the_case_until_it_is_withdrawn(world):
    case = given.case(world)
    people.give_consent(world.sari, "follow_up", text_version="1", by=world.hendra)
    end_of_guidance(world)
    case.refresh_from_db()
    assert case.closed_on is None
    people.withdraw_consent(world.sari, "follow_up", by=world.hendra)
    case.refresh_from_db()
    assert case.closed_on is not None


def test_the_most_urgent_of_my_own_cases_comes_first(world):
    sari = given.case(world)
    with clock.fixed(clock.at(date(2026, 10, 1))):
        people.release_person(world.dewi, "pb", on=date(2026, 10, 1), bapas=world.bapas, by=world.budi)
    dewi = Case.objects.get(person=world.dewi)
    assert list(queries.cases(world.hendra)) == [dewi, sari]
    services.take_case(sari, by=world.hendra)
    assert list(queries.cases(world.hendra)) == [sari, dewi]
    services.close_case(sari, because="Pindah", by=world.hendra)
    assert list(queries.cases(world.hendra)) == [dewi, sari]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, then):
    assert rules.months_after(day, months) == then
