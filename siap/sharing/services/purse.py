"""The money that a book's treasurer really has."""

from django.utils.translation import gettext_lazy as _

from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.text import Text
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book

TREASURER = _("bendahara penerimaan")
SELLER = _("penjual tercatat")
CUSTODY = _("titipan")
GROUP = _("kas kelompok")


class MoneyShort(Refused):
    """The money is not there yet."""

    message = _("Uang pada %(where)s belum cukup: ada %(at_hand)s, perlu %(wanted)s.")
    field = "amount"


def lock(key: str) -> None:
    """Let nobody else spend the money of a book until the verb ends. In a book that is not open yet there is none."""
    Book.objects.select_for_update().filter(key=key).first()


def need(amount: int, key: str, where: Text, account: chart.Account = chart.bank) -> None:
    """Raises MoneyShort when a book's bank, or another of its accounts, holds less than `amount` (rupiah)."""
    at_hand = book.balance(account, book=key)
    if at_hand < amount:
        raise MoneyShort(where=where, at_hand=rupiah(at_hand), wanted=rupiah(amount))
