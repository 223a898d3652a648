"""A cook's words, what each of them means in the book, and what is refused. Pure."""

from dataclasses import dataclass

from siap.core.errors import Refused
from siap.core.text import Text, _
from siap.ledger import chart


@dataclass(frozen=True)
class Kind:
    """One word of the cash book: the account that stands opposite the money, whether the money grows, how it looks.

    `money` is the business's cash, except where a buyer still owes it.
    """

    code: str
    label: Text
    account: chart.Account
    money_grows: bool
    icon: str
    hint: Text
    ventures_only: bool = False
    money: chart.Account = chart.cash

    @property
    def debt(self) -> str:
        """The code of the account on which it makes or settles a debt; empty when it does neither."""
        codes = {self.account.code, self.money.code} & {chart.payable.code, chart.receivable.code}
        return codes.pop() if codes else ""

    @property
    def settles(self) -> bool:
        """Whether it settles a debt, so that somebody must be owed, or owing, already."""
        return self.account.code == self.debt != ""


KINDS = (
    Kind("money_in", _("Uang masuk"), chart.other_income, True, "banknote", _("selain dari penjualan")),
    Kind("money_out", _("Uang keluar"), chart.expense, False, "wallet", _("gas, angkutan, biaya lain")),
    Kind(
        "buy_goods", _("Beli bahan"), chart.cost_of_sales, False, "shopping-basket", _("untuk diolah atau dijual lagi"),
        ventures_only=True,
    ),
    Kind("sold", _("Jual"), chart.revenue, True, "store", _("dibayar sekarang"), ventures_only=True),
    Kind(
        "sold_later", _("Jual, dibayar nanti"), chart.revenue, True, "clock", _("pembeli masih berutang"),
        ventures_only=True, money=chart.receivable,
    ),
    Kind("pay_debt", _("Bayar utang"), chart.payable, False, "handshake", _("kepada pemasok")),
    Kind("collect", _("Terima piutang"), chart.receivable, True, "hand-coins", _("dari pembeli")),
    Kind("put_in", _("Setor modal"), chart.capital, True, "sprout", _("untuk memulai atau menambah")),
    Kind("buy_tool", _("Beli alat"), chart.equipment, False, "scale", _("yang dipakai lama")),
    Kind(
        "take_out", _("Ambil modal"), chart.drawings, False, "door-open", _("untuk keperluan sendiri"),
        ventures_only=True,
    ),
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}


BY_THEMSELVES = {
    "buy_goods": _("dicatat di bengkel, masuk ke sini sendiri"),
    "sold": _("dicatat di kasir, masuk ke sini sendiri"),
}
"""Words that are written where the goods are counted, by whoever makes products; they post by themselves."""


def kinds_for(*, is_venture: bool) -> tuple[Kind, ...]:
    """The words a business uses: only an owner buys and sells by himself and takes money out for himself. A group buys in the
    workshop and sells at a till, where the goods and the money are counted; both post by themselves."""
    return tuple(kind for kind in KINDS if is_venture or not kind.ventures_only)


NOBODY = "-"
"""Stands for debts of which the book does not say whose they are, like those of an opening balance."""


def key_of(name: str) -> str:
    """How a counterparty is found again, whatever the case and spacing of its name."""
    return " ".join(name.split()).casefold()


class KindUnknown(Refused):
    """No such word."""

    message = _("Pilih apa yang terjadi dengan uangnya.")
    field = "kind"


class VenturesOnly(Refused):
    """A word that only an owner uses."""

    message = _("“%(kind)s” hanya untuk usaha mandiri. Kelompok membeli bahan di bengkel dan menjual di kasir.")
    field = "kind"


class NoteMissing(Refused):
    """A note without words helps nobody later."""

    message = _("Tulis dalam beberapa kata, untuk apa uang ini.")
    field = "note"


class DayInFuture(Refused):
    """Money is noted once it moved."""

    message = _("Tanggal ini belum tiba. Catat uang setelah benar-benar masuk atau keluar.")
    field = "happened_on"


class DayBeforeForming(Refused):
    """The business did not exist yet."""

    message = _("Usaha ini baru dibentuk pada %(formed_on)s.")
    field = "happened_on"


class NotEnoughCash(Refused):
    """More would go out than there is."""

    message = _("Kas hanya %(left)s, jadi %(amount)s tidak bisa keluar.")
    field = "amount"


class NotEnoughCashThen(NotEnoughCash):
    """On a day between then and now there would have been less than nothing."""

    message = _("Pada %(day)s kas hanya %(left)s, jadi %(amount)s tidak mungkin sudah keluar pada tanggal itu.")


class MoreThanOwed(Refused):
    """A debt is paid, or collected, at most once."""

    message = _("Yang masih terutang hanya %(left)s.")
    field = "amount"


class WhoMissing(Refused):
    """A debt has somebody on its other side."""

    message = _("Pilih atau tulis kepada siapa, atau dari siapa.")
    field = "counterparty"


class BusinessClosed(Refused):
    """A closed business takes no notes."""

    message = _("%(name)s sudah ditutup.")
