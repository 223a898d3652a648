"""The user's guide says what the screens say: every word in bold stands on one, and every picture is there."""

import re
from pathlib import Path

GUIDE = Path("docs/panduan.md")


def spoken() -> set[str]:
    """Every sentence and word that the screens are made of: the literals of templates and code."""
    texts = [source.read_text() for ending in ("*.html", "*.py") for source in Path("siap").rglob(ending)]
    literals = (r'"([^"\n]+)"', r"'([^'\n]+)'")  # apart: in a template one stands inside the other
    return {words for text in texts for literal in literals for words in re.findall(literal, text)}


def test_every_word_in_bold_stands_on_a_screen() -> None:
    bold = set(re.findall(r"\*\*([^*]+)\*\*", GUIDE.read_text()))
    assert len(bold) > 50
    assert not bold - spoken()


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDE.read_text())
    assert pictures
    assert not [one for one in pictures if not (GUIDE.parent / one).exists()]
