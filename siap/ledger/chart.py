"""The chart of accounts (SAK EMKM). Pure. Codes: 1 asset, 2 liability, 3 equity, 4 revenue, 5 cost of sales,
6 expense, 7 other income, 8 other expense; 9 is clearing, which nets to zero over all books."""

from typing import NamedTuple

from siap.core.text import Text, _


class Account(NamedTuple):
    """An account by its code; `subject` tells apart what one code holds for many (a person, a user)."""

    code: str
    subject: int = 0


cash = Account("1110")
bank = Account("1120")
qris_unverified = Account("1130")
receivable = Account("1210")
material_stock = Account("1310")
stock = Account("1320")
equipment = Account("1510")
accumulated_depreciation = Account("1590")
payable = Account("2110")
unclaimed = Account("2120")
state_revenue_due = Account("2310")
capital = Account("3110")
retained = Account("3210")
drawings = Account("3310")
distribution = Account("3410")
revenue = Account("4110")
other_income = Account("7110")
cost_of_sales = Account("5110")
expense = Account("6110")
wages = Account("6120")
loss_of_goods = Account("6130")
stock_difference = Account("6140")
cash_difference = Account("6150")
depreciation = Account("6160")
other_expense = Account("8110")
clearing = Account("9110")


def cash_in_hand(user: int) -> Account:
    """Money in an officer's hands, until the treasurer or the bank confirms it."""
    return Account("1111", user)


def held(person: int) -> Account:
    """What is owed to a person and kept until release."""
    return Account("2210", person)


def usable(person: int) -> Account:
    """What is owed to a person and may be used inside now."""
    return Account("2220", person)


def owed_to(business: int) -> Account:
    """Clearing in a seller's book: what this seller of record took for one business and has not handed on yet."""
    return Account(clearing.code, business)


def kept_capital(business: int) -> Account:
    """The part of a share kept as production capital for a business."""
    return Account("2410", business)


CASH = (cash.code, "1111", bank.code)
"""The accounts that are money: in the box, in an officer's hands, at the bank. QRIS not yet matched is not money.
The sealing trigger reads this list (see guards.py): to change it, the month totals must be counted anew (ADR 0012)."""

NAMES: dict[str, Text] = {
    "1110": _("Kas"),
    "1111": _("Kas di tangan petugas"),
    "1120": _("Bank"),
    "1130": _("Pembayaran belum dicocokkan"),
    "1210": _("Piutang usaha"),
    "1310": _("Persediaan bahan"),
    "1320": _("Persediaan barang jadi"),
    "1510": _("Aset tetap"),
    "1590": _("Akumulasi penyusutan"),
    "2110": _("Utang usaha"),
    "2120": _("Uang masuk yang belum dikenali"),
    "2210": _("Titipan ditahan sampai bebas"),
    "2220": _("Titipan dapat dipakai"),
    "2310": _("PNBP terutang"),
    "2410": _("Modal usaha kelompok disisihkan"),
    "3110": _("Modal"),
    "3210": _("Saldo laba"),
    "3310": _("Pengambilan pribadi"),
    "3410": _("Bagi hasil"),
    "4110": _("Pendapatan usaha"),
    "5110": _("Beban pokok penjualan"),
    "6110": _("Beban usaha"),
    "6120": _("Beban upah"),
    "6130": _("Barang rusak dan hilang"),
    "6140": _("Selisih persediaan"),
    "6150": _("Selisih kas"),
    "6160": _("Beban penyusutan"),
    "7110": _("Pendapatan lain"),
    "8110": _("Beban lain"),
    "9110": _("Kliring antarbuku"),
}

OPENED_BY_HAND = frozenset({"1110", "1120", "1210", "1510", "1590", "2110", "3110", "3210"})
"""What an opening balance may fill. Goods, savings, money in somebody's hands and the like are opened piece by piece in the
room that counts the pieces; income and expenses begin with the year."""

DEBIT_KINDS = frozenset("1568")
"""First digits of the accounts that grow by debits."""


def grows_by_debit(code: str) -> bool:
    """Whether a debit makes the account larger. Clearing counts as an asset: a debit is money still to come."""
    return code[0] in DEBIT_KINDS or code[0] == "9" or code in {"3310", "3410"}
