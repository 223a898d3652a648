"""What a sale may not be, and its figures as the books need them. Pure."""

from dataclasses import dataclass
from datetime import date

from siap.core.errors import Refused
from siap.core.text import _
from siap.ledger.chart import Account

MOST_PIECES = 10_000
"""No line of a sale holds more: a larger number is a slip of the finger."""


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


class RefundShort(Refused):
    """There is not enough money to give back."""

    message = _(
        "Uang %(amount)s harus dikembalikan kepada pembeli, tetapi pada %(seller)s tinggal %(left)s. "
        "Penjualan ini belum bisa dibatalkan."
    )


class NothingShort(Refused):
    """A shortage is decided once."""

    message = _("Kekurangan ini sudah diputuskan.")


class AlreadyLookedAt(Refused):
    """A flag is answered once."""

    message = _("Tanda ini sudah dijawab.")


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
