"""What may not happen with orders of a marketplace. Pure."""

from siap.core.errors import Refused
from siap.core.text import _


class OrderNotReady(Refused):
    """An order that was called off, whose goods nobody knows, or that was not paid out."""

    message = _("Pesanan %(number)s belum bisa dicatat: kenali dulu semua barangnya, dan baca laporan yang terbaru.")


class PayoutWrong(Refused):
    """A marketplace cannot pay out more than the buyer paid."""

    message = _("Pencairan pesanan %(number)s lebih besar daripada harganya, atau kurang dari nol. Periksa laporannya.")


class PaidByReport(Refused):
    """What a marketplace holds is counted when its report of income says that it was paid out."""

    message = _("Uang pesanan ini dibayar lewat marketplace: dicatat dari laporan penghasilannya, bukan di sini.")
