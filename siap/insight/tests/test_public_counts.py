"""Nobody can be singled out of the public figures: not by a small count, not by subtracting, not by waiting."""

from collections import defaultdict
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.core import clock
from siap.insight import queries, rules
from siap.insight.rules import FEW, told_count, told_counts, told_money
from siap.sharing.tests import given as sharing

MOST = 10  # whole steps, so that the attacker's list of worlds is complete


def _published(cells):
    return told_counts(dict(enumerate(cells)))


def test_whatever_is_subtracted_every_cell_may_be_five_different_numbers():
    """The attacker knows the rule, the page, and every way it could have come about (three parts, all of them tried)."""
    behind = defaultdict(list)
    for cells in product(range(MOST), repeat=3):
        told, total = _published(cells)
        behind[tuple(told.values()), total].append(cells)
    for page, worlds in behind.items():
        for part in range(3):
            assert len({cells[part] for cells in worlds}) >= FEW, page
        totals = {sum(cells) for cells in worlds}
        assert len(totals) >= FEW


def test_one_person_more_is_never_seen_as_one_person():
    """Two quarters side by side: what was added between them stays at least five different numbers."""
    grown = defaultdict(set)
    for before in range(MOST):
        for after in range(before, MOST + FEW):
            grown[told_count(before), told_count(after)].add(after - before)
    for steps in (told_count(5), told_count(10)):
        assert grown[None, steps] >= set(range(1, FEW + 1)) or len(grown[None, steps]) >= FEW
    assert grown[None, None] >= set(range(FEW))
    assert grown[5, 5] >= set(range(FEW))
    assert len(grown[5, 10]) >= FEW


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 10_000), max_size=6))
def test_what_is_told_is_never_more_than_there_is(cells):
    told, total = told_counts(cells)
    for key, people in cells.items():
        assert told[key] is None or (told[key] <= people < told[key] + FEW and told[key] >= FEW)
    assert (total or 0) <= sum(cells.values())


@given(st.integers(-(10**12), 10**12))
def test_money_is_told_rounded_down_and_never_below_nothing(amount):
    assert 0 <= told_money(amount) <= max(amount, 0)
    assert told_money(amount) % 100_000 == 0


@pytest.fixture
def shared(world):
    sharing.shared_month(world)
    return world


def test_the_public_sees_a_quarter_once_it_is_over(shared):
    assert queries.impact().quarter == rules.Period(202609, "quarter")
    assert queries.impact().sold == 0
    with clock.fixed(clock.at(date(2027, 1, 2))):
        told = queries.impact()
    assert (told.quarter.code, told.sold, told.groups) == ("2026-T4", 400_000, 1)


def test_three_people_are_too_few_to_be_told_of_their_training_or_of_their_money(shared):
    with clock.fixed(clock.at(date(2027, 1, 2))):
        told = queries.impact()
    assert told.trained is None
    assert told.shared is None
    assert all(one.trained is None for one in told.units)


def test_every_quarter_since_the_beginning_is_told_the_newest_first(shared):
    with clock.fixed(clock.at(date(2027, 4, 2))):
        codes = [told.quarter.code for told in queries.impacts()]
    assert codes[:2] == ["2027-T1", "2026-T4"]
    assert codes == sorted(codes, reverse=True)
