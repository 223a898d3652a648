"""A small part of Markdown, openings and names in a text."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.stories.rules import CARD, full_names_in, html, opening, plain


def test_an_empty_line_stands_between_two_paragraphs():
    assert html("Satu\nbaris.\r\n\r\n Dua. \n") == "<p>Satu\nbaris.</p>\n<p>Dua.</p>\n"


def test_the_few_marks_a_writer_has():
    assert html("# Judul\n\n**tebal** *miring*\n\n- satu\n- dua") == (
        "<h2>Judul</h2>\n<p><strong>tebal</strong> <em>miring</em></p>\n<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>\n"
    )
    assert html("[baca](https://contoh.id)") == '<p><a href="https://contoh.id" rel="nofollow noopener">baca</a></p>\n'


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


ALLOWED = {"p", "h2", "h3", "strong", "em", "ul", "ol", "li", "a", "blockquote", "br", "hr"}
NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://jahat.id/lacak.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.id "onmouseover=alert(1)")',
    "<svg/onload=alert(1)>",
    "**<b onclick=x>hai</b>**",
)


def _is_safe(text):
    tags = _Tags()
    tags.feed(html(text))
    for tag, attributes in tags.seen:
        assert tag in ALLOWED
        assert set(attributes) <= {"href", "rel"}
        assert attributes.get("href", "") == "" or attributes["href"].startswith(("https://", "http://"))


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_runs_or_tracks_comes_through(text):
    _is_safe(text)


@given(st.lists(st.sampled_from([*NASTY, "<", ">", '"', "`", "\n\n", "- ", "*", "[", "](", ")", "teks"])).map("".join))
def test_no_mixture_of_them_does(text):
    _is_safe(text)


def test_an_opening_ends_with_a_whole_word_and_has_no_marks():
    text = opening("**kata** " * 60)
    assert len(text) <= CARD + 1
    assert text.endswith("kata…")
    assert "*" not in text


def test_a_name_hidden_behind_marks_is_found():
    assert full_names_in(plain("Ini Sa*ri* **Melati** kita"), ["Sari Melati"]) == ["Sari Melati"]
    assert full_names_in(plain("Ini [Sari](https://a.id) Melati"), ["Sari Melati"]) == ["Sari Melati"]


def test_a_one_word_name_is_too_often_a_word():
    assert full_names_in("Melati mekar di kebun", ["Melati", "Sari Melati"]) == []
    assert full_names_in("di mana sari melati mekar", ["Melati", "Sari Melati"]) == ["Sari Melati"]
