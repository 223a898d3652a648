"""By when something is made to order, and what may not be promised. Pure."""

from datetime import date, timedelta

from siap.core.errors import Refused
from siap.core.text import _

LONGEST_PROMISE = 91
"""Days; nobody waits longer for a jar."""
LONGEST_ROUND = 62
"""Days from opening a round to bringing it."""
MOST_A_WEEK = 100_000


class PaceWrong(Refused):
    """More than a kitchen makes."""

    message = _("Isi berapa buah yang sanggup dibuat seminggu; 0 bila tidak dibuat menurut pesanan lagi.")
    field = "a_week"


class NothingToMake(Refused):
    """Nobody waits for this product, or a batch is planned for all who do."""

    message = _("Tidak ada pesanan %(product)s yang belum direncanakan.")


class NotCooked(Refused):
    """Without a recipe there is no batch to plan."""

    message = _("%(product)s belum punya resep, jadi produksinya belum bisa direncanakan.")


class RoundDaysWrong(Refused):
    """A round that is over before it begins, or brings what nobody had a day to make, or lasts for ever."""

    message = _("Pesanan dikumpulkan mulai hari ini, diantar paling cepat sehari sesudah ditutup, dalam 62 hari.")
    field = "brought_on"


class RoundClosed(Refused):
    """Its last day is gone, it was called off, or the goods are another group's."""

    message = _("Putaran ini sudah ditutup atau bukan untuk barang ini. Pilih cara menerima yang lain.")
    field = "how"


class RoundRuns(Refused):
    """What people ordered is cancelled one by one, each with his money."""

    message = _("Masih ada %(orders)s pesanan di putaran ini. Batalkan dulu pesanan itu satu per satu.")


def promised_on(today: date, *, a_week: int, waiting: int, pieces: int) -> date:
    """By when `pieces` are made that come after those that wait already, at so many a week, which must be above 0."""
    return today + timedelta(days=-(-(waiting + pieces) * 7 // a_week))


def most_to_make(*, a_week: int, waiting: int) -> int:
    """How many pieces may still be promised within the longest promise."""
    return max(0, a_week * LONGEST_PROMISE // 7 - waiting)


def check_round(today: date, until_on: date, brought_on: date) -> None:
    """Raises RoundDaysWrong."""
    if not today <= until_on < brought_on <= today + timedelta(days=LONGEST_ROUND):
        raise RoundDaysWrong
