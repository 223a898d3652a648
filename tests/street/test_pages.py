"""Every page has its gate; every template keeps the policy for scripts and styles."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

import siap
from siap.people.rules import ACTIONS

HOUSE = Path(siap.__file__).parent
KNOWN = frozenset().union(*ACTIONS.values()) | {"open", "signed in"}


def pages(found: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the house with its pattern."""
    for pattern in (found or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def test_every_page_says_who_may_open_it() -> None:
    ungated = [
        address
        for address, pattern in pages()
        if getattr(pattern.callback, "needs", "open" if address == "healthz" else None) not in KNOWN
    ]
    assert not ungated, ungated


def test_every_action_opens_something_or_is_asked_for() -> None:
    text = "".join(path.read_text() for path in HOUSE.rglob("*.py")) + "".join(
        path.read_text() for path in HOUSE.rglob("*.html")
    )
    unused = [action for action in KNOWN if f'"{action}"' not in text.replace("'", '"')]
    assert not unused, unused


def test_no_script_or_style_hides_in_a_template() -> None:
    bad = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\son[a-z]+=\"|\bstyle=\"|javascript:|https?://(?!www\.w3\.org)")
    for path in HOUSE.rglob("templates/**/*.html"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            assert not bad.search(line), f"{path}:{number} {line.strip()[:80]}"
