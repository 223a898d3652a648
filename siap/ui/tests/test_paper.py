"""Paper: a PDF that says what its data say, and that a screen reader and an archive can use."""

import re
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
import typst
from django.utils import translation

from siap.core import clock
from siap.ui import paper

NOON = datetime(2026, 11, 24, 4, 0, 0, 123, tzinfo=UTC)


def a_list(**changed: Any) -> dict[str, Any]:
    return {
        "title": "Daftar bagian",
        "under": "Oktober 2026",
        "foot": "Kepala rantai 3f9a0c",
        "facts": [["Kelompok", "Bawang Goreng Tadulako"], ["UPT", "Lapas Palu"]],
        "heads": ["Nama panggilan", "Bagian"],
        "rows": [["Sari", "Rp21.429"], ["Dewi", "Rp14.286"]],
        "right": [1],
        "total": ["Jumlah", "Rp35.715"],
        **changed,
    }


def inflated(pdf: bytes) -> bytes:
    """A PDF with its compressed objects unpacked, so that one can look into it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
    return pdf + b"".join(zlib.decompress(stream) for stream in streams if stream.startswith(b"x"))


def test_a_template_becomes_an_archivable_and_accessible_pdf() -> None:
    pdf = paper.compile("ui/list", a_list())
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"Daftar bagian" in pdf


def test_the_pdf_speaks_the_language_of_the_screen_unless_told_otherwise() -> None:
    with translation.override("en"):
        assert b"/Lang(en)" in inflated(paper.compile("ui/list", a_list()))
        assert b"/Lang(id)" in inflated(paper.compile("ui/list", a_list(lang="id")))


def test_the_same_data_at_the_same_time_make_the_same_bytes() -> None:
    with clock.fixed(NOON):
        assert paper.compile("ui/list", a_list()) == paper.compile("ui/list", a_list())


def test_only_our_own_fonts_are_used() -> None:
    pdf = inflated(paper.compile("ui/list", a_list()))
    named = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z]+)", pdf))
    assert named == {b"PlusJakartaSans", b"AtkinsonHyperlegible"}


@pytest.mark.parametrize("typed", ['#panic("x")', "*tebal* _miring_", '"; #read("/settings.py")', "$x^2$", "<a> @b \\"])
def test_what_a_user_typed_is_text_and_never_a_command(typed: str) -> None:
    with clock.fixed(NOON):
        assert paper.compile("ui/list", a_list(under=typed)).startswith(b"%PDF")
        assert typed.replace("<", "&lt;").replace(">", "&gt;").encode() in _title_of(typed)


def _title_of(typed: str) -> bytes:
    """The title of a document stands in its metadata as plain text."""
    found = re.search(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", paper.compile("ui/list", a_list(title=typed)), re.S)
    assert found
    return found[1].replace(b"&quot;", b'"')


def test_a_template_that_does_not_fit_its_data_is_a_mistake_of_ours() -> None:
    with pytest.raises(typst.TypstError):
        paper.compile("ui/list", {"title": "Daftar"})
