"""How money is divided, and when it may not be. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from siap.core.errors import Refused
from siap.core.text import _
from siap.ledger.rules import next_month

MOST_MONTHS = 12
"""No share covers more months than this: back-pay is two or three, a longer span is a slip of the finger."""
NOTES = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
"""Rupiah notes and coins in use, largest first."""
TO_HEAD, TO_OFFICE = 1, 2
"""Who answers an objection: the first about a slip the head of the unit, the second the Kanwil."""


class NotAGroup(Refused):
    """Only a group shares; a venture's result is its owner's."""

    message = _("Hanya kelompok usaha di sebuah UPT yang membagi hasil.")


class MonthsOutOfOrder(Refused):
    """The last month lies before the first, or years behind it."""

    message = _(
        "Periksa bulannya: bulan terakhir tidak boleh sebelum bulan pertama, dan paling banyak 12 bulan sekali bagi."
    )
    field = "last_month"


class MonthNotOver(Refused):
    """A month is shared when it is over."""

    message = _("%(month)s belum lewat. Hasil dibagi setelah bulannya selesai.")
    field = "last_month"


class MonthShared(Refused):
    """One of the months is shared already, or waits to be."""

    message = _("%(month)s sudah dibagi atau sedang menunggu persetujuan.")
    field = "first_month"


class TermsMissing(Refused):
    """Nothing was agreed about how to share."""

    message = _("Belum ada ketentuan bagi hasil yang berlaku untuk UPT ini pada %(month)s.")


class NothingVerified(Refused):
    """No money of these months is known to be there."""

    message = _("Belum ada penjualan yang uangnya sudah dipastikan masuk pada masa ini. Cocokkan dulu pembayarannya.")


class NobodyMade(Refused):
    """By these terms good pieces count, and nobody's were written down."""

    message = _("Barang jadi masa ini belum dicatat untuk siapa pun. Isi dulu pada lembar jam kerjanya.")


class NothingEarned(Refused):
    """Nobody worked, so nobody is owed a wage or a training premium."""

    message = _("Belum ada jam kerja atau hari hadir yang tercatat pada masa ini, jadi tidak ada upah yang terutang.")


class NothingToShare(Refused):
    """The base is zero or a loss: under the premium regime a loss shares nothing."""

    message = _("Tidak ada yang dapat dibagi: hasil masa ini %(base)s setelah bahan yang terpakai dan belanja.")


class MoreThanALine(Refused):
    """More than one line of a book may hold."""

    message = _("Yang dibagi %(base)s, lebih besar dari yang dapat ditulis di buku sekaligus. Periksa angkanya dulu.")


def pay_for(minutes: int, hourly: int) -> int:
    """The wage for some minutes at so many rupiah an hour, rounded up: a begun rupiah is a rupiah."""
    return -(-minutes * hourly // 60)


def usable_part(amount: int, percent: int) -> int:
    """What of a member's part he may use now (rupiah, rounded down); the rest is held to release."""
    return amount * percent // 100


@dataclass(frozen=True)
class Result:
    """What a business made in some months (rupiah): goods sold for money that came, their cost, what else it spent and
    took."""

    turnover: int
    cost: int
    expenses: int
    other_income: int = 0

    @property
    def profit(self) -> int:
        """What is left."""
        return self.turnover - self.cost - self.expenses + self.other_income

    def base(self, kind: str) -> int:
        """What the terms divide: the profit, or the turnover as it is."""
        return self.turnover if kind == "turnover" else self.profit


def months(first: int, last: int) -> Iterator[int]:
    """Every month from the first to the last (202610), both included."""
    month = first
    while month <= last:
        yield month
        month = next_month(month)


def is_month(month: int) -> bool:
    """Whether this can be a month: 202610."""
    return 2000 <= month // 100 <= 2999 and 1 <= month % 100 <= 12


def in_notes(amount: int) -> list[tuple[int, int]]:
    """An amount as one lays it on a table: (note, how many), largest first. What is less than the smallest coin is left."""
    laid = []
    for note in NOTES:
        count, amount = divmod(amount, note)
        if count:
            laid.append((note, count))
    return laid


def objections_until(decided_on: date, days: int) -> date:
    """The last day on which a member may object."""
    return decided_on + timedelta(days=days)


def is_ntpn(text: str) -> bool:
    """Whether this can be an NTPN: sixteen capital letters and digits."""
    return re.fullmatch(r"[0-9A-Z]{16}", text) is not None


def is_billing_code(text: str) -> bool:
    """Whether this can be a SIMPONI billing code: digits, fifteen in practice."""
    return re.fullmatch(r"[0-9]{12,20}", text) is not None
