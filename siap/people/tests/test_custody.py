"""Register numbers in every spelling, and the calendar of a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.people import custody, queries, services
from tests.world import TODAY

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "spelling",
    [
        "B.I 101/2025",
        "BI 101/2025",
        "b.i101/2025",
        "B I No. 0101 / 2025",
        "B.1 101/2025",
        "B-I-101-2025",
        "B.I.101/2025",
    ],
)
def test_a_register_number_is_one_in_every_spelling(spelling):
    assert custody.register_key(spelling) == "BI-101-2025"


@pytest.mark.parametrize(
    ("number", "key", "status"),
    [
        ("A.III 7/2026", "AIII-7-2026", "detainee"), ("B.IIa 12/2025", "BIIA-12-2025", "convict"),
        ("B II A 12/2025", "BIIA-12-2025", "convict"), ("B.IV 3/2025", "BIV-3-2025", "convict"), ("K/77", "K/77", ""),
    ],
)  # fmt: skip
def test_the_register_says_as_what_somebody_is_here(number, key, status):
    assert (custody.register_key(number), custody.status_of(number)) == (key, status)


def test_two_thirds_of_twenty_four_months_are_sixteen():
    assert custody.part_served(date(2025, 1, 1), date(2027, 1, 1), 2, 3) == date(2026, 5, 3)


@given(days, days)
def test_parts_of_a_sentence_follow_each_other_and_never_come_early(one, other):
    begins, ends = sorted((one, other))
    third, half, two_thirds = (custody.part_served(begins, ends, *part) for part in ((1, 3), (1, 2), (2, 3)))
    assert begins <= third <= half <= two_thirds <= ends
    assert 3 * (two_thirds - begins).days >= 2 * (ends - begins).days


def test_what_was_told_is_never_computed_over():
    found = custody.milestones(date(2025, 1, 1), date(2027, 1, 1), third=date(2025, 7, 1))
    assert [(one.on, one.is_told) for one in found][0] == (date(2025, 7, 1), True)
    assert [one.is_told for one in found] == [True, False, False, True]


def test_without_dates_there_is_nothing_to_say():
    assert custody.milestones(None, None) == []


def test_a_transfer_takes_the_days_of_the_sentence_along(world):
    here = queries.current_placement(world.sari)
    here.sentence_from, here.remission_days = date(2025, 3, 1), 60
    here.save()
    there = services.transfer_person(world.sari, world.programme.units["LPG"], on=TODAY, by=world.budi)
    assert (there.sentence_from, there.remission_days) == (date(2025, 3, 1), 60)
