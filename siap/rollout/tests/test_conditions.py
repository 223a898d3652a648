"""What each stage needs, and when a unit is late."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.rollout import rules
from siap.rollout.rules import Standing, conditions, is_late, next_stage, progress

NOTHING = Standing()


@pytest.mark.parametrize(
    ("stage", "enough"),
    [
        ("preparation", Standing(has_joined=True)),
        ("officers", Standing(officers_certified=2)),
        ("groups", Standing(groups=1)),
        ("products", Standing(products_ready=1)),
        ("market", Standing(months_shared=3)),
    ],
)
def test_each_stage_needs_its_own_thing(stage, enough):
    assert not all(condition.is_met for condition in conditions(stage, NOTHING))
    assert all(condition.is_met for condition in conditions(stage, enough))


def test_one_officer_of_two_is_not_enough_and_one_is_missing():
    (condition,) = conditions("officers", Standing(officers_certified=1))
    assert (condition.is_met, condition.missing) == (False, 1)


def test_probation_officers_stand_in_for_certified_officers_only_in_a_bapas():
    (bapas,) = conditions("officers", Standing(is_bapas=True, probation_officers=1))
    (prison,) = conditions("officers", Standing(probation_officers=5))
    assert bapas.is_met
    assert not prison.is_met


def test_a_bapas_arrives_when_a_client_has_a_business_and_not_by_shares():
    (condition,) = conditions("market", Standing(is_bapas=True, months_shared=9))
    assert not condition.is_met
    (condition,) = conditions("market", Standing(is_bapas=True, ventures=1))
    assert condition.is_met


def test_after_the_last_stage_nothing_is_needed_and_nobody_is_late():
    assert conditions("independent", NOTHING) == ()
    assert next_stage("independent") is None
    assert not is_late(date(2020, 1, 1), "independent", date(2026, 11, 2))


def test_late_begins_the_day_after_the_day_it_was_due():
    due = date(2026, 11, 2)
    assert not is_late(due, "officers", due)
    assert is_late(due, "officers", date(2026, 11, 3))
    assert not is_late(None, "officers", date(2026, 11, 3))


@given(st.sampled_from(rules.ORDER), st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_more_of_everything_never_takes_a_condition_away(stage, few, more, is_bapas):
    def standing(count):
        return Standing(
            is_bapas, has_joined=count > 0, officers_certified=count, probation_officers=count, groups=count,
            ventures=count, products_ready=count, months_shared=count,
        )  # fmt: skip

    before = [condition.is_met for condition in conditions(stage, standing(few))]
    after = [condition.is_met for condition in conditions(stage, standing(few + more))]
    assert all(later or not earlier for earlier, later in zip(before, after, strict=True))


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_target_is_reached_at_a_hundred_percent_exactly(done, target):
    assert (progress(done, target) >= 100) == (done >= target)
