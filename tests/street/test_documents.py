"""The documents say what the code says."""

import re
from pathlib import Path

import pytest

from scripts import architecture
from siap.street import ROOMS

HERE = Path(__file__).resolve().parents[2]


def test_the_architecture_is_as_the_code_has_it() -> None:
    text = architecture.DOCUMENT.read_text()
    assert text == architecture.rewritten(text), "run python scripts/architecture.py"
    assert all(f"`{room}`" in text for room in ROOMS)


def test_every_decision_says_what_would_change_our_mind() -> None:
    decisions = sorted((HERE / "docs/adr").glob("[0-9]*.md"))
    assert len(decisions) >= 9
    for path in decisions:
        text = path.read_text()
        for heading in ("## Context", "## Decision", "## What would change our mind"):
            assert heading in text, f"{path.name} lacks {heading}"


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "GLOSSARY.md", "docs/panduan.md"])
def test_links_lead_somewhere(name: str) -> None:
    path = HERE / name
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), f"{name} → {target}"
