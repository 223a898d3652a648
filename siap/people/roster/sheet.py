"""A spreadsheet that somebody else made, opened with care: size and parts are looked at before a reader sees them."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from siap.core.errors import Refused
from siap.core.text import _

LARGEST = 10 * 1024 * 1024
"""Bytes of a file as it is sent."""
LARGEST_UNPACKED = 150 * 1024 * 1024
MOST_ROWS = 50_100
"""Fifty thousand people, and the lines above them."""
MOST_COLUMNS = 80

Cell = str | float | date | None

_PARTS = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/(workbook|styles|sharedStrings)\.xml|xl/(_rels|worksheets)/.*")
_PLACE = re.compile(rb"""<(?:c|row)\s[^>]*?\br\s*=\s*["']([^"']*)["']""")
_PLACE_IN_REACH = re.compile(rb"(?:[A-C]?[A-Z])?[0-9]{1,5}")
_FORMULA = re.compile(rb"<f[ />]")


class SheetRefused(Refused):
    """The file cannot be read; the sentence says what to do about it."""

    message = _("Berkas ini tidak dapat dibaca sebagai lembar. Simpan sebagai XLSX atau CSV, lalu pilih lagi.")
    field = "sheet"


class SheetTooLarge(SheetRefused):
    """More than a unit has, or a bomb."""

    message = _(
        "Lembar ini terlalu besar: paling banyak 50.000 baris, 80 kolom, dan 10 MB. Bagi menjadi beberapa berkas."
    )


class SheetHasMacros(SheetRefused):
    """A program lies in the file."""

    message = _("Berkas ini berisi makro. Simpan sebagai “Buku Kerja Excel (.xlsx)” tanpa makro, lalu pilih lagi.")


class SheetHasFormulas(SheetRefused):
    """A value is computed somewhere else."""

    message = _("Lembar ini berisi rumus. Salin semuanya, tempel sebagai nilai, simpan, lalu pilih lagi.")


class SheetIsOld(SheetRefused):
    """The format before XLSX, or one with a password."""

    message = _(
        "Berkas ini format Excel lama (.xls) atau bersandi. Buka, simpan sebagai XLSX tanpa sandi, lalu pilih lagi."
    )


@dataclass(frozen=True)
class Line:
    """A row of the sheet: its number there (from 1), its cells, and whether a merged cell runs through it."""

    number: int
    cells: list[Cell]
    is_merged: bool = False


def lines(content: bytes) -> Iterator[Line]:
    """Every row that is not empty, one after the other. Raises SheetRefused and its kinds."""
    if len(content) > LARGEST:
        raise SheetTooLarge
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetIsOld
    rows = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    for line in rows:
        if line.number > MOST_ROWS or len(line.cells) > MOST_COLUMNS:
            raise SheetTooLarge
        if any(cell not in (None, "") for cell in line.cells):
            yield line


def _csv(content: bytes) -> Iterator[Line]:
    """Comma, semicolon or tab, whichever the file uses most."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise SheetRefused
    start = text[:4000]
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=start.count)), 1
        ):
            stripped: list[Cell] = [cell.strip() for cell in cells]
            if any(str(cell).startswith("=") for cell in stripped):
                raise SheetHasFormulas
            yield Line(number, stripped)
    except csv.Error as error:
        raise SheetRefused from error


def _xlsx(content: bytes) -> Iterator[Line]:
    """The first sheet."""
    try:
        workbook = CalamineWorkbook.from_filelike(_made_anew(content))
        sheet = workbook.get_sheet_by_index(0)
        merged = _merged_rows(sheet.merged_cell_ranges or [])
        first, left = sheet.start or (0, 0)
        for number, cells in enumerate(sheet.iter_rows(), 1 + first):
            yield Line(number, [None] * left + [_plain(cell) for cell in cells], number in merged)
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError) as error:
        raise SheetRefused from error


def _merged_rows(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> set[int]:
    """Rows through which a merged cell runs from above or below: one value would stand for several people."""
    return {
        row + 1
        for (top, _left), (bottom, _right) in ranges
        if bottom > top
        for row in range(top, min(bottom, MOST_ROWS) + 1)
    }


def _plain(cell: object) -> Cell:
    if isinstance(cell, bool) or cell is None:
        return None if cell is None else str(cell)
    if isinstance(cell, date):  # a moment is a day too
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float):
        return float(cell)
    return str(cell).strip()


def _made_anew(content: bytes) -> io.BytesIO:
    """The workbook with only the parts a table needs, each unpacked within bounds and looked at."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise SheetTooLarge
        if any("vbaproject" in member.filename.lower() for member in members):
            raise SheetHasMacros
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as anew:
            for member in members:
                if _PARTS.fullmatch(member.filename):
                    part = archive.read(member)
                    if member.filename.startswith("xl/worksheets/"):
                        _look_at(part)
                    anew.writestr(member.filename, part)
                    del part  # one unpacked part at a time
    made.seek(0)
    return made


def _look_at(part: bytes) -> None:
    """One cell far out makes a reader lay out everything before it: a few bytes, and the memory is gone."""
    if _FORMULA.search(part):
        raise SheetHasFormulas
    for place in _PLACE.finditer(part):
        if not _PLACE_IN_REACH.fullmatch(place[1]):
            raise SheetTooLarge
