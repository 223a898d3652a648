"""An opening balance from a table that somebody made elsewhere: every row is read and judged, nothing is written. Pure."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from siap.core.errors import Refused
from siap.core.money import MOST
from siap.core.text import Text, _
from siap.ledger import chart
from siap.ledger.rules import Cr, Dr, Posting

LARGEST = 5_000_000
"""Bytes of a table, unpacked too."""
MOST_ROWS = 2_000
HEADINGS = {
    "code": "code", "kode": "code",
    "subject": "subject", "rincian": "subject",
    "debit": "debit",
    "credit": "credit", "kredit": "credit",
}  # fmt: skip
REQUIRED = ("code", "debit", "credit")

_PARTS = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/(workbook|styles|sharedStrings)\.xml|xl/(_rels|worksheets)/.*")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_PLACE_IN_REACH = re.compile(rb"[A-Z]?[0-9]{1,4}")
_FORMULA = re.compile(rb"<f[ />]")


class TableUnreadable(Refused):
    """Neither CSV nor XLSX."""

    message = _("Berkas ini tidak dapat dibaca sebagai tabel. Simpan sebagai CSV atau XLSX, lalu coba lagi.")


class TableTooLarge(Refused):
    """More than an opening balance can be."""

    message = _("Tabel ini terlalu besar untuk saldo awal: paling banyak %(rows)s baris dan 26 kolom.")

    def __init__(self) -> None:
        super().__init__(rows=MOST_ROWS)


class TableHasMacros(Refused):
    """A program lies in the file."""

    message = _("Berkas ini berisi makro. Simpan sebagai CSV atau XLSX tanpa makro, lalu coba lagi.")


class TableHasFormulas(Refused):
    """A number is computed somewhere else."""

    message = _("Berkas ini berisi rumus. Tempelkan nilainya saja, tanpa rumus, lalu coba lagi.")


class ColumnMissing(Refused):
    """The first row does not name the columns."""

    message = _("Baris pertama harus berisi judul kolom code, debit, dan credit. Yang belum ada: %(missing)s.")


@dataclass(frozen=True)
class Row:
    """A row as it stands in the file (`number` counts from 1, headings included): its cells, and a posting or a problem."""

    number: int
    cells: dict[str, str]
    posting: Posting | None = None
    problem: Text = ""


def read(content: bytes) -> list[Row]:
    """Every row that is not empty. Raises TableUnreadable, TableTooLarge, TableHasMacros, TableHasFormulas, ColumnMissing."""
    if len(content) > LARGEST:
        raise TableTooLarge
    table = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    if len(table) > MOST_ROWS:
        raise TableTooLarge
    columns = [HEADINGS.get(heading.lower(), "") for heading in table[0]] if table else []
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise ColumnMissing(missing=", ".join(missing))
    rows: list[Row] = []
    taken: dict[chart.Account, int] = {}
    for number, line in enumerate(table[1:], start=2):
        cells = {column: cell for column, cell in zip(columns, line, strict=False) if column}
        if any(cells.values()):
            row = _judged(number, cells, taken)
            rows.append(row)
            if row.posting:
                taken[row.posting.account] = number
    return rows


def _judged(number: int, cells: dict[str, str], taken: dict[chart.Account, int]) -> Row:
    """The row with its posting, or with the first thing that is wrong about it."""
    code, subject = cells.get("code", ""), cells.get("subject", "") or "0"
    debit, credit = (cells.get(side, "") or "0" for side in ("debit", "credit"))

    def wrong(problem: Text) -> Row:
        return Row(number, cells, problem=problem)

    if code not in chart.NAMES:
        return wrong(_("Akun dengan kode ini tidak ada."))
    if code not in chart.OPENED_BY_HAND:
        return wrong(_("Akun ini tidak diisi lewat saldo awal: isinya mengikuti catatan rincinya."))
    if subject != "0":
        return wrong(_("Akun ini tidak dirinci: kosongkan kolom subject."))
    if any(amount.startswith(("-", "−")) for amount in (debit, credit)):
        return wrong(_("Jumlah tidak boleh negatif: pindahkan ke kolom sebelahnya."))
    if not all(re.fullmatch("[0-9]{1,15}", amount) for amount in (debit, credit)):
        return wrong(_("Isi rupiah bulat dengan angka saja, tanpa titik, koma, atau huruf."))
    if (int(debit) > 0) == (int(credit) > 0):
        return wrong(_("Isi salah satu saja: debit atau credit."))
    if int(debit) + int(credit) > MOST:
        return wrong(_("Jumlah ini terlalu besar."))
    account = chart.Account(code)
    if account in taken:
        return wrong(_("Akun ini sudah ada di baris lain."))
    return Row(number, cells, Dr(account, int(debit)) if int(debit) else Cr(account, int(credit)))


def _csv(content: bytes) -> list[list[str]]:
    """Comma, semicolon or tab, whichever the headings use. Raises TableUnreadable, TableHasFormulas."""
    try:
        text = content.decode("utf-8-sig")
        headings = text.partition("\n")[0]
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=headings.count), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableUnreadable from error
    table = [[cell.strip() for cell in line] for line in table]
    if any(cell.startswith(("=", "+", "@")) for line in table for cell in line):
        raise TableHasFormulas
    return table


def _xlsx(content: bytes) -> list[list[str]]:
    """The first sheet. Raises TableUnreadable, TableTooLarge, TableHasMacros, TableHasFormulas."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(_made_anew(content)))
        table = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError) as error:
        raise TableUnreadable from error
    return [[_text(cell) for cell in line] for line in table]


def _made_anew(content: bytes) -> bytes:
    """The workbook with only the parts a table needs, each unpacked within bounds and looked at: no bomb reaches the reader."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > LARGEST:
            raise TableTooLarge
        if any("vbaproject" in member.filename.lower() for member in members):
            raise TableHasMacros
        parts = {member.filename: archive.read(member) for member in members if _PARTS.fullmatch(member.filename)}
    _look_at(parts.values())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def _look_at(parts: Iterable[bytes]) -> None:
    """One cell far out makes a reader lay out everything before it: a few bytes, and the memory is gone."""
    for part in parts:
        if not all(_PLACE_IN_REACH.fullmatch(place) for place in _PLACE.findall(part)):
            raise TableTooLarge
        if _FORMULA.search(part):
            raise TableHasFormulas


def _text(cell: object) -> str:
    """A spreadsheet keeps every number as a fraction; whole ones are shown as people write them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def written(rows: Sequence[Row]) -> str:
    """The rows as a table again, to be looked at, corrected and read anew."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    columns = ("code", "subject", "debit", "credit")
    writer.writerow(columns)
    writer.writerows([row.cells.get(column, "") for column in columns] for row in rows)
    return made.getvalue()


def total(rows: Sequence[Row], side: int) -> int:
    """Debits or credits of all rows together (rupiah)."""
    return sum(row.posting.amount for row in rows if row.posting and row.posting.side == side)
