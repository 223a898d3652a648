"""The days of a week."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from siap.business import rules


@given(st.dates(min_value=date(1900, 1, 8)))
def test_a_week_is_seven_days_from_monday_and_holds_the_day(day):
    week = rules.week_of(day)
    assert week[0].weekday() == 0
    assert [later - week[0] for later in week] == [timedelta(days=number) for number in range(7)]
    assert day in week
