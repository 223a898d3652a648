"""Paper: PDF from Typst templates, readable by a screen reader (PDF/UA-1) and in twenty years (PDF/A-2a).

A template stands in `siap/<room>/typst/` and imports `/ui/typst/paper.typ`. Its data travel as one JSON string, never
as markup, so that nothing a user typed can become a command. Fonts are ours; nothing is downloaded.
"""

import json
from datetime import UTC
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.utils.translation import get_language

from siap.core import clock

ROOT = Path(__file__).resolve().parent.parent
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]

_one_at_a_time = Lock()
"""A Typst compiler belongs to one thread at a time."""


def compile(template_name: str, data: dict[str, Any]) -> bytes:
    """The PDF of a template `<room>/<name>`, for example `sharing/slip`, filled with `data` (text, numbers, lists).

    `data["lang"]` is the language of the screen unless the caller names one.
    Raises `typst.TypstError` for a template that does not fit its data: a mistake of ours, never of a user.
    """
    source, told = _source(template_name), _told(data)
    try:
        return _printed(source, told, STANDARDS)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _printed(source, told, [])  # a name in a script that our fonts lack: a box, but the paper is there


def draw(template_name: str, data: dict[str, Any]) -> bytes:
    """A template's one page as a PNG, a point a pixel."""
    with _one_at_a_time:
        content = _compiler().compile(
            input=_source(template_name), format="png", ppi=72, sys_inputs={"data": _told(data)}
        )
    assert isinstance(content, bytes)
    return content


def _source(template_name: str) -> Path:
    room, name = template_name.removesuffix(".typ").split("/")
    return ROOT / room / "typst" / f"{name}.typ"


def _told(data: dict[str, Any]) -> str:
    return json.dumps({"lang": (get_language() or "id")[:2], **data}, ensure_ascii=False)


def _printed(source: Path, told: str, standards: "list[typst.PDFStandard]") -> bytes:
    with _one_at_a_time:
        content = _compiler().compile(
            input=source,
            format="pdf",
            sys_inputs={"data": told},
            pdf_standards=standards,
            timestamp=clock.now().astimezone(UTC).replace(microsecond=0),
        )
    assert isinstance(content, bytes)
    return content


@cache
def _compiler() -> typst.Compiler:
    """One for all templates: it keeps the fonts and what it has read."""
    return typst.Compiler(root=ROOT, font_paths=[ROOT / "ui" / "fonts"], ignore_system_fonts=True)
