"""Which licences the law asks for, and whether a number looks right. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from siap.core.text import Text, _
from siap.workshop.rules.barcodes import is_ean13

NIB, SPP_IRT, BPOM_MD, HALAL, NOT_HALAL = "nib", "spp_irt", "bpom_md", "halal", "haram"
HEALTH, BRAND, GS1 = "health", "brand", "gs1"

HALAL_OBLIGATION = "halal-obligation"
"""Key of the rate whose day begins the duty of small food makers."""
KBLI = "kbli:"
"""Begins the keys of the rates that give a business code its new number."""
PRINTED = (SPP_IRT, BPOM_MD, HALAL)
"""The licences whose number stands on a label."""
DRY_DAYS = 7
"""A product with an SPP-IRT keeps longer than this (Per BPOM 4/2024)."""
REMIND_DAYS = (7, 30, 90)
"""Before the end of a licence: urgent, soon, in sight."""


@dataclass(frozen=True)
class Requirement:
    """What one of these licences must answer: its key, its name on the screen, and where it is asked, its basis."""

    key: str
    kinds: frozenset[str]
    name: Text
    basis: str


_NIB = Requirement("nib", frozenset({NIB}), _("NIB"), "PP 28/2025")
_SMALL = Requirement("edar", frozenset({SPP_IRT, BPOM_MD}), _("SPP-IRT atau BPOM MD"), "Per BPOM 4/2024")
_LARGE = Requirement(
    "edar", frozenset({BPOM_MD}), _("BPOM MD (SPP-IRT hanya untuk pangan kering yang tahan lebih dari 7 hari)"),
    "Per BPOM 4/2024",
)  # fmt: skip
_HALAL = Requirement("halal", frozenset({HALAL, NOT_HALAL}), _("Halal, atau pernyataan tidak halal"), "UU 33/2014")
REQUIREMENTS: dict[str, Text] = {one.key: one.name for one in (_NIB, _SMALL, _HALAL)}
"""Everything that a product can be found not to need, by key."""


def permits_needed(*, is_food: bool, is_dry: bool = True, is_halal_due: bool = True) -> tuple[Requirement, ...]:
    """What the law asks: NIB; for food also SPP-IRT or BPOM MD, and from its day on halal or a statement that it is not."""
    if not is_food:
        return (_NIB,)
    return (_NIB, _SMALL if is_dry else _LARGE, *([_HALAL] if is_halal_due else []))


def fits_spp_irt(storage: str, shelf_life_days: int | None) -> bool:
    """Whether a food may have an SPP-IRT: dry, and it keeps longer than seven days (Per BPOM 4/2024)."""
    return storage == "dry" and (shelf_life_days is None or shelf_life_days > DRY_DAYS)


def is_valid(valid_from: date, valid_until: date | None, on: date, withdrawn_on: date | None = None) -> bool:
    """Whether a permit holds on a day; its last day counts, the day on which it was withdrawn does not."""
    return (
        valid_from <= on and (valid_until is None or on <= valid_until) and (withdrawn_on is None or on < withdrawn_on)
    )


def moved_away(places: Sequence[tuple[date, str]], given_on: date, on: date) -> date | None:
    """The day on which production left the district that a licence was given in, or None: it is there, or nobody said.

    `places`: (day from which, district), earliest first. Before the first of them it was made where the first says.
    """
    if not places:
        return None
    home = next((district for day, district in reversed(places) if day <= given_on), places[0][1])
    now = [(day, district) for day, district in places if day <= on]
    if not now or now[-1][1] == home:
        return None
    last_home = max((at for at, (_day, district) in enumerate(now) if district == home), default=-1)
    return now[last_home + 1][0]


# --- Whether a number looks right -------------------------------------------------------------------------------------

_SHAPES: dict[str, tuple[str, int, Text]] = {
    NIB: ("", 13, _("NIB biasanya terdiri dari 13 angka.")),
    SPP_IRT: (
        "PIRT",
        15,
        _("Nomor P-IRT terdiri dari 15 angka, misalnya P-IRT 1234567890123-45: kemasan, jenis pangan, daerah, tahun."),
    ),
    BPOM_MD: ("MD", 12, _("Nomor BPOM MD biasanya terdiri dari MD dan 12 angka.")),
    HALAL: ("ID", 17, _("Nomor halal terdiri dari ID dan 17 angka: dua angka pertama kode provinsi.")),
}
DISTRICTS: dict[str, str] = {
    "7201": "Kabupaten Banggai Kepulauan", "7202": "Kabupaten Banggai", "7203": "Kabupaten Morowali",
    "7204": "Kabupaten Poso", "7205": "Kabupaten Donggala", "7206": "Kabupaten Tolitoli", "7207": "Kabupaten Buol",
    "7208": "Kabupaten Parigi Moutong", "7209": "Kabupaten Tojo Una-Una", "7210": "Kabupaten Sigi",
    "7211": "Kabupaten Banggai Laut", "7212": "Kabupaten Morowali Utara", "7271": "Kota Palu",
}  # fmt: skip
"""Regencies and cities of Central Sulawesi by BPS code, as they stand in a P-IRT number."""


@dataclass(frozen=True)
class PirtParts:
    """What the fifteen digits of a P-IRT number say."""

    package: str
    food: str
    district: str
    product: str
    producer: str
    year: str

    @property
    def place(self) -> str:
        """The district by name where we know it, else its code."""
        return DISTRICTS.get(self.district, self.district)


def pirt_parts(number: str) -> PirtParts | None:
    """The parts of a P-IRT number: package 1, food type 2, district 4, product 2, producer 4, year 2; None if unreadable."""
    digits = _digits(SPP_IRT, number)
    if digits is None:
        return None
    return PirtParts(digits[0], digits[1:3], digits[3:7], digits[7:9], digits[9:13], digits[13:])


def number_doubts(
    kind: str,
    number: str,
    *,
    valid_until: date | None = None,
    district: str = "",
    kbli: str = "",
    replaced: Mapping[str, str] | None = None,
) -> list[Text]:
    """Why a licence's number looks mistyped. A doubt warns and never refuses: offices write numbers their way.

    `replaced`: business codes that were given a new number, old to new.
    """
    if kind == GS1:
        return _gs1_doubts(number)
    if kind not in _SHAPES:
        return []
    digits = _digits(kind, number)
    if digits is None:
        return [_SHAPES[kind][2]]
    if kind == HALAL:
        return _halal_doubts(digits)
    if kind == SPP_IRT:
        return _pirt_doubts(digits, valid_until, district)
    return _kbli_doubts(kbli, replaced or {}) if kind == NIB else []


def _digits(kind: str, number: str) -> str | None:
    prefix, count, _says = _SHAPES[kind]
    plain = "".join(letter for letter in number.upper() if letter.isalnum())
    digits = plain.removeprefix("BPOMRI").removeprefix(prefix)
    return digits if digits.isdecimal() and len(digits) == count else None


def _halal_doubts(digits: str) -> list[Text]:
    says: list[Text] = []
    if not 11 <= int(digits[:2]) <= 99:
        says.append(_("Dua angka pertama nomor halal adalah kode provinsi, misalnya 72 untuk Sulawesi Tengah."))
    if not 1 <= int(digits[-4:-2]) <= 12:
        says.append(_("Empat angka terakhir nomor halal adalah bulan dan tahun terbitnya; bulannya tidak mungkin."))
    return says


def _pirt_doubts(digits: str, valid_until: date | None, district: str) -> list[Text]:
    says: list[Text] = []
    if valid_until is not None and f"{valid_until:%y}" != digits[13:]:
        says.append(_("Dua angka terakhir P-IRT adalah tahun berakhirnya, dan tidak sama dengan tanggal yang diisi."))
    if district and digits[3:7] != district:
        says.append(_("Angka ke-4 sampai ke-7 P-IRT adalah kode daerah, dan bukan daerah tempat produksi usaha ini."))
    return says


def _kbli_doubts(kbli: str, replaced: Mapping[str, str]) -> list[Text]:
    says: list[Text] = []
    for code in kbli_codes(kbli):
        if not (code.isdecimal() and len(code) == 5):
            says.append(_("Kode KBLI terdiri dari 5 angka."))
        elif code in replaced:
            says.append(_("Sebuah kode KBLI sudah berganti nomor. Periksa dan perbarui di OSS."))
    return says


def kbli_codes(kbli: str) -> list[str]:
    """The codes in what was typed."""
    return [code.strip() for code in kbli.replace(";", ",").split(",") if code.strip()]


def _gs1_doubts(number: str) -> list[Text]:
    plain = "".join(letter for letter in number if letter.isdecimal())
    if not plain.startswith("899"):
        return [_("Nomor GS1 Indonesia berawal 899.")]
    if len(plain) == 13 and not is_ean13(plain):
        return [_("Angka terakhir nomor GS1 adalah angka periksa, dan tidak cocok.")]
    return []


def sehati_doubt(*, places: int, outlets: int) -> Text | None:
    """The free halal route allows one production place and one outlet: why this product goes beyond it, or None."""
    if places > 1:
        return _("Sertifikat halal gratis (SEHATI) hanya untuk satu tempat produksi.")
    if outlets > 1:
        return _("Sertifikat halal gratis (SEHATI) hanya untuk satu tempat jual; produk ini dijual di lebih dari satu.")
    return None
