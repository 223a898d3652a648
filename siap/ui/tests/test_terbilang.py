"""Numbers in words: the known cases, and every number read back by a small parser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.ui.words import terbilang


@pytest.mark.parametrize(
    ("whole", "spelled"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (21_429, "dua puluh satu ribu empat ratus dua puluh sembilan"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (10**12, "satu triliun"),
        (-3_000, "minus tiga ribu"),
    ],
)
def test_numbers_are_said_as_people_say_them(whole, spelled):
    assert terbilang(whole) == spelled


def test_what_nobody_can_read_is_not_spelled():
    with pytest.raises(ValueError, match="too large"):
        terbilang(10**15)


UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
ONE = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus", "seribu": "satu ribu"}


def read(spelled: str) -> int:
    """The number that some words stand for, read from left to right."""
    whole = group = digit = 0
    for word in " ".join(ONE.get(word, word) for word in spelled.split()).split():
        if word in UNITS:
            digit = UNITS.index(word)
        elif word in SCALES:
            whole, group, digit = whole + (group + digit) * SCALES[word], 0, 0
        else:
            group += {"belas": 10 + digit, "puluh": 10 * digit, "ratus": 100 * digit}[word]
            digit = 0
    return whole + group + digit


@given(st.integers(0, 10**15 - 1))
def test_every_number_is_read_back(whole):
    assert read(terbilang(whole)) == whole
