"""The curve of survival against a worked example every textbook has, and what small numbers tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.insight.rules import Life, alive_at, interval, survival

CLOSED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
STILL = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
FREIREICH = [Life(time, True) for time in CLOSED] + [Life(time, False) for time in STILL]
"""Weeks in remission of the 21 patients given 6-mercaptopurine (Freireich and others, 1963)."""


def test_the_worked_example_of_freireich_1963():
    points = survival(FREIREICH)
    assert [(one.time, one.at_risk, one.closed) for one in points] == [
        (6, 21, 3), (7, 17, 1), (10, 15, 1), (13, 12, 1), (16, 11, 1), (22, 7, 1), (23, 6, 1),
    ]  # fmt: skip
    assert [round(one.alive, 4) for one in points] == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert (points[0].low, points[0].high) == pytest.approx((0.6197, 0.9516), abs=0.0005)
    assert (points[-1].low, points[-1].high) == pytest.approx((0.1881, 0.6801), abs=0.0005)
    assert alive_at(points, 15).time == 13
    assert alive_at(points, 5) is None


lives = st.lists(st.builds(Life, st.integers(1, 1000), st.booleans()), max_size=40)


@given(lives)
def test_the_curve_only_falls_and_its_band_holds_it(told):
    before = 1.0
    for point in survival(told):
        assert 0 <= point.low <= point.alive + 1e-12
        assert point.alive - 1e-12 <= point.high <= 1
        assert point.alive < before
        before = point.alive


@given(lives)
def test_without_anybody_leaving_early_it_is_the_plain_share(told):
    all_closed = [Life(life.time, True) for life in told]
    for point in survival(all_closed):
        assert point.alive == pytest.approx(sum(life.time > point.time for life in told) / len(told))


def test_a_share_of_few_is_told_as_wide_as_it_is():
    assert interval(3, 4) == (30, 95)  # Wilson 1927: 0.3006 to 0.9544
    assert interval(0, 0) == (0, 100)
    assert interval(0, 10) == (0, 28)
    assert interval(750, 1000) == (72, 78)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_lies_in_its_interval(part, more):
    whole = max(part, more)
    low, high = interval(part, whole)
    assert 0 <= low <= round(part * 100 / whole) + 1
    assert round(part * 100 / whole) - 1 <= high <= 100
