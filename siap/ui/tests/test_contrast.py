"""Every text reaches 4.5 : 1 on every ground it stands on, in light and dark, computed from the tokens themselves."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static" / "ui" / "tokens.css").read_text()
PAIR = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(TOKENS)}
THEMES = {"light": 0, "dark": 1}

GROUNDS = ("paper", "surface", "sunk")
WASHED = ("teluk", "emas", "bata", "daun")
TEXTS = [
    *((text, ground) for text in ("ink", "soft", *WASHED) for ground in GROUNDS),
    *((text, f"{text}-wash") for text in WASHED),
    *(("ink", f"{wash}-wash") for wash in WASHED),
    ("on-teluk", "teluk"),
    ("on-teluk", "teluk-deep"),
    ("on-bata", "bata"),
    ("on-daun", "daun"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(text: str, ground: str, theme: str) -> None:
    at = THEMES[theme]
    assert contrast(COLOURS[text][at], COLOURS[ground][at]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("drawn", ["edge", "teluk", "daun", "bata"])
def test_what_one_fills_in_or_looks_for_can_be_seen(drawn: str, ground: str, theme: str) -> None:
    at = THEMES[theme]
    assert contrast(COLOURS[drawn][at], COLOURS[ground][at]) >= 3


def test_only_tokens_name_colours() -> None:
    """A colour written anywhere else would escape the tests above; paper itself and shadows are white and black."""
    for sheet in ("base", "frame", "parts", "way", "figures", "forms", "public"):
        text = (Path(__file__).parent.parent / "static" / "ui" / f"{sheet}.css").read_text()
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", text), sheet
