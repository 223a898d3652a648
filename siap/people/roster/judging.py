"""A row of a sheet read into what we take of a person, with every problem in a sentence. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from siap.core.text import Text, _
from siap.people import custody
from siap.people.roster.sheet import Cell
from siap.people.rules import ADULT, OLDEST, age

DAYS = ("sentence_from", "third_on", "half_on", "two_thirds_on", "ends_on")
_FIRST_SERIAL, _LAST_SERIAL = 1_000, 80_000
_SERIAL_ZERO = date(1899, 12, 30)
_MONTHS = {
    name: number for number, names in enumerate(
        (("jan", "januari"), ("feb", "februari", "pebruari"), ("mar", "maret"), ("apr", "april"), ("mei", "may"),
         ("jun", "juni"), ("jul", "juli"), ("agu", "agt", "ags", "agustus", "aug"), ("sep", "sept", "september"),
         ("okt", "oktober", "oct"), ("nov", "november", "nopember"), ("des", "desember", "dec")), 1)
    for name in names
}  # fmt: skip
_SEXES = {
    "m": ("l", "lk", "laki", "laki laki", "laki2", "pria", "m", "male"),
    "f": ("p", "pr", "perempuan", "wanita", "w", "f", "female"),
}
_SEX = {word: sex for sex, words in _SEXES.items() for word in words}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SPOKEN = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ,]+(\d{4})")


@dataclass(frozen=True)
class Told:
    """What a row says of a person. Days as `YYYY-MM-DD`, so that it travels as JSON."""

    name: str
    number: str
    sex: str
    born_on: str
    status: str
    sentence_from: str = ""
    third_on: str = ""
    half_on: str = ""
    two_thirds_on: str = ""
    ends_on: str = ""
    remission: int | None = None
    education: str = ""
    occupation: str = ""

    def day(self, name: str) -> date | None:
        """One of its days."""
        text = getattr(self, name)
        return date.fromisoformat(text) if text else None

    def packed(self) -> str:
        """As it lies, encrypted, until the run is over."""
        return json.dumps(vars(self), separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def unpacked(cls, text: str) -> "Told":
        """Out of `packed`."""
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Judged:
    """A row with what it says, as far as that could be read, and its problems."""

    told: Told
    problems: tuple[Text, ...] = ()


class _Unreadable(ValueError):
    """Not a day."""


def judge(
    cells: Mapping[str, Cell], *, unit_names: tuple[str, ...], is_bapas: bool, today: date, is_merged: bool = False
) -> Judged:
    """Read one row for a unit. Under-18s are refused here, detainees lose every day of a sentence."""
    problems: list[Text] = []
    if is_merged:
        problems.append(_("Sel digabung melewati baris ini. Pisahkan selnya dan isi tiap baris."))
    name, number = _text(cells.get("name")), _text(cells.get("number"))
    sex = _SEX.get(re.sub(r"[^a-z0-9]+", " ", _text(cells.get("sex")).lower()).strip(), "")
    status = custody.CLIENT if is_bapas else custody.status_of(number)
    problems += _identity_problems(name, number, sex, status)
    born_on = _day_of(cells, "born_on", problems)
    if born_on is not None:
        problems += _age_problems(born_on, today)
    elif not _text(cells.get("born_on")):
        problems.append(_("Tanggal lahir kosong."))
    days = {one: None if status == custody.DETAINEE else _day_of(cells, one, problems) for one in DAYS}
    if not custody.in_order(*days.values()):
        problems.append(_("Urutan tanggalnya tidak mungkin: mulai, 1/3, 1/2, 2/3, ekspirasi."))
    if days["ends_on"] is not None and days["ends_on"] < today:
        problems.append(_("Ekspirasinya sudah lewat. Periksa di SDP."))
    if (unit := _text(cells.get("unit"))) and _letters(unit) not in {_letters(one) for one in unit_names}:
        problems.append(_("Baris ini milik UPT lain."))
    told = Told(
        name=name[:120], number=number[:40], sex=sex, born_on=_iso(born_on), status=status,
        **{one: _iso(day) for one, day in days.items()},
        remission=None if status == custody.DETAINEE else _count(cells.get("remission")),
        education=_text(cells.get("education"))[:80], occupation=_text(cells.get("occupation"))[:80],
    )  # fmt: skip
    return Judged(told, tuple(problems))


def _identity_problems(name: str, number: str, sex: str, status: str) -> list[Text]:
    problems: list[Text] = []
    if not name:
        problems.append(_("Nama kosong."))
    elif re.search(r"\d", name):
        problems.append(_("Nama berisi angka. Mungkin kolomnya tertukar."))
    if not number:
        problems.append(_("Nomor register kosong."))
    elif not status:
        problems.append(_("Golongan register tidak terbaca. Tulis seperti B.I 101/2025 atau A.III 7/2026."))
    if not sex:
        problems.append(_("Jenis kelamin harus L atau P."))
    return problems


def _age_problems(born_on: date, today: date) -> list[Text]:
    if age(born_on, today) < ADULT:
        return [_("Belum 18 tahun: tidak dapat ikut.")]
    return [_("Tanggal lahir ini terlalu lama berlalu. Periksa tahunnya.")] if age(born_on, today) > OLDEST else []


def _day_of(cells: Mapping[str, Cell], name: str, problems: list[Text]) -> date | None:
    """A day, or None with a problem when something stands there that is none."""
    try:
        return read_day(cells.get(name))
    except _Unreadable:
        problems.append(_("Ada tanggal yang tidak terbaca. Tulis seperti 17/05/1990."))
        return None


def read_day(cell: Cell) -> date | None:
    """A day as sheets hold it: a real one, its serial number (as text too), `17/05/1990`, `17 Mei 1990`, `Palu, 17-05-1990`.

    Day before month, always; a year has four digits. Raises ValueError.
    """
    if cell is None or isinstance(cell, date):
        return cell
    if isinstance(cell, float):
        return _from_serial(cell)
    text = cell.rpartition(",")[2] if re.match(r"^[^\d]+,", cell) else cell
    text = re.sub(r"\s+\d{1,2}:\d{2}(:\d{2})?$", "", text.strip().lower())
    if text in ("", "-", "0"):
        return None
    if re.fullmatch(r"\d{4,5}(\.\d+)?", text):
        return _from_serial(float(text))
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _SPOKEN.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise _Unreadable
    number = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
    try:
        return date(int(year), number, int(day))
    except ValueError as error:
        raise _Unreadable from error


def _from_serial(serial: float) -> date | None:
    if serial == 0:
        return None
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        raise _Unreadable
    return _SERIAL_ZERO + timedelta(days=int(serial))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _text(cell: Cell) -> str:
    """Whole numbers as people write them, one space between words, and no quotation mark that only kept a number a text."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join((cell or "").split()).lstrip("'")


def _count(cell: Cell) -> int | None:
    """Whole days; anything else is not taken."""
    text = re.sub(r"\s*hari$", "", _text(cell).lower())
    return int(text) if text.isdecimal() and int(text) < 20_000 else None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def alike(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same words in any order, one name short for the other, or a slip."""
    first, second = (set(re.sub(r"[^a-z ]", "", name.lower()).split()) for name in (one, other))
    if not first or not second:
        return False
    if first <= second or second <= first:
        return True
    return SequenceMatcher(None, " ".join(sorted(first)), " ".join(sorted(second))).ratio() > 0.85
