"""Hours of work: one sheet a group and day."""

from datetime import date, timedelta

import pytest

from siap.business import facts, queries, rules, services
from siap.business.models import HoursSheet, WorkedTime
from siap.business.tests import given
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from tests.world import TODAY

MONDAY = date(2026, 10, 5)
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
def group(world):
    """Sari, Dewi and Tono."""
    return given.group(world)


def _record(world, group, day=MONDAY, uid=None, **hours):
    minutes = {getattr(world, name).pk: int(length * 60) for name, length in hours.items()}
    return services.record_hours(uid or new_uid(), group, day, minutes, by=world.budi)


def test_a_day_is_written_down_once(world, group):
    uid = new_uid()
    first = _record(world, group, uid=uid, sari=8, dewi=7.5, tono=0)
    assert _record(world, group, uid=uid, sari=8, dewi=7.5) == first
    assert queries.minutes_worked(group, *OCTOBER) == {world.sari.pk: 480, world.dewi.pk: 450}
    assert WorkedTime.objects.count() == 2
    assert FactRecord.objects.filter(name=facts.HoursRecorded.name).count() == 1


def test_a_second_sheet_for_a_day_is_refused(world, group):
    _record(world, group, sari=8)
    with pytest.raises(rules.SheetExists, match="perbaiki lembar itu"):
        _record(world, group, dewi=3)
    assert HoursSheet.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "hours", "refusal"),
    [
        (TODAY + timedelta(days=1), {"sari": 8}, rules.DayInTheFuture),
        (given.FORMED_ON - timedelta(days=1), {"sari": 8}, rules.DayBeforeForming),
        (MONDAY, {"sari": 12.5}, rules.TooLong),
        (MONDAY, {"sari": -1}, rules.TooLong),
        (MONDAY, {"sari": 0}, rules.NobodyWorked),
        (MONDAY, {}, rules.NobodyWorked),
    ],
)
def test_impossible_hours_are_refused_and_leave_nothing(world, group, day, hours, refusal):
    with pytest.raises(refusal):
        _record(world, group, day, **hours)
    assert not HoursSheet.objects.exists()
    assert not WorkedTime.objects.exists()


def test_twelve_hours_are_possible(world, group):
    assert _record(world, group, sari=12).times.get().minutes == 720


def test_only_members_of_that_day_have_hours(world, group):
    services.leave_group(queries.membership_of(world.tono), on=MONDAY, by=world.budi)
    assert _record(world, group, tono=4).pk
    with pytest.raises(rules.NotAMember, match="Tono"):
        _record(world, group, MONDAY + timedelta(days=1), tono=4)
    with pytest.raises(rules.NotAMember, match="Budi"):
        services.record_hours(new_uid(), group, MONDAY + timedelta(days=2), {world.budi.person.pk: 60}, by=world.budi)


def test_a_week_becomes_a_sheet_a_day_and_idle_days_none(world, group):
    uid = new_uid()
    days = {
        MONDAY: {world.sari.pk: 480, world.dewi.pk: 0},
        MONDAY + timedelta(days=1): {world.sari.pk: 0, world.dewi.pk: 0},
        MONDAY + timedelta(days=2): {world.dewi.pk: 300},
    }
    first = services.record_week(uid, group, days, by=world.budi)
    assert services.record_week(uid, group, days, by=world.budi) == first
    assert [sheet.worked_on for sheet in first] == [MONDAY, MONDAY + timedelta(days=2)]
    assert HoursSheet.objects.count() == 2


def test_one_impossible_day_keeps_the_whole_week_out(world, group):
    days = {MONDAY: {world.sari.pk: 480}, MONDAY + timedelta(days=1): {world.sari.pk: 721}}
    with pytest.raises(rules.TooLong):
        services.record_week(new_uid(), group, days, by=world.budi)
    assert not HoursSheet.objects.exists()
    with pytest.raises(rules.NobodyWorked):
        services.record_week(new_uid(), group, {MONDAY: {world.sari.pk: 0}}, by=world.budi)


def test_a_correction_replaces_the_sheet_and_leaves_its_trace(world, group):
    wrong = _record(world, group, sari=8, dewi=8)
    uid = new_uid()
    for _twice in range(2):
        corrected = services.correct_hours(uid, wrong, {world.sari.pk: 360}, because="Salah baca", by=world.budi)
    wrong.refresh_from_db()
    assert wrong.replaced_at is not None
    assert wrong.times.count() == 2
    assert (corrected.replaces, corrected.because) == (wrong, "Salah baca")
    assert queries.sheet_on(group, MONDAY) == corrected
    assert queries.minutes_worked(group, *OCTOBER) == {world.sari.pk: 360}
    assert FactRecord.objects.filter(name=facts.HoursCorrected.name).count() == 1


def test_a_correction_needs_a_reason_and_the_sheet_that_counts(world, group):
    wrong = _record(world, group, sari=8)
    with pytest.raises(rules.ReasonMissing):
        services.correct_hours(new_uid(), wrong, {}, because=" ", by=world.budi)
    with pytest.raises(rules.TooLong):
        services.correct_hours(new_uid(), wrong, {world.sari.pk: 999}, because="x", by=world.budi)
    assert queries.sheet_on(group, MONDAY) == wrong
    services.correct_hours(new_uid(), wrong, {}, because="Hari itu libur", by=world.budi)
    assert queries.minutes_worked(group, *OCTOBER) == {}
    with pytest.raises(rules.AlreadyCorrected):
        services.correct_hours(new_uid(), wrong, {world.sari.pk: 60}, because="lagi", by=world.budi)


def test_a_closed_group_and_a_venture_have_no_hours(world, group):
    venture = services.open_venture(world.sari, "Dapur Sari", "Abon", unit=world.bapas, by=world.hendra)
    with pytest.raises(rules.NotAGroup):
        _record(world, venture, TODAY, sari=1)
    services.close_business(group, because="Pesanan habis", by=world.budi)
    with pytest.raises(rules.BusinessClosed):
        _record(world, group, sari=1)


def test_hours_of_a_period_are_those_of_its_days(world, group):
    _record(world, group, date(2026, 9, 30), sari=1)
    _record(world, group, date(2026, 10, 1), sari=2)
    _record(world, group, date(2026, 10, 31), sari=4)
    _record(world, group, date(2026, 11, 1), sari=8)
    assert queries.minutes_worked(group, *OCTOBER) == {world.sari.pk: 360}
    assert queries.minutes_by_business([group], *OCTOBER) == {group.pk: 360}
