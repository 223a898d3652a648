"""What a story may look like. Pure."""

import re
from collections.abc import Iterable

CARD = 160  # characters of the opening on a card


def paragraphs(body: str) -> list[str]:
    """A plain text as its paragraphs: an empty line stands between two."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n")
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", lines) if block.strip()]


def opening(body: str) -> str:
    """The first words of the first paragraph, whole words only."""
    first = next(iter(paragraphs(body)), "")
    if len(first) <= CARD:
        return first
    return f"{first[:CARD].rsplit(' ', 1)[0]}…"


def full_names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which full names of two words or more stand in a text. One-word names are ordinary words too often to tell."""
    told = f" {' '.join(text.split())} ".casefold()
    return [name for name in names if len(name.split()) > 1 and name.casefold() in told]
