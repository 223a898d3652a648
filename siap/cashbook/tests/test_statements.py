"""Statements read off month totals: they agree with the book, and assets are always somebody's."""

from datetime import date

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from siap.cashbook import queries, rules
from siap.cashbook.tests import given
from siap.core import clock
from siap.ledger import chart
from siap.market.tests import given as market
from siap.workshop.tests import given as workshop


@pytest.fixture
def busy(world, group):
    """Capital in October; in November ten jars are made, two sold for 80,000, and 15,000 spent."""
    with clock.fixed(clock.at(date(2026, 10, 12))):
        given.noted(world, group, "put_in", 500_000)
        given.noted(world, group, "money_out", 20_000, note="Gas")
    product = workshop.product(world, group)
    workshop.batch(world, product)
    market.sale(world, product, 2)
    given.noted(world, group, "money_out", 15_000, note="Angkutan")
    return group


def figures(section):
    return {figure.code: (figure.amount, figure.before) for figure in section.figures}


def test_income_stands_beside_the_month_before(busy):
    income = queries.income_statement([busy.book], 202611, 202611)
    assert figures(income.revenue) == {"4110": (80_000, 0)}
    assert figures(income.cost) == {"5110": (26_000, 0)}
    assert figures(income.expenses) == {"6110": (15_000, 20_000)}
    assert (income.gross, income.profit, income.profit_before) == (54_000, 39_000, -20_000)


def test_position_is_balanced_and_shows_what_the_seller_holds(busy):
    position = queries.financial_position([busy.book], 202611)
    assert figures(position.assets)[rules.TO_COME] == (80_000, 0)
    assert figures(position.assets)["1110"] == (465_000, 480_000)
    assert figures(position.equity) == {"3110": (500_000, 500_000), rules.PROFIT_SO_FAR: (19_000, -20_000)}
    assert position.is_balanced


def test_a_range_of_months_is_beside_as_many_before(busy):
    income = queries.income_statement([busy.book], 202610, 202611)
    assert (income.profit, income.profit_before) == (19_000, 0)


def test_every_figure_opens_exactly_its_lines(busy):
    position = queries.financial_position([busy.book], 202611)
    for figure in (figure for section in position.sections for figure in section.figures):
        lines = queries.lines_behind([busy.book], figure.code, since=0, until=202611)
        assert queries.amount_of(figure.code, lines) == figure.amount


def test_the_months_of_a_book_are_all_there(busy, venture):
    assert queries.months_of(busy.book) == [202611, 202610]
    assert queries.months_of(venture.book) == [202611]


codes = st.sampled_from([code for code in chart.NAMES if code != "1111"])
entries = st.lists(st.tuples(codes, codes, st.integers(1, 10**9)))


@forall(entries)
def test_whatever_is_booked_the_position_is_balanced(booked):
    debits = dict.fromkeys(chart.NAMES, 0)
    for debit, credit, amount in booked:
        debits[debit] += amount
        debits[credit] -= amount
    balances = {code: net if chart.grows_by_debit(code) else -net for code, net in debits.items()}
    position = rules.financial_position(balances, {})
    assert position.is_balanced


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [
        (202611, 202611, (202610, 202610)),
        (202601, 202601, (202512, 202512)),
        (202601, 202603, (202510, 202512)),
        (202511, 202602, (202507, 202510)),
    ],
)
def test_the_period_before_has_as_many_months(since, until, before):
    assert rules.previous_period(since, until) == before
