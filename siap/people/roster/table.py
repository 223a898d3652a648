"""People as a sheet again, with headings that the reader of sheets understands. Pure."""

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

HEADINGS = (
    "Nama", "No Register", "Jenis Kelamin", "Tanggal Lahir", "Mulai Pidana", "1/3", "1/2", "2/3", "Ekspirasi", "Remisi",
    "UPT", "Pendidikan", "Pekerjaan",
)  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | int | date | None


def workbook(rows: Sequence[Sequence[Value]]) -> bytes:
    """An XLSX of these rows. Text stays text: nothing that somebody typed becomes a formula."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
        sheet = book.add_worksheet("Orang")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(HEADINGS) - 1, 16)
        for place, heading in enumerate(HEADINGS):
            sheet.write_string(0, place, heading, bold)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, value)
    return made.getvalue()
