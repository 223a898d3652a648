"""What a person coming home needs, when somebody asks how the business is doing, and what it can pay back. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from siap.core.text import Text, _


@dataclass(frozen=True)
class Need:
    """One thing to do for a person coming home: by how many days after release (negative: before it), and by whom."""

    code: str
    label: Text
    days: int
    owner: str
    help: Text

    def due_on(self, home_on: date, since: date) -> date:
        """When it is due for somebody who comes home on a day, in a case opened `since`: never at once."""
        return max(home_on + timedelta(days=self.days), since + timedelta(days=LEAST_DAYS))


PERSON, OFFICER, UNIT, FAMILY, MENTOR = "person", "officer", "unit", "family", "mentor"
OWNERS: dict[str, Text] = {
    PERSON: _("Orangnya sendiri"),
    OFFICER: _("Pembimbing Bapas"),
    UNIT: _("Petugas UPT"),
    FAMILY: _("Keluarga"),
    MENTOR: _("Koperasi"),
}
"""Who sees to a task."""

NEEDS = (
    Need("identity", _("KTP dan kartu keluarga"), -56, OFFICER, _("Tanpa ini tidak ada rekening dan tidak ada NIB.")),
    Need("family", _("Keluarga tahu dan siap menerima"), -56, OFFICER, _("Bicarakan juga siapa yang ikut bekerja.")),
    Need(
        "successor", _("Pengganti di kelompok"), -28, UNIT,
        _("Kelompok jalan terus: tugasnya, kuncinya, dan catatannya diserahkan kepada yang lain."),
    ),
    Need("savings", _("Rencana memakai titipan"), -28, PERSON, _("Berapa untuk pulang, berapa untuk modal.")),
    Need("place", _("Tempat usaha"), -28, FAMILY, _("Rumah sendiri, kios, atau dapur bersama.")),
    Need("bank", _("Rekening bank atas nama sendiri"), 14, PERSON, _("Titipan dan hasil usaha masuk ke sini.")),
    Need("tools", _("Alat kerja"), 21, MENTOR, _("Apa yang sudah ada, apa yang dipinjam, apa yang dibeli dulu.")),
    Need("tax", _("NPWP"), 30, PERSON, _("NIK menjadi NPWP; perlu diaktifkan sekali.")),
    Need("nib", _("NIB atas nama sendiri"), 30, OFFICER, _("Izin kelompok tidak ikut pulang: usaha sendiri perlu izin sendiri.")),
    Need(
        "permits", _("Izin dan merek baru"), 60, MENTOR,
        _("P-IRT, halal, dan merek kelompok tetap di kelompok. Yang diperlukan dibuat baru atas nama sendiri."),
    ),
    Need("supplier", _("Pemasok bahan pertama"), 30, MENTOR, _("Nama, harga, dan cara bayarnya.")),
    Need("buyer", _("Pembeli pertama"), 45, MENTOR, _("Warung, pasar, pesanan tetangga, atau titip jual pada koperasi.")),
)  # fmt: skip
TASKS = {need.code: need for need in NEEDS}
EARLY_WEEKS = 12
"""So many weeks before the expected day a case may be opened."""
LEAST_DAYS = 7
"""Whoever comes late still has so many days for a task."""
DIFFICULTIES: dict[str, Text] = {
    "none": _("Tidak ada"),
    "capital": _("Modal"),
    "material": _("Bahan baku"),
    "buyers": _("Pembeli"),
    "permits": _("Izin"),
    "place": _("Tempat"),
    "health": _("Kesehatan"),
    "family": _("Keluarga"),
    "other": _("Lainnya"),
}
"""What weighs most on a business."""
PERMITS: dict[str, Text] = {"": _("Tidak ditanyakan"), "yes": _("Sudah lengkap"), "no": _("Belum lengkap")}
"""Whether a business has every permit that its products need."""
FOLLOW_UP_MONTHS = (1, 3, 6, 12)
"""Months after release."""
LONGER_MONTH = 24
"""Who wishes is asked once more, after the year."""
EARLY_DAYS = 14
"""So many days before it is due a follow-up may be written down."""


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_early_enough(expected_on: date, today: date) -> bool:
    """Whether a case may be opened for somebody who is expected home on a day: within twelve weeks, and not in the past."""
    return today <= expected_on <= today + timedelta(weeks=EARLY_WEEKS)


# --- The plan of somebody who takes part --------------------------------------------------------------------------------

MOST_GOALS = 4
"""A few: who wants more reaches fewer."""
MOST_STEPS = 4
"""Steps of a goal."""
SKILLS: dict[str, Text] = {
    "reliable": _("Hadir dan tepat waktu"),
    "clean": _("Bersih dan aman bekerja"),
    "tools": _("Memakai dan merawat alat"),
    "recipe": _("Menakar menurut resep"),
    "team": _("Bekerja bersama"),
    "cost": _("Menghitung biaya dan harga"),
    "sell": _("Melayani pembeli"),
    "record": _("Mencatat uang masuk dan keluar"),
    "plan": _("Merencanakan belanja dan produksi"),
    "save": _("Mengatur uang sendiri"),
}
"""Five of work, five of business."""
LEVELS: list[tuple[int, Text]] = [
    (1, _("1 · baru mulai")),
    (2, _("2 · bisa dengan bantuan")),
    (3, _("3 · bisa sendiri")),
    (4, _("4 · dapat mengajari orang lain")),
]
REVIEWS = ((730, 180), (180, 90), (0, 30))
"""With more than so many days left a plan is looked at again after so many days: the nearer home, the oftener."""
UNKNOWN_REVIEW = 90
"""Days until the next look where nobody knows when he leaves: a detainee has no sentence dates."""


def review_on(today: date, home_on: date | None) -> date:
    """When a plan is looked at again: by the time left, and never after the day of going home."""
    if home_on is None or home_on <= today:
        return today + timedelta(days=UNKNOWN_REVIEW)
    left = (home_on - today).days
    after = next(days for more_than, days in REVIEWS if left > more_than)
    return min(today + timedelta(days=after), home_on)


# --- What a bank reads --------------------------------------------------------------------------------------------------

VALID_DAYS = 90
"""A credit record is shown within so many days; after that the figures are old."""
RECORD_MONTHS = 12
"""It tells of so many whole months at most."""
CUSTOMARY_MONTHS = 6
"""Banks usually ask for so many months of business (KUR 2026; unclear in the source: shown as advice, never as law)."""
PRUDENT_PERCENT = 35
"""An instalment up to this part of an average month's result counts as bearable (a lender's usual rule of thumb)."""


@dataclass(frozen=True)
class Loan:
    """A loan with flat interest (rupiah): what is asked, over how many months, at which rate a year."""

    amount: int
    months: int
    rate: Fraction

    @property
    def interest(self) -> int:
        """Flat interest over the whole time, rounded up to the rupiah."""
        return ceil(self.amount * self.rate * self.months / 12)

    @property
    def instalments(self) -> list[int]:
        """What is paid each month; the last one takes what is left, so that they add up exactly."""
        whole = self.amount + self.interest
        each = ceil(Fraction(whole, self.months))
        paid = [min(each, whole - each * month) for month in range(self.months)]
        return [max(one, 0) for one in paid]


@dataclass(frozen=True)
class Capacity:
    """What a business earns in an ordinary month beside what it would have to pay (rupiah)."""

    result: int
    instalment: int

    @property
    def percent(self) -> int | None:
        """The instalment in percent of the result, rounded up; None when there is no result to pay from."""
        return ceil(Fraction(self.instalment * 100, self.result)) if self.result > 0 else None

    @property
    def is_bearable(self) -> bool:
        """Whether the instalment stays within what is prudent."""
        return self.percent is not None and self.percent <= PRUDENT_PERCENT


@dataclass(frozen=True)
class Month:
    """One month of a business (rupiah): 202610, what it sold, what it spent, what was left."""

    month: int
    sold: int
    spent: int

    @property
    def result(self) -> int:
        """What was left; negative is a loss."""
        return self.sold - self.spent


def ordinary(months: Sequence[Month]) -> Month:
    """The average of some months, towards the careful side: what was sold rounded down, what was spent rounded up."""
    if not months:
        return Month(0, 0, 0)
    return Month(0, sum(one.sold for one in months) // len(months), -(-sum(one.spent for one in months) // len(months)))


def projection(
    months: Sequence[Month], loan: Loan, *, opening: int, ahead: int = 12
) -> list[tuple[int, int, int, int]]:
    """Month by month ahead: sold, spent, instalment and the cash at its end (rupiah), from the average of the past.

    The loan itself comes in before the first month and is spent on what it is for, so it does not stand in the cash.
    """
    usual, cash, rows = ordinary(months), opening, []
    for month in range(ahead):
        instalment = loan.instalments[month] if month < loan.months else 0
        cash += usual.result - instalment
        rows.append((usual.sold, usual.spent, instalment, cash))
    return rows
