"""Mentoring visits."""

from datetime import date, timedelta

import pytest

from siap.business import facts, queries, rules, services
from siap.business.models import Business, Visit
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
        "agreed": "Beli termometer",
        "due_on": TODAY,
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
        ({"due_on": date(2026, 10, 7)}, rules.DueBeforeVisit),
    ],
)
def test_an_impossible_visit_is_refused(world, group, changes, refusal):
    with pytest.raises(refusal):
        _visit(world, group, **changes)
    assert not Visit.objects.exists()


def test_what_was_agreed_waits_until_it_is_done(world, group):
    visit = _visit(world, group)
    _visit(world, group, due_on=None)
    assert list(queries.open_actions(Business.objects.all())) == [visit]
    services.finish_visit_action(visit, by=world.rina)
    services.finish_visit_action(visit, by=world.rina)
    assert not queries.open_actions(Business.objects.all()).exists()
    assert FactRecord.objects.filter(name=facts.VisitActionFinished.name).count() == 1


def test_nobody_visits_a_closed_business(world, group):
    services.close_business(group, because="Pesanan habis", by=world.budi)
    group.refresh_from_db()
    with pytest.raises(rules.BusinessClosed):
        _visit(world, group)
