"""A period is whole months; months make quarters and years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.insight.queries import Scope, figures
from siap.insight.rules import FLOWS, LENGTHS, SPANS, Period
from siap.sharing.tests import given as sharing

months = st.builds(lambda year, month: year * 100 + month, st.integers(2001, 2098), st.integers(1, 12))


@given(months, st.sampled_from(list(SPANS)))
def test_a_period_reads_its_own_code_and_comes_back_from_where_it_went(month, span):
    period = Period.around(month, span)
    assert Period.read(period.code) == period
    assert period.first <= month <= period.month
    assert period.moved(1).moved(-1) == period
    assert period.moved(1).first > period.month
    assert period.month - period.first == LENGTHS[span] - 1


@pytest.mark.parametrize("code", ["2026-13", "2026-T5", "26", "", "2026-10-1", "x2026"])
def test_nonsense_is_no_period(code):
    assert Period.read(code) is None


def test_what_flows_adds_up_from_months_to_quarters_to_the_year(world):
    sharing.shared_month(world)
    year = figures(Scope(world.palu, 202612, "year"))
    for span in ("month", "quarter"):
        ends = sorted({Period.around(202600 + month, span).month for month in range(1, 13)})
        parts = [figures(Scope(world.palu, end, span)) for end in ends]
        for key in FLOWS:
            assert year[key] == sum(part[key] for part in parts), (span, key)
    assert year["turnover"] == 400_000
