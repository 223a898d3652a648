"""Which heading holds which field. Units name their columns differently; what is not named here is never read further."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from siap.core.errors import Refused
from siap.core.text import Text, _
from siap.people.roster.sheet import Cell, Line

FIELDS: dict[str, Text] = {
    "name": _("Nama"),
    "number": _("Nomor register"),
    "sex": _("Jenis kelamin"),
    "born_on": _("Tanggal lahir"),
    "sentence_from": _("Mulai pidana"),
    "third_on": _("1/3 masa pidana"),
    "half_on": _("1/2 masa pidana"),
    "two_thirds_on": _("2/3 masa pidana"),
    "ends_on": _("Ekspirasi"),
    "remission": _("Remisi, hari"),
    "unit": _("UPT"),
    "education": _("Pendidikan"),
    "occupation": _("Pekerjaan"),
}
"""All that we may take of a sheet (rules of the field 2). Offence, religion and block are no fields."""
REQUIRED = ("name", "number", "sex", "born_on")
KNOWN: dict[str, tuple[str, ...]] = {
    "name": ("nama", "nama lengkap", "nama wbp", "nama warga binaan", "nama napi", "nama narapidana",
             "nama tahanan", "nama klien"),
    "number": ("no register", "nomor register", "no reg", "noreg", "no registrasi", "nomor registrasi", "register",
               "no reg instansi"),
    "sex": ("jenis kelamin", "jk", "l p", "lp", "kelamin", "gender"),
    "born_on": ("tanggal lahir", "tgl lahir", "tgllahir", "lahir", "ttl", "tempat tanggal lahir", "tempat tgl lahir"),
    "sentence_from": ("mulai pidana", "tgl mulai pidana", "tanggal mulai pidana", "mulai menjalani", "mulai menjalani pidana",
                      "awal pidana", "tanggal mulai ditahan", "tgl mulai ditahan", "mulai ditahan"),
    "third_on": ("1 3", "tgl 1 3", "tanggal 1 3", "1 3 mp", "1 3 masa pidana", "sepertiga"),
    "half_on": ("1 2", "tgl 1 2", "tanggal 1 2", "1 2 mp", "1 2 masa pidana", "setengah"),
    "two_thirds_on": ("2 3", "tgl 2 3", "tanggal 2 3", "2 3 mp", "2 3 masa pidana", "dua pertiga"),
    "ends_on": ("ekspirasi", "tgl ekspirasi", "tanggal ekspirasi", "expirasi", "tgl expirasi", "tanggal bebas", "tgl bebas"),
    "remission": ("remisi", "total remisi", "jumlah remisi", "remisi hari"),
    "unit": ("upt", "satker", "nama upt", "lapas rutan"),
    "education": ("pendidikan", "pendidikan terakhir", "tingkat pendidikan"),
    "occupation": ("pekerjaan", "pekerjaan sebelumnya", "pekerjaan asal"),
}  # fmt: skip
NEVER = re.compile(r"perkara|pasal|kejahatan|tindak|pidana umum|agama|blok|kamar|\bsel\b|residivis|kasus|hamil")
"""Headings that are not even offered, and that nobody can name as a field: offence, religion, block."""
SEARCHED = 25
"""Lines among which the headings are looked for: letterheads come first."""


class HeadingsMissing(Refused):
    """The sheet's columns are not understood yet: somebody says once which is which."""

    message = _(
        "Kolom berikut belum ditemukan: %(missing)s. Tunjukkan di bawah kolom mana yang memuatnya, lalu pilih lagi berkasnya."
    )
    field = "sheet"

    def __init__(self, headings: Sequence[str], missing: Sequence[str]) -> None:
        super().__init__(missing=", ".join(str(FIELDS[one]) for one in missing))
        self.headings = [heading for heading in headings if heading and not NEVER.search(normal(heading))]


class HeadingsNowhere(Refused):
    """No line of the sheet looks like headings."""

    message = _(
        "Judul kolom tidak ditemukan. Lembar harus punya baris judul seperti Nama, No. Register, Tanggal Lahir."
    )
    field = "sheet"


@dataclass(frozen=True)
class Table:
    """A sheet whose columns are understood: where each field stands, and the lines of people."""

    places: dict[str, int]
    columns: dict[str, str]  # field → heading, to be remembered
    people: Iterator[Line] = field(repr=False)

    def told(self, line: Line) -> dict[str, Cell]:
        """The cells we may take; every other cell is dropped here."""
        return {name: line.cells[place] if place < len(line.cells) else None for name, place in self.places.items()}


def normal(heading: object) -> str:
    """A heading without capitals, points and line breaks."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", str(heading or "").lower()).split())


_FIELD_OF = {word: name for name, words in KNOWN.items() for word in words}


def understood(rows: Iterator[Line], remembered: Mapping[str, str]) -> Table:
    """Find the headings (one line, or two that belong together) among the first lines.

    `remembered` (field → heading) wins over what we know. Raises HeadingsNowhere, HeadingsMissing.
    """
    top = list(islice(rows, SEARCHED))
    scores = [_score(line.cells, remembered) for line in top]
    if not top or max(scores) < 2:
        raise HeadingsNowhere
    at = scores.index(max(scores))
    first, last = _span(at, top, remembered)
    headings = _joined([line.cells for line in top[first : last + 1]])
    places = _places(headings, remembered)
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise HeadingsMissing([_shown(heading) for heading in headings], missing)
    columns = {name: _shown(headings[place]) for name, place in places.items()}
    rest = top[last + 1 :]
    if rest and _is_numbering(rest[0].cells):
        rest = rest[1:]
    return Table(places, columns, chain(rest, rows))


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """Printed lists number their columns under the headings: 1, 2, 3, …"""
    figures = [str(cell).removesuffix(".0") for cell in cells if cell not in (None, "")]
    return len(figures) > 2 and all(re.fullmatch(r"\(?\d{1,2}\)?", figure) for figure in figures)


def _score(cells: Sequence[Cell], remembered: Mapping[str, str]) -> int:
    own = {normal(heading) for heading in remembered.values()}
    return len(
        {
            _FIELD_OF.get(normal(cell), normal(cell))
            for cell in cells
            if normal(cell) in _FIELD_OF or normal(cell) in own
        }
    )


def _span(at: int, top: Sequence[Line], remembered: Mapping[str, str]) -> tuple[int, int]:
    """First and last line of the headings: a line above or below joins in when it names further fields."""
    first = last = at
    if at + 1 < len(top) and _score(top[at + 1].cells, remembered):
        last += 1
    if at > 0 and _score(top[at - 1].cells, remembered):
        first -= 1
    return first, last


def _joined(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, ...]]:
    """The headings of each column from top to bottom; over a sub-heading a wide cell is empty but for its first column."""
    wide = max(len(cells) for cells in rows)
    padded = [[*cells, *[None] * (wide - len(cells))] for cells in rows]
    return [tuple(str(cells[place]) for cells in padded if cells[place] not in (None, "")) for place in range(wide)]


def _shown(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split())


def _places(headings: Sequence[tuple[str, ...]], remembered: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    here = {normal(_shown(parts)) for parts in headings}  # a heading of another sheet says nothing about this one
    own = {
        normal(heading): name
        for name, heading in remembered.items()
        if name in FIELDS and normal(heading) in here and not NEVER.search(normal(heading))  # whoever told it
    }
    for place, parts in enumerate(headings):
        whole = normal(_shown(parts))
        found = own.get(whole) or _FIELD_OF.get(whole) or next(
            (_FIELD_OF[normal(part)] for part in reversed(parts) if normal(part) in _FIELD_OF), None
        )  # fmt: skip
        if found and found not in places and (whole in own or found not in own.values()):
            places[found] = place
    return places
