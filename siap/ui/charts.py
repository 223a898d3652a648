"""Bar charts drawn on the server: they print, need no script, and the numbers stand behind them as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

SHORT_LABEL = 5
"""Up to this many characters a label fits under a column on a phone; longer ones make the bars lie down."""


@dataclass(frozen=True)
class Bar:
    """One bar. Its places are percentages of the drawing, written as SVG wants them (a point in every language)."""

    label: str
    text: str
    left: str
    middle: str
    wide: str
    top: str
    tall: str


@dataclass(frozen=True)
class Chart:
    """Bars that stand (short labels) or lie (long labels)."""

    bars: tuple[Bar, ...]
    stands: bool


def chart(rows: Sequence[tuple[object, float, str]], out_of: float = 0) -> Chart:
    """Bars for (label, value, text), as long as their share of `out_of`, or of the largest; below zero is nothing."""
    most = out_of or max((value for _, value, _ in rows), default=0)
    slot = 100 / max(len(rows), 1)
    bars = tuple(
        _bar(str(label), text, at * slot, slot, 100 * max(value, 0) / most if most > 0 else 0)
        for at, (label, value, text) in enumerate(rows)
    )
    return Chart(bars, all(len(bar.label) <= SHORT_LABEL for bar in bars))


def _bar(label: str, text: str, start: float, slot: float, share: float) -> Bar:
    gap = slot * 0.18
    return Bar(
        label,
        text,
        left=_percent(start + gap),
        middle=_percent(start + slot / 2),
        wide=_percent(slot - 2 * gap),
        top=_percent(100 - share),
        tall=_percent(share),
    )


def _percent(share: float) -> str:
    return f"{share:.2f}%"
