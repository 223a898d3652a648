"""What the market refuses, and why; how long a number is. Pure."""

from dataclasses import dataclass
from datetime import date

from siap.core.errors import Refused
from siap.core.text import _
from siap.ledger.chart import Account

MOST_PIECES = 10_000
"""No line of a sale holds more: a larger number is a slip of the finger."""
MOST_A_PIECE = 100_000_000
"""No piece costs more (rupiah), for the same reason."""


class EmptyTill(Refused):
    """Nothing was rung up."""

    message = _("Belum ada barang yang dijual. Isi jumlahnya pada satu produk atau lebih.")


class PiecesWrong(Refused):
    """A quantity that nobody sells."""

    message = _("Jumlah %(product)s tidak mungkin: %(pieces)s. Isi angka bulat dari 1 sampai 10.000.")


class NotReady(Refused):
    """A product is still an idea, a trial, or not sold any more."""

    message = _("%(product)s belum siap dijual: tahapnya “%(stage)s”.")


class MissingForSale(Refused):
    """A product lacks what the law asks of it (permits, a label)."""

    message = _("%(product)s belum boleh dijual. %(missing)s")


class NoPrice(Refused):
    """A product has no price in this channel on this day."""

    message = _("%(product)s belum punya harga di %(channel)s. Tetapkan harganya lebih dahulu.")


class NotSoldHere(Refused):
    """A product of a business elsewhere."""

    message = _("%(product)s bukan produk UPT ini, jadi tidak bisa dijual di sini.")
    field = "product"


class MethodUnknown(Refused):
    """A way to pay that is not open here."""

    message = _("Pilih cara bayar: tunai, QRIS, atau transfer.")
    field = "method"


class PaymentsWrong(Refused):
    """Several payments do not add up to what is due."""

    message = _("Jumlah semua pembayaran harus tepat %(total)s.")
    field = "method"


class SellersDiffer(Refused):
    """One sale has one seller of record."""

    message = _("%(one)s dijual atas nama %(seller)s, %(other)s atas nama %(another)s. Buat dua penjualan terpisah.")


class SoldInFuture(Refused):
    """A sale cannot lie ahead."""

    message = _("Penjualan tidak bisa dicatat untuk waktu yang belum tiba.")


class ChannelKnown(Refused):
    """The unit has a channel of this name."""

    message = _("Tempat jual “%(name)s” sudah ada. Pakai nama lain, atau buka yang sudah ada.")
    field = "name"


class ChannelKindUnknown(Refused):
    """Neither a bazaar nor a shop."""

    message = _("Pilih jenis tempat jual: bazar atau toko.")
    field = "kind"


class PriceWrong(Refused):
    """A price that nobody pays."""

    message = _("Harga harus dari Rp1 sampai Rp100.000.000 sebuah.")
    field = "price"


class BelowCost(Refused):
    """A price below what a piece costs to make, without a reason."""

    message = _("%(product)s berbiaya %(cost)s sebuah menurut resepnya. Tulis alasannya bila tetap dijual lebih murah.")
    field = "below_cost_because"


class PromotionWrong(Refused):
    """A promotion that is none: not below the usual price."""

    message = _("Harga promo harus di bawah harga biasa: %(usual)s.")
    field = "price"


class PromotionDaysWrong(Refused):
    """A promotion that began before today, ends before it begins, or shares a day with another one."""

    message = _(
        "Promo mulai paling awal hari ini, berakhir sesudahnya, dan tidak bersamaan dengan promo lain produk ini."
    )
    field = "until_on"


class SellerNotLater(Refused):
    """Sales were made since that day: their seller stays who it was."""

    message = _("Di %(channel)s sudah ada penjualan sejak hari itu. Penjual tercatat berganti paling awal hari ini.")
    field = "valid_from"


class PriceBackdated(Refused):
    """Sales were made since that day: their price stays what it was."""

    message = _("%(product)s sudah terjual sejak hari itu. Harga baru berlaku paling awal hari ini.")
    field = "valid_from"


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


class RefundShort(Refused):
    """There is not enough money to give back."""

    message = _(
        "Uang %(amount)s harus dikembalikan kepada pembeli, tetapi pada %(seller)s tinggal %(left)s. "
        "Penjualan ini belum bisa dibatalkan."
    )


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


class SellerUnknown(Refused):
    """No seller of record takes money for it."""

    message = _("%(business)s tidak punya penjual tercatat yang memegang uangnya.")


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

    message = _("Tempat titip sudah membayar penjualan ini, jadi tidak bisa dibatalkan.")


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


LONGEST_EVENT = 31
"""Days; what lasts longer is a shop."""


class EventDaysWrong(Refused):
    """A bazaar that is over before it begins, or before today, or lasts for ever."""

    message = _("Bazar mulai paling awal hari ini, berakhir sesudah mulai, dan paling lama 31 hari.")
    field = "until_on"


class EventOver(Refused):
    """What was held cannot be called off."""

    message = _("Bazar ini sudah lewat; hasilnya tetap tercatat.")


class NothingShort(Refused):
    """A shortage is decided once."""

    message = _("Kekurangan ini sudah diputuskan.")


class AlreadyLookedAt(Refused):
    """A flag is answered once."""

    message = _("Tanda ini sudah dijawab.")


class LevelUnknown(Refused):
    """A recall without its class."""

    message = _("Pilih kelas penarikannya: I, II, atau III.")
    field = "level"


class RecallRunning(Refused):
    """A lot is called back once at a time."""

    message = _("Lot %(lot)s sedang ditarik: lihat penarikan %(number)s.")


class RecallOver(Refused):
    """A closed recall is on file and stays as it is."""

    message = _("Penarikan %(number)s sudah ditutup.")


class TallyWrong(Refused):
    """More came back than somebody still has, or nothing."""

    message = _("Paling banyak %(left)s yang masih ditunggu dari pemegang ini.")
    field = "quantity"


class FindingMissing(Refused):
    """A recall ends with what was found."""

    message = _("Tulis apa yang ditemukan: apa sebabnya.")
    field = "found"


class DrillIsNotSafe(Refused):
    """Nothing is held in a drill, so nothing is let go."""

    message = _("Latihan tidak menahan lot apa pun, jadi tidak ada yang dilepas.")
    field = "is_safe"


@dataclass(frozen=True)
class Part:
    """What one business earned and gave up in a sale (rupiah)."""

    business: int
    book: str
    amount: int
    cost: int


@dataclass(frozen=True)
class SaleFigures:
    """A sale as the books need it (rupiah): where the money stands, whose goods they were, what was paid besides."""

    reference: str
    on: date
    seller: str
    moneys: tuple[tuple[Account, int], ...]
    parts: tuple[Part, ...]
    extra: int = 0

    @property
    def total(self) -> int:
        """What the goods cost the buyer (rupiah)."""
        return sum(part.amount for part in self.parts)


def refund_from_bank(amount: int, in_hand: int) -> int:
    """What the treasurer adds when an officer no longer holds what a buyer gets back (rupiah)."""
    return max(0, amount - max(0, in_hand))


def fee(amount: int, percent: int) -> int:
    """What an outlet keeps of what it sold for one business: whole rupiah, rounded down in favour of the maker."""
    return amount * percent // 100
