"""A statement as a sheet of rows: the one definition that the screen, the PDF and the spreadsheet are drawn from.

A row that is a sum knows the rows it is made of, so that a spreadsheet can hold a living formula and no sum is ever
worked out twice. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from siap.cashbook.rules.ageing import Ages
from siap.cashbook.rules.statements import (
    MONEY,
    TO_COME,
    TO_GIVE,
    Balances,
    CashFlow,
    FinancialPosition,
    IncomeStatement,
    Section,
)
from siap.core.text import Text, _
from siap.ledger import chart


@dataclass(frozen=True)
class Row:
    """One row. Without amounts it is a heading; with `adds` or `takes` (places of other rows) it is a sum of those."""

    name: Text
    amounts: tuple[int, ...] = ()  # rupiah, one a column
    code: str = ""  # the figure it opens to
    adds: tuple[int, ...] = ()
    takes: tuple[int, ...] = ()
    is_last: bool = False

    @property
    def is_sum(self) -> bool:
        """Whether it is worked out from other rows."""
        return bool(self.adds or self.takes)


@dataclass(frozen=True)
class Sheet:
    """A statement: its rows, and what its columns of amounts are called."""

    key: str
    title: Text
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    hides_zero: bool = False
    sums_across: bool = False  # the last column is the sum of those before it

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure in it."""
        return not any(any(row.amounts) for row in self.rows)


@dataclass(frozen=True)
class Note:
    """One note to the statements (CALK): what it says, and the details of a figure where there are any."""

    title: Text
    paragraphs: tuple[str, ...]
    sheet: Sheet | None = None


_SUMS: dict[str, Text] = {
    "1": _("Jumlah aset"),
    "2": _("Jumlah utang"),
    "3": _("Jumlah ekuitas"),
    "4": _("Jumlah pendapatan usaha"),
    "5": _("Jumlah beban pokok penjualan"),
    "6": _("Jumlah beban usaha"),
    "7": _("Jumlah pendapatan lain"),
    "8": _("Jumlah beban lain"),
}
"""What the sum of a kind of accounts is called, by the first digit of their codes."""


class _Pen:
    """Writes rows one below the other, as many amounts each; each figure and sum tells its place."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def head(self, name: Text) -> None:
        self.rows.append(Row(name))

    def figure(self, name: Text, amounts: tuple[int, ...], code: str = "") -> int:
        self.rows.append(Row(name, amounts, code))
        return len(self.rows) - 1

    def sum(self, name: Text, adds: Sequence[int], takes: Sequence[int] = (), *, is_last: bool = False) -> int:
        columns = range(len(self.rows[(*adds, *takes)[0]].amounts) if adds or takes else 2)
        amounts = tuple(
            sum(self.rows[at].amounts[column] for at in adds) - sum(self.rows[at].amounts[column] for at in takes)
            for column in columns
        )
        self.rows.append(Row(name, amounts, "", tuple(adds), tuple(takes), is_last))
        return len(self.rows) - 1

    def figures(self, section: Section) -> list[int]:
        return [self.figure(one.name, (one.amount, one.before), one.code) for one in section.figures]

    def section(self, section: Section) -> list[int]:
        """Its figures, and their sum when they are several: the place that stands for all of it, if there is any."""
        places = self.figures(section)
        return [self.sum(_SUMS[section.figures[0].code[0]], places)] if len(places) > 1 else places


@dataclass(frozen=True)
class Tax:
    """Final income tax of a period and of the one before (rupiah), with what it rests on."""

    amount: int
    before: int
    basis: str


def income_sheet(income: IncomeStatement, columns: tuple[str, str], tax: Tax | None = None) -> Sheet:
    """*Laporan laba rugi.* With a tax: what is left after it, too."""
    pen = _Pen()
    sold, cost = pen.section(income.revenue), pen.section(income.cost)
    gross = [pen.sum(_("Laba kotor"), sold, cost)] if sold or cost else []
    expenses, other_income = pen.section(income.expenses), pen.section(income.other_income)
    other_expenses = pen.section(income.other_expenses)
    name = _("Rugi sebelum pajak") if income.profit < 0 else _("Laba sebelum pajak")
    profit = pen.sum(name, [*gross, *other_income], [*expenses, *other_expenses], is_last=tax is None)
    if tax is not None:
        due = pen.figure(_("PPh final"), (tax.amount, tax.before))
        after = _("Rugi setelah pajak") if income.profit < tax.amount else _("Laba setelah pajak")
        pen.sum(after, [profit], [due], is_last=True)
    return Sheet("laba-rugi", _("Laporan laba rugi"), columns, tuple(pen.rows))


def position_sheet(position: FinancialPosition, columns: tuple[str, str]) -> Sheet:
    """*Laporan posisi keuangan.*"""
    pen = _Pen()
    claims: list[int] = []
    for kind, section in zip("123", position.sections, strict=True):
        pen.head(section.name)
        places = pen.figures(section) or [pen.figure(_("Tidak ada"), (0, 0))]
        claims.append(pen.sum(_SUMS[kind], places))
    pen.sum(_("Jumlah utang dan ekuitas"), claims[1:], is_last=True)
    return Sheet("posisi-keuangan", _("Laporan posisi keuangan"), columns, tuple(pen.rows))


def flow_sheet(flow: CashFlow, columns: tuple[str, str]) -> Sheet:
    """*Laporan arus kas*, direct method."""
    pen = _Pen()
    opening = pen.figure(_("Kas dan bank pada awal"), (flow.opening, flow.opening_before))
    moved: list[int] = []
    for section in flow.sections:
        if section.figures:
            pen.head(section.name)
            moved += pen.figures(section)
    closing = pen.sum(_("Kas dan bank pada akhir"), [opening, *moved], is_last=True)
    pen.rows[closing] = replace(pen.rows[closing], code=MONEY)
    return Sheet("arus-kas", _("Laporan arus kas"), columns, tuple(pen.rows))


def trial_sheet(balances: Balances, columns: tuple[str, str]) -> Sheet:
    """*Neraca saldo*: every account on the side it stands; both sides must be equal."""
    pen = _Pen()
    places = []
    for code, balance in sorted(balances.items()):
        net = balance if chart.grows_by_debit(code) else -balance
        if net:
            between = TO_COME if net > 0 else TO_GIVE
            figure = between if code == chart.clearing.code else code
            places.append(pen.figure(chart.NAMES[code], (max(net, 0), max(-net, 0)), figure))
    if places:
        pen.sum(_("Jumlah"), places, is_last=True)
    return Sheet("neraca-saldo", _("Neraca saldo"), columns, tuple(pen.rows), hides_zero=True)


def detail_sheet(columns: tuple[str, str], rows: Sequence[tuple[str, int, int]]) -> Sheet:
    """What a figure is made of: a name and two amounts a row, and their sums."""
    pen = _Pen()
    pen.sum(_("Jumlah"), [pen.figure(name, (first, second)) for name, first, second in rows], is_last=True)
    return Sheet("rincian", "", columns, tuple(pen.rows))


def ageing_sheet(key: str, title: Text, columns: tuple[str, ...], rows: Sequence[tuple[str, Ages, str]]) -> Sheet:
    """*Umur piutang* or *umur utang*: what is open with each, by age, and all of it in the last column."""
    pen = _Pen()
    places = [pen.figure(name, (*ages.amounts, ages.total), code) for name, ages, code in rows]
    if places:
        pen.sum(_("Jumlah"), places, is_last=True)
    return Sheet(key, title, columns, tuple(pen.rows), hides_zero=True, sums_across=True)
