"""The gain of a class, the officers-first count, and what counts as absence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.learning import rules

marks = st.integers(0, 100)


@pytest.mark.parametrize(
    ("pre", "post", "gain"),
    [(40, 70, 50), (40, 40, 0), (60, 50, -25), (0, 100, 100), (97, 98, 33), (None, 80, None), (50, None, None)],
)
def test_the_gain_is_what_was_learned_of_what_was_not_known(pre, post, gain):
    assert rules.gain(pre, post) == gain


@given(marks, marks)
def test_nobody_gains_more_than_everything_he_did_not_know(pre, post):
    gain = rules.gain(pre, post)
    if pre == 100:
        assert gain is None
    else:
        assert gain <= 100
        assert (gain > 0) <= (post > pre)
        assert (gain < 0) <= (post < pre)


@given(st.integers(0, 9), st.integers(0, 9))
def test_no_officer_is_missing_once_there_are_enough(needed, certified):
    missing = rules.officers_missing(needed, certified)
    assert (missing == 0) == (certified >= needed)
    assert missing in (0, needed - certified)


def test_a_day_in_court_or_in_bed_is_no_absence():
    assert rules.share_present(["present", "sick", "clash", "present"]) == 100
    assert rules.share_present(["present", "refused"]) == 50
    assert rules.share_present(["sick"]) is None
    assert rules.share_present([]) is None
