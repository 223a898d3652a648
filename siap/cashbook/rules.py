"""A cook's words, and what each of them means in the book; what is refused; how a statement is read off. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from siap.core.errors import Refused
from siap.core.text import Text, _
from siap.ledger import chart
from siap.ledger.rules import previous_month


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


KINDS = (
    Kind("money_in", _("Uang masuk"), chart.other_income, True, "banknote", _("selain dari penjualan")),
    Kind("sold", _("Jual"), chart.revenue, True, "store", _("dibayar sekarang"), ventures_only=True),
    Kind(
        "sold_later", _("Jual, dibayar nanti"), chart.revenue, True, "clock", _("pembeli masih berutang"),
        ventures_only=True, money=chart.receivable,
    ),
    Kind("money_out", _("Uang keluar"), chart.expense, False, "wallet", _("gas, angkutan, biaya lain")),
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


def kinds_for(*, is_venture: bool) -> tuple[Kind, ...]:
    """The words a business uses: only an owner sells by himself and takes money out for himself."""
    return tuple(kind for kind in KINDS if is_venture or not kind.ventures_only)


class KindUnknown(Refused):
    """No such word."""

    message = _("Pilih apa yang terjadi dengan uangnya.")
    field = "kind"


class VenturesOnly(Refused):
    """A word that only an owner uses."""

    message = _("“%(kind)s” hanya untuk usaha mandiri. Penjualan kelompok dicatat di kasir.")
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


class MoreThanOwed(Refused):
    """A debt is paid, or collected, at most once."""

    message = _("Yang masih terutang hanya %(left)s.")
    field = "amount"


class BusinessClosed(Refused):
    """A closed business takes no notes."""

    message = _("%(name)s sudah ditutup.")


# --- Statements (SAK EMKM) ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """One line of a statement (rupiah), and the same of the period before."""

    code: str
    name: Text
    amount: int
    before: int = 0


@dataclass(frozen=True)
class Section:
    """Lines that belong together, with their sum."""

    name: Text
    figures: tuple[Figure, ...]

    @property
    def amount(self) -> int:
        """Of the period."""
        return sum(figure.amount for figure in self.figures)

    @property
    def before(self) -> int:
        """Of the period before."""
        return sum(figure.before for figure in self.figures)


Balances = Mapping[str, int]
"""Rupiah by account code, each in its account's own direction."""


@dataclass(frozen=True)
class IncomeStatement:
    """What a period earned and cost."""

    revenue: Section
    cost: Section
    expenses: Section
    other_income: Section
    other_expenses: Section

    @property
    def sections(self) -> tuple[Section, ...]:
        """In the order they are printed."""
        return self.revenue, self.cost, self.expenses, self.other_income, self.other_expenses

    @property
    def gross(self) -> int:
        """Revenue less the cost of what was sold."""
        return self.revenue.amount - self.cost.amount

    @property
    def gross_before(self) -> int:
        """The same of the period before."""
        return self.revenue.before - self.cost.before

    @property
    def profit(self) -> int:
        """What is left; negative for a loss."""
        return self.gross - self.expenses.amount + self.other_income.amount - self.other_expenses.amount

    @property
    def profit_before(self) -> int:
        """The same of the period before."""
        return self.gross_before - self.expenses.before + self.other_income.before - self.other_expenses.before


@dataclass(frozen=True)
class FinancialPosition:
    """What there is, what is owed, and what is its own."""

    assets: Section
    liabilities: Section
    equity: Section

    @property
    def sections(self) -> tuple[Section, ...]:
        """In the order they are printed."""
        return self.assets, self.liabilities, self.equity

    @property
    def claims(self) -> int:
        """Whose the assets are: liabilities and equity together."""
        return self.liabilities.amount + self.equity.amount

    @property
    def claims_before(self) -> int:
        """The same of the period before."""
        return self.liabilities.before + self.equity.before

    @property
    def is_balanced(self) -> bool:
        """Assets equal liabilities and equity, in both periods."""
        return (self.assets.amount, self.assets.before) == (self.claims, self.claims_before)


TO_COME, TO_GIVE = "1910", "2910"
"""Clearing between books, as a statement shows it: money a seller still holds, or money still to be handed on."""
PROFIT_SO_FAR = "3910"
"""All revenue and expense since the beginning: no entry closes them into retained earnings."""
_NAMES = {
    **chart.NAMES,
    TO_COME: _("Uang yang masih dipegang penjual"),
    TO_GIVE: _("Uang yang masih harus diserahkan"),
    PROFIT_SO_FAR: _("Laba (rugi) sejak awal"),
}
_LESSENS_EQUITY = frozenset({chart.drawings.code, chart.distribution.code})


def _section(name: Text, firsts: str, now: Balances, before: Balances) -> Section:
    codes = sorted({code for code in (*now, *before) if code[0] in firsts})
    figures = (Figure(code, _NAMES[code], now.get(code, 0), before.get(code, 0)) for code in codes)
    return Section(name, tuple(figure for figure in figures if figure.amount or figure.before))


def income_statement(now: Balances, before: Balances) -> IncomeStatement:
    """From what the accounts grew by in a period, and in the one before."""
    return IncomeStatement(
        _section(_("Pendapatan usaha"), "4", now, before),
        _section(_("Beban pokok penjualan"), "5", now, before),
        _section(_("Beban usaha"), "6", now, before),
        _section(_("Pendapatan lain"), "7", now, before),
        _section(_("Beban lain"), "8", now, before),
    )


def profit(balances: Balances) -> int:
    """Revenue and other income less every cost and expense (rupiah)."""
    return income_statement(balances, {}).profit


def financial_position(now: Balances, before: Balances) -> FinancialPosition:
    """From what stands on the accounts at the end of a period, and at the end of the one before."""
    told, told_before = _told(now), _told(before)
    return FinancialPosition(
        _section(_("Aset"), "1", told, told_before),
        _section(_("Utang"), "2", told, told_before),
        _section(_("Ekuitas"), "3", told, told_before),
    )


def _told(balances: Balances) -> dict[str, int]:
    """The balances as a statement tells them: clearing is money to come or money owed, takings lessen equity."""
    told = {code: -amount if code in _LESSENS_EQUITY else amount for code, amount in balances.items()}
    between = told.pop(chart.clearing.code, 0)
    if between > 0:
        told[TO_COME] = between
    elif between < 0:
        told[TO_GIVE] = -between
    told[PROFIT_SO_FAR] = profit(balances)
    return told


def accounts_behind(code: str) -> list[str]:
    """The account codes whose lines make up a figure of a statement."""
    if code in {TO_COME, TO_GIVE}:
        return [chart.clearing.code]
    if code == PROFIT_SO_FAR:
        return [known for known in chart.NAMES if known[0] in "45678"]
    return [code]


def figure_amount(code: str, net_debit: int) -> int:
    """What a statement shows of the lines behind a figure: assets and costs by debits, all others by credits (rupiah)."""
    return net_debit if code[0] in chart.DEBIT_KINDS else -net_debit


def is_figure(code: str) -> bool:
    """Whether a statement has a figure of this code."""
    return code in _NAMES and code != chart.clearing.code


def figure_name(code: str) -> Text:
    """How a statement calls a figure."""
    return _NAMES[code]


def previous_period(since: int, until: int) -> tuple[int, int]:
    """The period of as many months that ends where this one begins (202610 to 202611: 202608 to 202609)."""
    return months_before(since, months_between(since, until)), previous_month(since)


def months_between(since: int, until: int) -> int:
    """How many months a period has, both ends included."""
    return (until // 100 - since // 100) * 12 + until % 100 - since % 100 + 1


def months_before(month: int, count: int) -> int:
    """The month so many months earlier (202601, 2: 202511)."""
    ordinal = month // 100 * 12 + month % 100 - 1 - count
    return ordinal // 12 * 100 + ordinal % 12 + 1
