"""The figures of a month agree with the books, and a unit sees its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.core import clock
from siap.insight import queries, rules
from siap.insight.queries import Scope
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people import services as people
from siap.rollout import services as rollout
from siap.sharing.tests import given as sharing

OCTOBER, NOVEMBER = 202610, 202611


@pytest.fixture
def shared(world):
    sharing.shared_month(world)
    rollout.set_target(world.palu, 2026, "state_revenue", 1_000_000, by=world.manager)
    return world


def test_october_of_lapas_palu(shared):
    found = queries.figures(Scope(shared.palu, OCTOBER))
    assert found["turnover"] == 400_000
    assert found["cost"] == 130_000
    assert found["expenses"] == 169_999
    assert found["result"] == 100_001
    assert (found["participants"], found["women"], found["certified"], found["working"]) == (3, 2, 3, 3)
    assert (found["working_percent"], found["officers"], found["groups"], found["products"]) == (100, 2, 1, 1)
    assert found["shared"] == 0  # it was approved in November


def test_what_was_shared_counts_in_the_month_it_was_approved(shared):
    found = queries.figures(Scope(shared.palu, NOVEMBER))
    assert (found["shared"], found["people_shared"]) == (50_001, 3)
    assert (found["turnover"], found["working"]) == (0, 0)
    assert (found["due"], found["target_year"]) == (15_000, 1_000_000)


def test_the_office_is_the_sum_of_its_units_and_another_unit_has_nothing(shared):
    other = queries.figures(Scope(shared.programme.units["LPG"], OCTOBER))
    assert not any(other[key] for key in ("turnover", "participants", "groups", "shared", "due"))
    assert queries.figures(Scope(None, OCTOBER)) == queries.figures(Scope(shared.palu, OCTOBER))
    assert queries.sold_by_unit(OCTOBER) == {shared.palu.pk: 400_000}


def test_turnover_is_what_stands_in_the_books(shared):
    assert queries.figures(Scope(None, OCTOBER))["turnover"] == book.balance(chart.revenue)
    assert queries.sold_by_month(Scope(None, NOVEMBER), 2) == [(OCTOBER, 400_000), (NOVEMBER, 0)]


def test_who_left_in_november_still_took_part_in_october(shared):
    people.release_person(shared.sari, "free", on=date(2026, 11, 2), by=shared.budi)
    assert queries.figures(Scope(shared.palu, OCTOBER))["participants"] == 3
    assert queries.figures(Scope(shared.palu, NOVEMBER))["participants"] == 2


def test_the_page_opens_on_the_last_month_in_which_something_was_sold(shared):
    assert queries.last_busy_month() == OCTOBER
    with clock.fixed(clock.at(date(2026, 9, 5))):
        assert queries.last_busy_month() == 202609


def test_every_figure_has_a_definition_and_every_definition_a_figure(world):
    assert set(queries.figures(Scope(None, OCTOBER))) == set(rules.FIGURES)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_growth_has_the_sign_of_the_change(now, before):
    growth = rules.growth(now, before)
    assert (growth is None) == (before == 0)
    assert growth is None or (growth < 0) == (now < before)
