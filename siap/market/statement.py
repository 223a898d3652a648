"""A bank's or an acquirer's statement read line by line: what came in, when, and in whose words. Pure.

Every bank calls its columns something else. What is usual is recognised; what somebody chose is remembered with the source.
Only money that comes in counts; a line that cannot be read is told by its number, never passed over in silence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from siap.core.errors import Refused
from siap.core.text import _
from siap.market import columns as columns_of
from siap.people.roster.sheet import Cell, Line

HEADINGS = {
    "on": ("tanggal", "tgl", "date", "tanggal transaksi", "tgl transaksi", "transaction date", "posting date", "tanggal posting",
           "waktu transaksi", "tanggal waktu", "created date", "settlement date"),
    "at": ("jam", "waktu", "time", "jam transaksi", "transaction time"),
    "amount": ("kredit", "credit", "cr", "masuk", "nominal", "jumlah", "amount", "gross amount", "nilai transaksi",
               "total transaksi", "mutasi kredit", "jumlah kredit"),
    "text": ("keterangan", "uraian", "deskripsi", "description", "remark", "remarks", "berita", "keterangan transaksi",
             "transaction description", "nama pengirim"),
    "reference": ("referensi", "no referensi", "nomor referensi", "no. referensi", "reference", "ref", "rrn", "bill number",
                  "no tagihan", "order id", "reference number"),
}  # fmt: skip
"""What a column holds, by what banks call it."""
NEEDED = ("on", "amount")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "mei may", "jun", "jul", "agu aug agt", "sep", "okt oct", "nov", "des dec"), 1
    )
    for name in names.split()
}


class NoHeadings(Refused):
    """No row names a column for the day and one for the money."""

    message = _(
        "Judul kolom tanggal dan jumlah tidak ditemukan. Tulis di bawah ini persis seperti di berkas. Yang ada: %(seen)s."
    )
    field = "on"


class NothingCame(Refused):
    """No money came in by this statement."""

    message = _("Di berkas ini tidak ada uang masuk yang dapat dibaca. Periksa judul kolom jumlahnya.")
    field = "amount"


@dataclass(frozen=True)
class Credit:
    """Money that came in (rupiah); its moment only where the statement tells a time."""

    number: int
    on: date
    at: time | None
    amount: int
    text: str


@dataclass(frozen=True)
class Read:
    """What a statement says: money that came, the headings it was read by, and the lines that nobody could read."""

    credits: tuple[Credit, ...]
    columns: Mapping[str, str]
    unread: tuple[int, ...] = field(default=())


def read(lines: Iterable[Line], columns: Mapping[str, str] | None = None) -> Read:
    """The money that came in. `columns` name headings by what they hold, before the usual ones.
    Raises NoHeadings, NothingCame, and what the sheet refuses."""
    rows = list(lines)
    found = columns_of.find(rows, HEADINGS, columns or {}, lambda at: all(what in at for what in NEEDED))
    if found is None:
        raise NoHeadings(seen=columns_of.seen(rows))
    head, at = found
    credits, unread = [], []
    for line in rows[head + 1 :]:
        cell = columns_of.cells_of(line, at)
        if cell["amount"] in (None, "", 0):
            continue
        amount, day = amount_of(cell["amount"]), day_of(cell["on"])
        if amount is not None and amount < 0:
            continue  # money that left
        if amount is None or day is None:
            unread.append(line.number)
        elif amount:
            words = " ".join(str(cell[what]).strip() for what in ("text", "reference") if cell.get(what))
            credits.append(Credit(line.number, day, _time_of(cell.get("at"), cell["on"]), amount, words[:300]))
    if not credits:
        raise NothingCame
    return Read(tuple(credits), columns_of.named(rows[head], at), tuple(unread))


def amount_of(cell: Cell) -> int | None:
    """Whole rupiah of a cell; negative where money left (a minus, brackets, DB); None where it is no whole amount."""
    if isinstance(cell, float | int):
        return int(cell) if cell == int(cell) else None
    text = str(cell or "").upper().replace("RP", "").replace("IDR", "").strip()
    left = text.startswith(("-", "(")) or text.endswith(("DB", "D", "-"))
    number = re.fullmatch(r"[\d.,]+", re.sub(r"[()+\-\s]|CR|DB|[CKD]$", "", text))
    if not number:
        return None
    digits = re.sub(r"[.,]00?$", "", number[0])  # cents, always none
    if not re.fullmatch(r"\d+|\d{1,3}([.,])\d{3}(\1\d{3})*", digits):
        return None
    whole = int(re.sub(r"[.,]", "", digits))
    return -whole if left else whole


def day_of(cell: Cell) -> date | None:
    """The day of a cell, day before month as here; None where there is none."""
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    text = str(cell or "").strip().lstrip("'")
    try:
        if found := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
            return date(*(int(part) for part in found.groups()))
        if found := re.match(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]{3})[a-z]*[-/. ](\d{4}|\d{2})(?!\d)", text):
            day, month, year = found.groups()
            number = int(month) if month.isdecimal() else _MONTHS.get(month.casefold(), 0)
            return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None
    return None


def _time_of(cell: Cell, day: Cell) -> time | None:
    """The time of its own column, or behind the day."""
    for one in (cell, day):
        if isinstance(one, datetime) and (one.hour or one.minute):
            return one.time()
        found = re.search(r"(?<![\d.])(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?![\d.])", str(one or ""))
        if found and ":" in found[0] or (found and one is cell):
            hour, minute = int(found[1]), int(found[2])
            if hour < 24 and minute < 60:
                return time(hour, minute, int(found[3] or 0) % 60)
    return None
