"""Mentoring visits."""

from datetime import date, timedelta

import pytest

from siap.business import facts, queries, rules, services
from siap.business.models import Business, Visit, VisitAction
from siap.business.tests import given
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from tests.world import TODAY


@pytest.fixture
def group(world):
    """Sari, Dewi and Tono."""
    return given.group(world)


def _visit(world, group, uid=None, **changes):
    seen = {
        "visited_on": date(2026, 10, 8),
        "found": "Minyak terlalu panas",
        "agreed": [services.Agreed("Beli termometer", "bridge", TODAY)],
    }
    return services.make_visit(uid or new_uid(), group, **{**seen, **changes}, by=world.rina)


def test_a_visit_is_there_once(world, group):
    uid = new_uid()
    assert _visit(world, group, uid) == _visit(world, group, uid)
    assert Visit.objects.count() == 1
    assert queries.last_visit(group) == Visit.objects.get()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"visited_on": TODAY + timedelta(days=1)}, rules.VisitInTheFuture),
        ({"visited_on": given.FORMED_ON - timedelta(days=1)}, rules.VisitBeforeForming),
        ({"agreed": [services.Agreed("x", "unit", date(2026, 10, 7))]}, rules.DueBeforeVisit),
    ],
)
def test_an_impossible_visit_is_refused(world, group, changes, refusal):
    with pytest.raises(refusal):
        _visit(world, group, **changes)
    assert not Visit.objects.exists()


def test_what_was_agreed_waits_until_it_is_done(world, group):
    action = _visit(world, group).actions.get()
    _visit(world, group, agreed=[])
    assert list(queries.open_actions(Business.objects.all())) == [action]
    services.finish_visit_action(action, by=world.budi)
    services.finish_visit_action(action, by=world.rina)
    assert not queries.open_actions(Business.objects.all()).exists()
    assert VisitAction.objects.get().done_by == world.budi
    assert FactRecord.objects.filter(name=facts.VisitActionFinished.name).count() == 1


def test_a_planned_visit_moves_and_becomes_the_visit_that_was_made(world, group):
    uid = new_uid()
    for day in (TODAY + timedelta(days=3), TODAY):
        services.plan_visit(uid, group, on=day, agenda="Stok", by=world.rina)
    assert queries.last_visit(group) is None
    made = _visit(world, group, uid, visited_on=TODAY, agreed=[])
    assert (made.agenda, made.planned_on, Visit.objects.count()) == ("Stok", TODAY, 1)
    services.call_off_visit(made, by=world.rina)  # too late: it was made
    services.plan_visit(uid, group, on=TODAY + timedelta(days=9), agenda="Lain", by=world.rina)
    assert queries.last_visit(group) == made
    assert not queries.planned_visits(Business.objects.all()).exists()


def test_a_visit_is_planned_ahead_and_called_off(world, group):
    with pytest.raises(rules.VisitInThePast):
        services.plan_visit(new_uid(), group, on=TODAY - timedelta(days=1), agenda="Stok", by=world.rina)
    planned = services.plan_visit(new_uid(), group, on=TODAY, agenda="Stok", by=world.rina)
    for _twice in range(2):
        services.call_off_visit(planned, by=world.rina)
    assert not Visit.objects.exists()


def test_nobody_visits_a_closed_business(world, group):
    services.close_business(group, because="Pesanan habis", by=world.budi)
    group.refresh_from_db()
    with pytest.raises(rules.BusinessClosed):
        _visit(world, group)
