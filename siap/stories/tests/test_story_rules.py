"""Paragraphs, openings and names in a text."""

from hypothesis import given
from hypothesis import strategies as st

from siap.stories.rules import CARD, full_names_in, opening, paragraphs


def test_an_empty_line_stands_between_two_paragraphs():
    assert paragraphs("Satu\nbaris.\r\n\r\n\n Dua. \n") == ["Satu baris.", "Dua."]


def test_an_opening_ends_with_a_whole_word():
    text = opening("kata " * 60)
    assert len(text) <= CARD + 1
    assert text.endswith("kata…")


@given(st.text())
def test_no_word_of_a_text_is_lost_in_its_paragraphs(text):
    assert " ".join(paragraphs(text)).split() == text.split()


def test_a_one_word_name_is_too_often_a_word():
    assert full_names_in("Melati mekar di kebun", ["Melati", "Sari Melati"]) == []
    assert full_names_in("di mana sari melati mekar", ["Melati", "Sari Melati"]) == ["Sari Melati"]
