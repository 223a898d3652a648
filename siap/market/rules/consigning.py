"""What may not happen with goods at somebody's shop, and the outlet's fee. Pure."""

from siap.core.errors import Refused
from siap.core.text import _


class OutletClosed(Refused):
    """Nothing more is brought to an outlet that is closed."""

    message = _("%(name)s sudah tidak menerima titipan.")


class FeeWrong(Refused):
    """A fee that nobody agrees to."""

    message = _("Potongan tempat titip antara 0 dan 60 persen.")
    field = "fee_percent"


class NotStanding(Refused):
    """More than stands there is sold, taken back or missing."""

    message = _("Di %(place)s hanya ada %(left)s %(product)s; Anda menulis %(asked)s.")


class NothingToWrite(Refused):
    """A note with nothing on it."""

    message = _("Isi jumlahnya pada satu produk atau lebih.")


class NothingOwed(Refused):
    """An outlet that owes nothing settles nothing."""

    message = _("%(name)s tidak punya tagihan yang belum dibayar.")


class SettledAlready(Refused):
    """What an outlet paid for stays sold."""

    message = _("Tempat titip atau marketplace sudah membayar penjualan ini, jadi tidak bisa dibatalkan.")


def fee(amount: int, percent: int) -> int:
    """What an outlet keeps of what it sold for one business: whole rupiah, rounded down in favour of the maker."""
    return amount * percent // 100
