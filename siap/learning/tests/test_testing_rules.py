"""What a test says of a class and of a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.learning.rules import testing

MARKS = st.integers(0, 100)


@given(st.integers(0, 60), st.integers(1, 60))
def test_a_score_is_a_whole_percent(right, asked):
    right = min(right, asked)
    assert 0 <= testing.score(right, asked) <= 100
    assert testing.score(asked, asked) == 100
    assert testing.score(0, asked) == 0


@given(MARKS, MARKS)
def test_gain_is_never_more_than_all_that_was_missing(pre, post):
    gain = testing.gain(pre, post)
    assert gain is None if pre == 100 else gain <= 100


def test_the_gain_of_a_class_is_taken_from_its_averages():
    assert testing.class_gain([(40, 70), (60, 90)]) == 60  # 50 → 80: 30 of the missing 50
    assert testing.class_gain([]) is None
    assert testing.class_gain([(100, 100)]) is None


def test_a_question_that_only_the_good_ones_know_tells_people_apart():
    totals = [18, 17, 16, 8, 7, 6]
    assert testing.discrimination([True, True, True, False, False, False], totals) > 0.9
    assert testing.discrimination([False, False, False, True, True, True], totals) < -0.9
    assert testing.discrimination([True] * 6, totals) is None
    assert testing.discrimination([True, False], [3, 2]) is None


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 30)), min_size=5, max_size=40))
def test_discrimination_stays_between_minus_one_and_one(rows):
    tells = testing.discrimination([right for right, _total in rows], [total for _right, total in rows])
    assert tells is None or -1.000001 <= tells <= 1.000001


@pytest.mark.parametrize(
    ("pre", "post", "tells", "people", "worth"),
    [
        (40, 80, 0.4, 4, "few"),
        (40, None, None, 20, "few"),
        (95, 100, 0.1, 20, "known"),
        (10, 20, 0.1, 20, "hard"),
        (40, 70, -0.4, 20, "misleads"),
        (60, 62, 0.3, 20, "teaches_nothing"),
        (60, 50, 0.3, 20, "teaches_nothing"),
        (40, 80, 0.4, 20, "good"),
        (None, 80, 0.4, 20, "good"),
    ],
)
def test_a_verdict_says_what_to_do_about_a_question(pre, post, tells, people, worth):
    assert testing.verdict(pre, post, tells, people=people) == worth
    assert str(testing.VERDICTS[worth])
