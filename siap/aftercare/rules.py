"""What a person coming home needs, and when somebody asks how the business is doing. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from siap.core.text import Text, _


@dataclass(frozen=True)
class Need:
    """One thing to do for a person coming home: what, and within how many days after release."""

    code: str
    label: Text
    days: int
    help: Text


NEEDS = (
    Need("identity", _("KTP dan kartu keluarga"), 14, _("Tanpa ini tidak ada rekening dan tidak ada NIB.")),
    Need("family", _("Keluarga tahu dan siap menerima"), 14, _("Bicarakan juga siapa yang ikut bekerja.")),
    Need("bank", _("Rekening bank atas nama sendiri"), 21, _("Titipan dan hasil usaha masuk ke sini.")),
    Need("savings", _("Rencana memakai titipan"), 21, _("Berapa untuk pulang, berapa untuk modal.")),
    Need("place", _("Tempat usaha"), 30, _("Rumah sendiri, kios, atau dapur bersama.")),
    Need("tools", _("Alat kerja"), 45, _("Apa yang sudah ada, apa yang dibeli dulu.")),
    Need(
        "nib", _("NIB atas nama sendiri"), 45, _("Izin kelompok tidak ikut pulang: usaha sendiri perlu izin sendiri.")
    ),
    Need("supplier", _("Pemasok bahan pertama"), 45, _("Nama, harga, dan cara bayarnya.")),
    Need("buyer", _("Pembeli pertama"), 60, _("Warung, pasar, atau pesanan tetangga.")),
)
TASKS = {need.code: need for need in NEEDS}
FOLLOW_UP_MONTHS = (1, 3, 6, 12)
"""Months after release."""
EARLY_DAYS = 14
"""So many days before it is due a follow-up may be written down."""


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
