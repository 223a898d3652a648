"""The statements as a PDF and as a spreadsheet: both draw the same sheets as the screen."""

import io

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from siap.cashbook import queries, rules
from siap.core.chain import printed_head
from siap.core.money import rupiah
from siap.ui import paper, words
from siap.ui.words import terbilang

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# --- PDF ----------------------------------------------------------------------------------------------------------------


def as_pdf(told: queries.Statements, *, by: str) -> bytes:
    """The statements and their notes (PDF/A and PDF/UA). `by`: who had it printed."""
    name = _("Rugi") if told.profit < 0 else _("Laba")
    return paper.compile(
        "cashbook/statements",
        {
            "title": _("Laporan keuangan %(name)s") % {"name": told.owner.name},
            "under": told.period,
            "foot": _("Kepala rantai %(head)s") % {"head": printed_head()},
            "sheets": [_drawn(sheet) for sheet in told.sheets if not sheet.is_empty],
            "spelled": f"{name} {rupiah(abs(told.profit))}: {terbilang(abs(told.profit))} rupiah",
            "notes_title": _("Catatan atas laporan keuangan"),
            "notes": [
                {
                    "title": str(note.title),
                    "paragraphs": note.paragraphs,
                    "sheet": _drawn(note.sheet) if note.sheet else None,
                }
                for note in told.notes
            ],
            "signs": _signs(by),
        },
    )


def ageing_as_pdf(told: queries.Ageing, *, by: str) -> bytes:
    """Claims and debts by age on a day. `by`: who had it printed."""
    return paper.compile(
        "cashbook/statements",
        {
            "title": _("Umur piutang dan utang %(name)s") % {"name": told.owner.name},
            "under": words.long_day(told.on),
            "foot": _("Kepala rantai %(head)s") % {"head": printed_head()},
            "sheets": [_drawn(sheet) for sheet in told.sheets if not sheet.is_empty],
            "spelled": _(
                "Menurut hari sejak kejadiannya; pembayaran melunasi yang paling lama lebih dulu. "
                "Piutang %(claimed)s, utang %(owed)s."
            )
            % {"claimed": rupiah(told.claimed), "owed": rupiah(told.owed)},
            "notes_title": "",
            "notes": [],
            "signs": _signs(by),
        },
    )


def _signs(by: str) -> list[str]:
    return [_("Yang mencetak: %(who)s") % {"who": by}, _("Mengetahui")]


def _drawn(sheet: rules.Sheet) -> dict[str, object]:
    return {
        "title": str(sheet.title),
        "heads": ["", *sheet.columns],
        "rows": [
            {
                "name": str(row.name),
                "amounts": ["" if sheet.hides_zero and not amount else rupiah(amount) for amount in row.amounts],
                "strong": row.is_sum or not row.amounts,
                "last": row.is_last,
            }
            for row in sheet.rows
        ],
    }


# --- Spreadsheet --------------------------------------------------------------------------------------------------------

_AMOUNTS = 1
"""The first column of amounts; names stand in the one before."""


def as_workbook(told: queries.Statements) -> bytes:
    """One worksheet a statement, and one for the notes. Sums are formulas over the cells they are made of."""
    file = io.BytesIO()
    with _workbook(file) as book:
        pens = _Pens(book)
        for sheet in told.sheets:
            _write_page(book, sheet, f"{told.owner.name}, {told.period}", pens)
        _write_notes(book.add_worksheet(_("Catatan")), told, pens)
    return file.getvalue()


def ageing_as_workbook(told: queries.Ageing) -> bytes:
    """A worksheet for claims and one for debts."""
    file = io.BytesIO()
    with _workbook(file) as book:
        pens = _Pens(book)
        for sheet in told.sheets:
            _write_page(book, sheet, f"{told.owner.name}, {words.day(told.on)}", pens)
    return file.getvalue()


def _workbook(file: io.BytesIO) -> Workbook:
    """Nothing that somebody typed becomes a formula or a link."""
    return xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def _write_page(book: Workbook, sheet: rules.Sheet, under: str, pens: "_Pens") -> None:
    page = book.add_worksheet(str(sheet.title)[:31])
    page.write_string(0, 0, f"{sheet.title} {under}", pens.title)
    _write(page, sheet, 2, pens)
    page.freeze_panes(3, _AMOUNTS)


class _Pens:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        amount = "#,##0;[Red]-#,##0"
        self.title: Format = book.add_format({"bold": True, "font_size": 13})
        self.head: Format = book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self.strong: Format = book.add_format({"bold": True})
        self.amount: Format = book.add_format({"num_format": amount})
        self.sum: Format = book.add_format({"num_format": amount, "bold": True, "top": 1})
        self.words: Format = book.add_format({"text_wrap": True, "valign": "top"})


def _write(page: Worksheet, sheet: rules.Sheet, top: int, pens: _Pens) -> int:
    """A sheet from row `top` on: its heads, then its rows; the row after it."""
    page.set_column(0, 0, 44)
    page.set_column(_AMOUNTS, _AMOUNTS + len(sheet.columns) - 1, 22)
    for at, head in enumerate(sheet.columns, start=_AMOUNTS):
        page.write_string(top, at, head, pens.head)
    first = top + 1
    for place, row in enumerate(sheet.rows, start=first):
        page.write_string(place, 0, str(row.name), pens.strong if row.is_sum or not row.amounts else None)
        for at, amount in enumerate(row.amounts, start=_AMOUNTS):
            if sheet.sums_across and at == _AMOUNTS + len(row.amounts) - 1:
                across = f"=SUM({xl_range(place, _AMOUNTS, place, at - 1)})"
                page.write_formula(place, at, across, pens.sum if row.is_sum else pens.amount, amount)
            elif row.is_sum:
                page.write_formula(place, at, _formula(row, at, first), pens.sum, amount)
            elif amount or not sheet.hides_zero:
                page.write_number(place, at, amount, pens.amount)
    return first + len(sheet.rows)


def _formula(row: rules.Row, column: int, first: int) -> str:
    """`=SUM(B3:B5)-SUM(B7)`: over exactly the cells that the sum is made of."""
    taken = f"-{_sum(row.takes, column, first)}" if row.takes else ""
    return f"={_sum(row.adds, column, first) if row.adds else '0'}{taken}"


def _sum(places: tuple[int, ...], column: int, first: int) -> str:
    is_block = len(places) > 1 and list(places) == list(range(places[0], places[-1] + 1))
    if is_block:
        return f"SUM({xl_range(first + places[0], column, first + places[-1], column)})"
    return f"SUM({','.join(xl_rowcol_to_cell(first + place, column) for place in places)})"


def _write_notes(page: Worksheet, told: queries.Statements, pens: _Pens) -> None:
    row = 0
    for note in told.notes:
        page.write_string(row, 0, str(note.title), pens.title)
        row += 1
        for paragraph in note.paragraphs:
            page.merge_range(row, 0, row, _AMOUNTS + 1, paragraph, pens.words)
            page.set_row(row, 15 * (1 + len(paragraph) // 90))
            row += 1
        if note.sheet:
            row = _write(page, note.sheet, row, pens)
        row += 1


def spreadsheet(content: bytes, filename: str) -> HttpResponse:
    """A spreadsheet to be saved under `filename`; never kept by a cache on the way."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
