"""How days, weights, times and percents are said, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from siap.ui import words
from siap.ui.templatetags import ui as tags

NOV_24 = date(2026, 11, 24)


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    with translation.override(request.param):
        yield request.param


def says(language: str, indonesian: str, english: str) -> str:
    return indonesian if language == "id" else english


def test_days_are_said_as_people_say_them(language: str) -> None:
    assert words.day(NOV_24) == "24 Nov 2026"
    assert words.long_day(NOV_24) == says(language, "Selasa, 24 November 2026", "Tuesday, 24 November 2026")
    assert words.month(NOV_24) == "November 2026"


def test_a_moment_is_said_in_the_zone_of_the_office(language: str) -> None:
    at = datetime(2026, 11, 24, 22, 5, tzinfo=UTC)  # already the next morning in Palu
    assert words.moment(at) == says(language, "25 Nov 2026 06.05", "25 Nov 2026 06:05")
    assert words.day(at) == "25 Nov 2026"


@pytest.mark.parametrize(
    ("gram", "indonesian", "english"),
    [
        (0, "0 g", "0 g"),
        (250, "250 g", "250 g"),
        (999, "999 g", "999 g"),
        (1000, "1 kg", "1 kg"),
        (1250, "1,25 kg", "1.25 kg"),
        (60_000, "60 kg", "60 kg"),
        (1_234_567, "1.234,567 kg", "1,234.567 kg"),
        (-250, "−250 g", "−250 g"),
    ],
)
def test_weights(gram: int, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert words.gram(gram) == indonesian
    with translation.override("en"):
        assert words.gram(gram) == english


def test_minutes_are_said_in_hours() -> None:
    with translation.override("id"):
        assert [words.hours(minutes) for minutes in (0, 45, 60, 450, 5_000)] == [
            "0 jam", "0,75 jam", "1 jam", "7,5 jam", "83,33 jam"
        ]  # fmt: skip


def test_percents_are_points() -> None:
    with translation.override("id"):
        assert [words.percent(points) for points in (64, 12.5, Decimal("33.333"), 0, 100, -4)] == [
            "64 %", "12,5 %", "33,3 %", "0 %", "100 %", "−4 %"
        ]  # fmt: skip


def test_a_negative_nothing_is_nothing() -> None:
    assert words.number(-0.04, 1) == "0"


@pytest.mark.parametrize("name", sorted(set(tags.register.filters) - {"chart"}))
def test_where_there_is_no_value_stands_a_dash(name: str) -> None:
    assert tags.register.filters[name](None) == tags.NOTHING
    assert tags.register.filters[name]("") == tags.NOTHING


def test_zero_is_a_value() -> None:
    assert tags.register.filters["rupiah"](0) == "Rp0"
