"""The words of sharing terms, the terms in documented use, and how terms divide an amount. Pure."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from siap.core.errors import Refused
from siap.core.text import Text, _

K = TypeVar("K", bound=Hashable)

PREMIUM, WAGE, TRAINING = "premium", "wage", "training"
REGIMES: list[tuple[str, Text]] = [
    (PREMIUM, _("Premi")),
    (WAGE, _("Upah")),
    (TRAINING, _("Magang")),
]
BASES: list[tuple[str, Text]] = [
    ("profit", _("Laba masa itu")),
    ("turnover", _("Omzet")),
    ("labour", _("Tenaga kerja")),
    ("days", _("Hari hadir")),
]
BASES_OF = {PREMIUM: ("profit", "turnover"), WAGE: ("labour",), TRAINING: ("days",)}
"""What each regime is counted from: a result is divided, work and days are paid."""
WEIGHTS: list[tuple[str, Text]] = [
    ("equal", _("Sama rata")),
    ("hours", _("Jam kerja")),
    ("days", _("Hari hadir")),
    ("pieces", _("Barang jadi yang baik")),
    ("merit", _("Hadir × hasil × kelakuan")),
]
BY_PIECES = frozenset({"pieces", "merit"})
"""Weights for which every member's good pieces are counted."""
MERIT = "merit"
"""Days present (excused ones too) × good pieces × conduct in percent."""
LEAST_CONDUCT = 80
"""Percent below which nobody's conduct counts, unless the terms say otherwise: it shades a share, it does not take it."""
PARTS: dict[str, Text] = {
    "members": _("Premi anggota"),
    "capital": _("Modal usaha kelompok"),
    "state": _("Bagian negara (PNBP)"),
    "programme": _("Bagian program"),
}
MOST_USABLE_OF_WAGES = 25
"""Percent of a wage that may be used inside (SE Dirjen PAS1.PK.01.04-87, 11 June 2010)."""
HOURS_IN_A_WAGE_MONTH = 126
"""What a monthly minimum wage is divided by for an hour, unless the terms say otherwise (PP 36/2021 Pasal 16)."""
MINIMUM_WAGE = "minimum-wage:"
"""Before a district's name: the key of its dated monthly minimum wage among the rates."""

MEASURES: list[tuple[str, Text]] = [
    ("officers", _("Petugas lulus pelatihan")),
    ("trained", _("Peserta lulus pelatihan")),
    ("groups", _("Kelompok usaha terbentuk")),
    ("visits", _("Kunjungan pendampingan")),
    ("products", _("Produk siap jual")),
    ("turnover", _("Omzet (rupiah)")),
]
"""What of an agreement's scope is counted from the records; everything else is told."""
REMIND_DAYS = (30, 90, 180)
"""So many days before an agreement ends its renewal is spoken of: most urgent, urgent, in sight."""


class NobodyEntitled(Refused):
    """Every weight is zero."""

    message = _("Jam kerja masa ini belum dicatat untuk siapa pun. Isi dulu lembar jam kerjanya.")


@dataclass(frozen=True)
class Portion:
    """A part of what is divided: whose, percent, and the base (rupiah) that must be exceeded for it to count at all."""

    kind: str
    percent: int
    above: int = 0


@dataclass(frozen=True)
class Terms:
    """What terms say. Amounts in rupiah: `rate` an hour (wage) or a day (training)."""

    name: str
    basis: str
    regime: str
    base: str
    parts: tuple[Portion, ...] = ()
    weights: str = "hours"
    remainder_to: str = ""  # whose part gets what rounding down leaves; empty: largest remainder
    carries_loss: bool = False
    rate: int = 0
    district: str = ""  # whose minimum wage is the least an hour may cost
    month_hours: int = HOURS_IN_A_WAGE_MONTH
    budget: str = ""  # what pays a training premium
    least_conduct: int = LEAST_CONDUCT  # percent; where conduct is weighed


def split(amount: int, weights: Mapping[K, int], remainder_to: K | None = None) -> dict[K, int]:
    """Share `amount` (rupiah) by weight, to the last rupiah: the parts always add up to the whole.

    What is left after rounding down goes to `remainder_to`; when nobody is named, a rupiah each to the largest
    remainders, equal remainders in the order of their keys as text, so that the order of the weights never matters.
    Raises NobodyEntitled.
    """
    total = sum(weights.values())
    if total <= 0:
        raise NobodyEntitled
    shares = {who: amount * weight // total for who, weight in weights.items()}
    left_over = amount - sum(shares.values())
    if remainder_to is not None:
        shares[remainder_to] += left_over
        return shares
    by_remainder = sorted(weights, key=lambda who: (-(amount * weights[who] % total), str(who)))
    for who in by_remainder[:left_over]:
        shares[who] += 1
    return shares


def split_parts(base: int, parts: Sequence[Portion], remainder_to: str = "") -> dict[str, int]:
    """Divide a base (rupiah) into its parts. One whose condition is not met gets nothing; the others divide the whole."""
    weights = {one.kind: one.percent if base > one.above or not one.above else 0 for one in parts}
    return split(base, weights, remainder_to or None)


def split_among(amount: int, weights: Mapping[K, int], *, down: bool = False) -> tuple[dict[K, int], int]:
    """Divide the members' part (rupiah) by weight, and what is left over: nothing, unless everybody's is rounded `down`.

    Raises NobodyEntitled.
    """
    if not down:
        return split(amount, weights), 0
    total = sum(weights.values())
    if total <= 0:
        raise NobodyEntitled
    shares = {who: amount * weight // total for who, weight in weights.items()}
    return shares, amount - sum(shares.values())


def example(told: Terms, usable_percent: int, amount: int) -> list[tuple[Text, int]]:
    """What an amount (rupiah) would become by these terms, line by line; for wages and days, what an hour or a day pays.

    Raises NobodyEntitled.
    """
    if told.regime == PREMIUM:
        lines = split_parts(amount, told.parts, told.remainder_to)
        members = lines.get("members", 0)
        shown = [(PARTS[kind], rupiah) for kind, rupiah in lines.items()]
    elif told.regime == WAGE:
        members = told.rate * 7
        state = sum(amount * part.percent // 100 for part in told.parts if amount > part.above)
        shown = [
            (_("Upah seorang sehari, tujuh jam"), members),
            (_("PNBP dari laba sebesar itu sesudah upah"), state),
            (_("Tetap pada kelompok"), amount - state),
        ]
    else:
        members = told.rate
        shown = [(_("Uang hadir seorang sehari"), members)]
    usable = members * usable_percent // 100
    return [*shown, (_("Dapat dipakai selama di dalam"), usable), (_("Disimpan sampai bebas"), members - usable)]


def hourly_minimum(monthly: int, month_hours: int) -> int:
    """A monthly minimum wage by the hour (rupiah), rounded up: an hour never costs less."""
    return -(-monthly // month_hours)


KARYA_NARAPIDANA = Terms(
    "Karya Narapidana 50/35/15",
    "Kepmen Kehakiman M.01-PP.02.01/1990, sebagaimana dinyatakan pejabat",
    PREMIUM,
    "profit",
    (Portion("members", 50), Portion("capital", 35), Portion("state", 15)),
)
BANGLI = Terms(
    "Bangli 35/15/50",
    "Praktik di Lapas Narkotika Bangli",
    PREMIUM,
    "turnover",
    (Portion("state", 50), Portion("members", 35), Portion("programme", 15)),
)
NAMLEA = Terms(
    "Namlea 30/70",
    "Praktik di Lapas Namlea",
    PREMIUM,
    "turnover",
    (Portion("members", 30), Portion("state", 70)),
    weights="equal",
)
THIRD_PARTY = Terms(
    "Tenaga kerja pihak ketiga",
    "SE Dirjen PAS1.PK.01.04-87, 11 Juni 2010",
    WAGE,
    "labour",
    (Portion("state", 1),),  # of the profit that is left after wages
)
APPRENTICE = Terms(
    "Magang",
    "SE Dirjen PAS1.PK.01.04-87, 11 Juni 2010",
    TRAINING,
    "days",
    weights="days",
)
BUILT_IN = {
    "karya": KARYA_NARAPIDANA,
    "bangli": BANGLI,
    "namlea": NAMLEA,
    "wage": THIRD_PARTY,
    "training": APPRENTICE,
}


@dataclass(frozen=True)
class FrameworkTold:
    """A national framework: its title, its version, and the items of it that are confirmed, in the state's own words.

    Full official lists of the two ministerial programmes were not found: the office adds what it has on paper.
    """

    title: str
    version: str
    items: tuple[str, ...] = ()


FRAMEWORKS: dict[str, FrameworkTold] = {
    "asta-cita": FrameworkTold(
        "Asta Cita", "2024",
        (
            "1. Memperkokoh ideologi Pancasila, demokrasi, dan hak asasi manusia",
            "2. Memantapkan pertahanan keamanan dan mendorong kemandirian bangsa",
            "3. Lapangan kerja yang berkualitas, kewirausahaan, dan industri kreatif",
            "4. Memperkuat pembangunan sumber daya manusia",
            "5. Hilirisasi dan industrialisasi",
            "6. Membangun dari desa dan dari bawah untuk pemberantasan kemiskinan",
            "7. Memperkuat reformasi politik, hukum, dan birokrasi",
            "8. Keselarasan dengan lingkungan, alam, dan budaya",
        ),
    ),
    "akselerasi": FrameworkTold(
        "13 Program Akselerasi", "2024", ("Pendayagunaan warga binaan untuk menghasilkan produk UMKM",)
    ),
    "aksi": FrameworkTold("15 Program Aksi", "2026"),
}  # fmt: skip
