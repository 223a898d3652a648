"""Question banks as other programs know them: QTI 3 packages and spreadsheets, in and out. Pure.

What is read is checked question by question; one wrong row refuses the whole file and names itself, so that half a bank is
never written.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Writing  # nosec B405 (only written with; read with defusedxml)

import xlsxwriter
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from python_calamine import CalamineError, CalamineWorkbook

from siap.core.errors import Refused
from siap.core.text import _

QTI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LETTERS = "ABCDEF"
MOST_BYTES = 20 * 1024 * 1024
"""What a package may hold when it is unpacked."""
MOST_QUESTIONS = 2000
COLUMNS = ("kode", "bab", "soal", "a", "b", "c", "d", "e", "f", "benar", "penjelasan", "gambar")


class BankUnreadable(Refused):
    """The file is no question bank."""

    message = _(
        "Berkas ini bukan bank soal yang bisa dibaca. Pakai paket QTI 3 (.zip) atau lembar kerja (.xlsx) dari halaman ini."
    )
    field = "document"


class QuestionWrong(Refused):
    """A question of the file does not hold together."""

    message = _("Soal %(code)s tidak lengkap: perlu kode, kalimat soal, dua sampai enam pilihan, dan satu yang benar.")
    field = "document"


@dataclass(frozen=True)
class QuestionDraft:
    """A question as it is written: `answer` is the index of the right choice."""

    code: str
    lesson: int
    text: str
    choices: tuple[str, ...]
    answer: int
    because: str
    picture: str = ""

    def check(self) -> "QuestionDraft":
        """Itself. Raises QuestionWrong."""
        fits = (
            0 < len(self.code) <= 12
            and 0 < len(self.text) <= 400
            and len(self.because) <= 400
            and 2 <= len(self.choices) <= len(LETTERS)
            and all(self.choices)
            and 0 <= self.answer < len(self.choices)
            and 0 <= self.lesson <= 100
        )
        if not fits:
            raise QuestionWrong(code=self.code or "?")
        return self


def read_bank(content: bytes) -> list[QuestionDraft]:
    """The questions of a QTI 3 package or of a spreadsheet. Raises BankUnreadable, QuestionWrong."""
    if not content.startswith(b"PK"):
        raise BankUnreadable
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(one.file_size for one in package.infolist()) > MOST_BYTES:
                raise BankUnreadable
            is_sheet = "[Content_Types].xml" in package.namelist()
            drafts = list(_from_sheet(content) if is_sheet else _from_qti(package))
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, CalamineError, UnicodeError, KeyError) as error:
        raise BankUnreadable from error
    if not 0 < len(drafts) <= MOST_QUESTIONS:
        raise BankUnreadable
    return [draft.check() for draft in drafts]


def write_sheet(questions: Iterable[QuestionDraft]) -> bytes:
    """The questions as a spreadsheet, one a row."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Soal")
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
        for row, one in enumerate(questions, 1):
            choices = [*one.choices, *[""] * (len(LETTERS) - len(one.choices))]
            cells = [one.code, one.lesson, one.text, *choices, LETTERS[one.answer], one.because, one.picture]
            sheet.write_row(row, 0, cells)
        sheet.set_column(2, 2, 60)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _from_sheet(content: bytes) -> Iterator[QuestionDraft]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    heads = {str(cell).strip().lower(): place for place, cell in enumerate(rows[0])} if rows else {}
    if not {"kode", "soal", "a", "b", "benar"} <= set(heads):
        raise BankUnreadable
    for row in rows[1:]:
        cells = {name: _cell(row, heads.get(name)) for name in COLUMNS}
        if not any(cells.values()):
            continue
        choices = tuple(cells[letter.lower()] for letter in LETTERS if cells[letter.lower()])
        right = LETTERS.find(cells["benar"].upper()) if cells["benar"] else -1
        lesson = int(cells["bab"]) if cells["bab"].isdecimal() else 0
        yield QuestionDraft(cells["kode"], lesson, cells["soal"], choices, right, cells["penjelasan"], cells["gambar"])


def _cell(row: list[Any], place: int | None) -> str:
    value = row[place] if place is not None and place < len(row) else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def write_qti(questions: Iterable[QuestionDraft]) -> bytes:
    """The questions as a QTI 3 content package: a manifest, and one item with a single choice a question."""
    out = io.BytesIO()
    manifest = Writing.Element("manifest", {"xmlns": PACKAGE, "identifier": "siap-usaha-bank"})
    about = Writing.SubElement(manifest, "metadata")
    Writing.SubElement(about, "schema").text = "QTI Package"
    Writing.SubElement(about, "schemaversion").text = "3.0.0"
    Writing.SubElement(manifest, "organizations")
    resources = Writing.SubElement(manifest, "resources")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for one in questions:
            path = f"items/{one.code}.xml"
            package.writestr(path, _bytes(_item(one)))
            resource = {"identifier": f"R-{one.code}", "type": "imsqti_item_xmlv3p0", "href": path}
            Writing.SubElement(Writing.SubElement(resources, "resource", resource), "file", {"href": path})
        package.writestr("imsmanifest.xml", _bytes(manifest))
    return out.getvalue()


def _bytes(root: Writing.Element) -> bytes:
    text: bytes = Writing.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _item(one: QuestionDraft) -> Writing.Element:
    root = Writing.Element(
        "qti-assessment-item",
        {"xmlns": QTI, "identifier": one.code, "title": one.code, "time-dependent": "false", "xml:lang": "id"},
    )
    declared = Writing.SubElement(
        root,
        "qti-response-declaration",
        {"identifier": "RESPONSE", "cardinality": "single", "base-type": "identifier"},
    )
    Writing.SubElement(Writing.SubElement(declared, "qti-correct-response"), "qti-value").text = LETTERS[one.answer]
    for name, kind in (("SCORE", "float"), ("FEEDBACK", "identifier")):
        outcome = {"identifier": name, "cardinality": "single", "base-type": kind}
        Writing.SubElement(root, "qti-outcome-declaration", outcome)
    body = Writing.SubElement(root, "qti-item-body", {"data-lesson": str(one.lesson), "data-picture": one.picture})
    asked = Writing.SubElement(
        body, "qti-choice-interaction", {"response-identifier": "RESPONSE", "shuffle": "false", "max-choices": "1"}
    )
    Writing.SubElement(asked, "qti-prompt").text = one.text
    for letter, choice in zip(LETTERS, one.choices, strict=False):
        Writing.SubElement(asked, "qti-simple-choice", {"identifier": letter}).text = choice
    Writing.SubElement(
        root,
        "qti-response-processing",
        {"template": "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct"},
    )
    feedback = {"outcome-identifier": "FEEDBACK", "identifier": "because", "show-hide": "show"}
    said = Writing.SubElement(Writing.SubElement(root, "qti-modal-feedback", feedback), "qti-content-body")
    Writing.SubElement(said, "p").text = one.because
    return root


def _from_qti(package: zipfile.ZipFile) -> Iterator[QuestionDraft]:
    for name in sorted(package.namelist()):
        if name.endswith(".xml") and name.rsplit("/", 1)[-1] != "imsmanifest.xml":
            root = fromstring(package.read(name))
            if _local(root) == "qti-assessment-item":
                yield _read_item(root)


def _read_item(root: Any) -> QuestionDraft:
    """An item with one single-choice interaction. Raises QuestionWrong for any other kind."""
    parts = {_local(part): part for part in reversed(list(root.iter()))}
    code = root.get("identifier", "")
    asked, value, body = parts.get("qti-choice-interaction"), parts.get("qti-value"), parts.get("qti-item-body")
    if asked is None or value is None or body is None:
        raise QuestionWrong(code=code or "?")
    choices = [part for part in asked if _local(part) == "qti-simple-choice"]
    marks = [part.get("identifier", "") for part in choices]
    right = marks.index(_said(value)) if _said(value) in marks else -1
    lesson = body.get("data-lesson", "0")
    return QuestionDraft(
        code,
        int(lesson) if lesson.isdecimal() else 0,
        _said(parts.get("qti-prompt")),
        tuple(_said(part) for part in choices),
        right,
        _said(parts.get("qti-modal-feedback")),
        body.get("data-picture", ""),
    )


def _local(part: Any) -> str:
    return str(part.tag).rsplit("}", 1)[-1]


def _said(part: Any) -> str:
    return "" if part is None else " ".join("".join(part.itertext()).split())
