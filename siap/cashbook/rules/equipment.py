"""What a tool is worth as it is used up: evenly over its years, down to nothing. Pure."""

from siap.cashbook.rules.statements import months_between
from siap.core.errors import Refused
from siap.core.text import _
from siap.ledger.rules import next_month

MOST_YEARS = 20
USUAL_YEARS = 4
"""Tools without an engine of their own are usually written off in four years; the owner may say otherwise."""


class YearsWrong(Refused):
    """A life that no tool has."""

    message = _("Tulis berapa tahun alat ini kira-kira dipakai, dari 1 sampai %(most)s tahun.")
    field = "years"


class DepreciationNotDue(Refused):
    """Months are written off one after the other, and only once they are over."""

    message = _("Penyusutan bulan itu belum bisa dicatat: bulan demi bulan, setelah bulannya lewat.")


class EquipmentGone(Refused):
    """The tool was disposed of already."""

    message = _("Alat ini sudah dihapus dari daftar.")


class EquipmentInUse(Refused):
    """The note of a tool that was partly written off cannot simply be taken back."""

    message = _(
        "Alat ini sudah disusutkan atau dihapus, jadi catatannya tidak dapat dibatalkan. Hapus alatnya dengan alasan."
    )


def written_off(cost: int, years: int, bought: int, month: int) -> int:
    """How much of a cost (rupiah) is used up at the end of a month (202611), counted from the month it was bought in."""
    used = months_between(bought, month) if month >= bought else 0
    return cost * min(used, 12 * years) // (12 * years)


def due_month(first_bought: int | None, last_done: int | None) -> int | None:
    """The month to be written off next: after the last one, but not before the first tool still in use was bought.

    None without such a tool.
    """
    if first_bought is None:
        return None
    return max(next_month(last_done), first_bought) if last_done else first_bought
