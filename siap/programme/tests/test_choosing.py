"""The points explain themselves, count only what is known, and order a waiting list; they decide nothing."""

from datetime import date

from hypothesis import given as for_any
from hypothesis import strategies as st

from siap.programme.choosing import BEST, Known, Weights, weigh

WEIGHTS = Weights(date(2025, 11, 6), "Uji", need=30, ability=20, time=20, health=15, conduct=15, least_days=180)
grades = st.none() | st.integers(0, BEST)
known = st.builds(
    Known, need=grades, ability=grades, conduct=grades, healthy=st.none() | st.booleans(),
    days_left=st.none() | st.integers(-100, 4000),
)  # fmt: skip


def test_the_best_of_everything_is_a_hundred():
    score = weigh(Known(3, 3, 3, True, 180), WEIGHTS)
    assert (score.points, score.known) == (100, 100)


def test_what_nobody_said_speaks_neither_for_nor_against():
    assert weigh(Known(need=3), WEIGHTS).points == 100
    assert weigh(Known(need=3), WEIGHTS).known == 30
    assert weigh(Known(), WEIGHTS).points == 0


def test_time_that_is_short_counts_in_part_and_says_so():
    reason = weigh(Known(days_left=90), WEIGHTS).reasons[2]
    assert reason.said == "Sisa masa pidana: 90 hari lagi, pendek, 10 dari 20."


def test_a_detainee_has_no_time_that_could_count():
    reason = weigh(Known(need=2), WEIGHTS).reasons[2]
    assert reason.percent is None
    assert "tidak dihitung" in reason.said


@for_any(known)
def test_points_stay_within_a_hundred_and_every_reason_is_a_sentence(one):
    score = weigh(one, WEIGHTS)
    assert 0 <= score.points <= 100
    assert all(reason.said.endswith(".") and "%" not in reason.said for reason in score.reasons)


@for_any(known, st.sampled_from(("need", "ability", "conduct")), st.integers(0, BEST - 1))
def test_a_better_grade_never_counts_less(one, name, grade):
    worse, better = (weigh(Known(**{**vars(one), name: value}), WEIGHTS).points for value in (grade, grade + 1))
    assert better >= worse
