"""What the public shop refuses, and why."""

from siap.core.errors import Refused
from siap.core.text import _


class ComplaintKindUnknown(Refused):
    """Something is wrong that is none of the kinds."""

    message = _("Pilih apa yang salah.")
    field = "kind"


class EnoughComplaints(Refused):
    """So many buyers said it already that the next one tells nothing new."""

    message = _("Sudah banyak keluhan tentang lot ini dan petugas sedang memeriksanya. Jangan dikonsumsi dulu.")


class HowUnknown(Refused):
    """A way to get the goods that this shop does not have."""

    message = _("Pilih cara menerima pesanan.")
    field = "how"


class PlaceUnknown(Refused):
    """Nothing is brought to this place, or no bazaar of this name."""

    message = _("Pilih tempatnya dari daftar.")
    field = "place"


class AddressMissing(Refused):
    """Goods are brought to an address."""

    message = _("Tulis alamat lengkap pengantaran.")
    field = "address"


class PayingUnknown(Refused):
    """A way to pay that this seller does not have."""

    message = _("Pilih cara bayar yang tersedia untuk pesanan ini.")
    field = "method"


class NotOnTheWeb(Refused):
    """Only a shop on the web takes orders."""

    message = _("%(name)s tidak menerima pesanan.")


class QuoteOver(Refused):
    """An offer that ended, or that was answered or accepted already."""

    message = _("Penawaran ini sudah tidak berlaku. Minta penawaran baru, atau hubungi penjual.")


class QuoteDaysWrong(Refused):
    """An offer is for some days, and its goods come after today."""

    message = _("Penawaran berlaku dari hari ini sampai paling lama 60 hari, dan barangnya jadi paling awal hari ini.")
    field = "valid_until"


class QuotePriceMissing(Refused):
    """Every product that was asked for gets its price."""

    message = _("Isi harga %(product)s.")


class TooManyOrders(Refused):
    """A flood of orders from one place would empty the shelf."""

    message = _("Terlalu banyak pesanan dari jaringan ini. Tunggu satu menit, lalu coba lagi.")


class NotKnown(Refused):
    """Only for who agreed to be known again something is ordered with one tap."""

    message = _("Anda belum mengizinkan toko ini mengingat nomor Anda. Pesan lewat keranjang seperti biasa.")


class NotBought(Refused):
    """A review is of something one got."""

    message = _("Ulasan ditulis sesudah barangnya Anda terima.")


class StarsWrong(Refused):
    """Neither one nor five stars, nor between."""

    message = _("Pilih satu sampai lima bintang.")
    field = "stars"


class OrderOver(Refused):
    """An order that is handed over or cancelled does not move."""

    message = _("Pesanan ini sudah %(state)s.")


class NotPaidYet(Refused):
    """Goods paid in advance are set aside when the buyer says he paid, and handed over when the money is known to be there."""

    message = _("Uang pesanan ini belum diketahui masuk. Periksa dulu pembayarannya.")


class PaidAlready(Refused):
    """What was reported as paid is cancelled by the seller, who gives the money back."""

    message = _("Pesanan ini sudah dibayar atau diterima. Hubungi penjual untuk membatalkannya.")


class LotNotGood(Refused):
    """A lot was held back or is past its day since it was ordered."""

    message = _(
        "%(product)s dari lot %(lot)s sedang ditahan atau lewat tanggal. Batalkan pesanan ini dengan alasannya."
    )


class TooManyCodes(Refused):
    """A thousand transfers of one amount are waited for."""

    message = _("Terlalu banyak transfer sejumlah ini sedang ditunggu. Pilih QRIS atau tunai.")
    field = "method"


class AmountDiffers(Refused):
    """What came is not what is waited for."""

    message = _("Yang masuk %(came)s, yang ditunggu %(due)s. Kembalikan uangnya, atau minta pembeli membayar tepat.")


class MoneyDecided(Refused):
    """Money that came is decided once."""

    message = _("Uang ini sudah diputuskan: %(state)s.")


class MoneyElsewhere(Refused):
    """Money in another seller's account."""

    message = _("Uang ini masuk ke rekening penjual lain.")


class BankEmpty(Refused):
    """What is given back must be there."""

    message = _("Di rekening penjual hanya ada %(left)s, jadi %(amount)s belum bisa dikembalikan.")
