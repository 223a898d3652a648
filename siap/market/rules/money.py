"""Whose signature money needs, and what a drawer may hold. Pure."""

from siap.core.errors import Refused
from siap.core.text import _


class OwnSale(Refused):
    """A sale of another day is taken back by somebody other than the one who took its money."""

    message = _("Penjualan hari lain yang uangnya Anda terima sendiri dibatalkan oleh rekan atau kepala UPT.")


class OwnPayment(Refused):
    """Nobody signs for a payment that he took himself."""

    message = _("Anda sendiri yang menjual ini. Orang lain harus memeriksa bahwa uangnya masuk.")


class EvidenceMissing(Refused):
    """Who signs says what he saw."""

    message = _("Tulis buktinya: apa yang Anda lihat, di mana, dan jam berapa.")
    field = "evidence"


class AlreadyDecided(Refused):
    """A payment was signed as arrived, refused, or its sale taken back."""

    message = _("Pembayaran ini sudah diputuskan: %(state)s.")


class OwnCash(Refused):
    """Nobody confirms that his own cash arrived."""

    message = _("Uang ini dari tangan Anda sendiri. Orang lain harus menerima dan menghitungnya.")


class MoreThanInHand(Refused):
    """More cash is confirmed than was in the hands it came from."""

    message = _("Di tangan %(name)s hanya ada %(left)s. Hitung lagi uangnya.")
    field = "amount"


class HandsElsewhere(Refused):
    """Somebody without a unit holds no cash."""

    message = _("%(name)s tidak bertugas di sebuah UPT, jadi uangnya tidak bisa diterima di sini.")


class MoreThanHeld(Refused):
    """More is handed to a business than the seller holds for it."""

    message = _("Untuk %(business)s hanya dipegang %(left)s.")
    field = "amount"


class BankShort(Refused):
    """The seller's money is still in officers' hands or unverified."""

    message = _("Di rekening penjual hanya ada %(left)s. Terima dulu uang yang masih di tangan petugas.")
    field = "amount"


class DrawerElsewhere(Refused):
    """One drawer at a time."""

    message = _("Kas Anda di %(place)s masih terbuka. Hitung dan tutup dulu kas itu.")


class DrawerNegative(Refused):
    """Nobody counts less than nothing."""

    message = _("Isi jumlah uang di laci; nol bila kosong.")
    field = "amount"


class DrawerNotYours(Refused):
    """Who works at a drawer counts it."""

    message = _("Kas ini dihitung oleh petugas yang membukanya.")


class ShiftOver(Refused):
    """A drawer is closed once."""

    message = _("Kas ini sudah dihitung dan ditutup.")


class DifferenceUnexplained(Refused):
    """What is too much or too little needs its reason."""

    message = _(
        "Terhitung %(counted)s, seharusnya %(expected)s: selisih %(difference)s. Hitung sekali lagi, atau tulis sebabnya."
    )
    field = "because"
