"""A meeting and who came."""

from datetime import timedelta

import pytest

from siap.core.ids import new_uid
from siap.learning import queries, rules, services
from siap.learning.models import Attendance, Session
from siap.learning.tests import given
from tests.world import TODAY


@pytest.fixture
def cohort(world):
    """Sari, Dewi and Tono in a class."""
    return given.cohort(world)


def _hold(world, cohort, uid=None, **changes):
    meeting = {
        "uid": uid or new_uid(),
        "held_on": TODAY,
        "topic": "Modal dan biaya",
        "lesson_hours": 2,
        "attendance": {world.sari.pk: "present", world.dewi.pk: "sick", world.tono.pk: "refused"},
    }
    return services.hold_session(cohort, **{**meeting, **changes}, by=world.budi)


def test_everybody_has_a_line(world, cohort):
    session = _hold(world, cohort)
    assert dict(session.attendance.values_list("person", "state")) == {
        world.sari.pk: "present", world.dewi.pk: "sick", world.tono.pk: "refused",
    }  # fmt: skip


def test_attendance_in_percent_forgives_illness_and_counts_refusal(world, cohort):
    _hold(world, cohort)
    assert queries.presence(cohort) == {world.sari.pk: 100, world.dewi.pk: None, world.tono.pk: 0}


def test_sent_twice_it_is_held_once(world, cohort):
    uid = new_uid()
    assert _hold(world, cohort, uid) == _hold(world, cohort, uid)
    assert Session.objects.count() == 1
    assert Attendance.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, rules.InTheFuture),
        ({"held_on": given.TRAINED_ON - timedelta(days=1)}, rules.BeforeOpening),
        ({"lesson_hours": 0}, rules.LessonHoursImpossible),
        ({"lesson_hours": 11}, rules.LessonHoursImpossible),
        ({"attendance": {}}, rules.NobodyEnrolled),
        ({"attendance": {0: "present"}}, rules.NotEnrolled),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(world, cohort, changes, refusal):
    with pytest.raises(refusal):
        _hold(world, cohort, **changes)
    assert not Session.objects.exists()
    assert not Attendance.objects.exists()


def test_an_unknown_word_for_absence_is_refused(world, cohort):
    with pytest.raises(rules.NotEnrolled):
        _hold(world, cohort, attendance={world.sari.pk: "dreaming"})
    assert not Session.objects.exists()
