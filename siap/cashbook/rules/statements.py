"""How a statement (SAK EMKM) is read off the balances of a book. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from siap.core.text import Text, _
from siap.ledger import chart
from siap.ledger.rules import previous_month


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


MONEY = "kas"
"""The figure of all money together, in the statement of cash flows."""
FLOW = "kas-"
"""A figure of the cash flows: `kas-2110` is the money that moved against account 2110."""


def accounts_behind(code: str) -> list[str]:
    """The account codes whose lines make up a figure of a statement."""
    if code in {TO_COME, TO_GIVE}:
        return [chart.clearing.code]
    if code == PROFIT_SO_FAR:
        return [known for known in chart.NAMES if known[0] in "45678"]
    return list(chart.CASH) if code == MONEY else [code.removeprefix(FLOW)]


def is_standing(code: str) -> bool:
    """Whether a figure stands at the end of a period (an asset, a debt), rather than growing within it."""
    return code[0] in "123" or code == MONEY


def sign_of(code: str) -> int:
    """1 where a statement counts a figure by debits (assets and costs), -1 where by credits."""
    return 1 if code[0] in chart.DEBIT_KINDS or code == MONEY else -1


def is_figure(code: str) -> bool:
    """Whether a statement has a figure of this code."""
    if code.startswith(FLOW):
        return code.removeprefix(FLOW) in chart.NAMES and code.removeprefix(FLOW) not in chart.CASH
    return (code in _NAMES and code != chart.clearing.code) or code == MONEY


def figure_name(code: str) -> Text:
    """How a statement calls a figure."""
    if code.startswith(FLOW):
        return flow_name(code.removeprefix(FLOW))
    return _("Kas dan bank") if code == MONEY else _NAMES[code]


# --- Cash flows, direct method ------------------------------------------------------------------------------------------

_FLOW_NAMES: dict[str, Text] = {
    chart.revenue.code: _("Diterima dari penjualan"),
    chart.clearing.code: _("Hasil penjualan dan uang antarbuku"),
    chart.receivable.code: _("Diterima dari pembeli yang berutang"),
    chart.qris_unverified.code: _("QRIS yang sudah masuk"),
    chart.material_stock.code: _("Dibayar untuk bahan"),
    chart.cost_of_sales.code: _("Dibayar untuk bahan yang langsung dipakai"),
    chart.payable.code: _("Dibayar kepada pemasok"),
    chart.expense.code: _("Dibayar untuk biaya usaha"),
    chart.other_income.code: _("Diterima selain dari penjualan"),
    chart.state_revenue_due.code: _("PNBP disetor"),
    chart.equipment.code: _("Dibayar untuk alat"),
    chart.capital.code: _("Modal disetor"),
    chart.drawings.code: _("Modal diambil"),
}
_INVESTING = frozenset({chart.equipment.code, chart.accumulated_depreciation.code})
_FINANCING = frozenset({chart.capital.code, chart.drawings.code, chart.retained.code})


def flow_name(code: str) -> Text:
    """What money that moved against an account was for."""
    return _FLOW_NAMES.get(code, _NAMES[code])


@dataclass(frozen=True)
class CashFlow:
    """Where the money of a period came from and went to, and what there was before it (rupiah)."""

    operating: Section
    investing: Section
    financing: Section
    opening: int
    opening_before: int

    @property
    def sections(self) -> tuple[Section, ...]:
        """In the order they are printed."""
        return self.operating, self.investing, self.financing

    @property
    def closing(self) -> int:
        """What there was at the end."""
        return self.opening + sum(section.amount for section in self.sections)


def cash_flow(now: Balances, before: Balances, *, opening: int, opening_before: int) -> CashFlow:
    """From what came in (positive) and went out (negative) against each account, in a period and in the one before."""

    def section(name: Text, codes: Iterable[str]) -> Section:
        figures = (
            Figure(f"{FLOW}{code}", flow_name(code), now.get(code, 0), before.get(code, 0)) for code in sorted(codes)
        )
        return Section(name, tuple(figure for figure in figures if figure.amount or figure.before))

    codes = now.keys() | before.keys()
    return CashFlow(
        section(_("Kegiatan usaha"), codes - _INVESTING - _FINANCING),
        section(_("Alat dan aset"), codes & _INVESTING),
        section(_("Modal"), codes & _FINANCING),
        opening,
        opening_before,
    )


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
