"""Claims and debts of an owner by age (*umur piutang, umur utang*) on a day: of a business by counterparty, of a unit or the
region by book. What a sheet comes to is what the statement of that day shows."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from siap.cashbook import rules
from siap.cashbook.queries.owing import owing_by_book
from siap.cashbook.queries.owners import Owner
from siap.ledger import chart
from siap.people.models import Unit


@dataclass(frozen=True)
class Ageing:
    """Whose and when, with a sheet for claims and one for debts. A row's code is the uid of what it opens to."""

    owner: Owner
    on: date
    claims: rules.Sheet
    debts: rules.Sheet

    @property
    def sheets(self) -> tuple[rules.Sheet, ...]:
        """In the order they are printed."""
        return self.claims, self.debts

    @property
    def claimed(self) -> int:
        """What is owed to the owner (rupiah)."""
        return _total(self.claims)

    @property
    def owed(self) -> int:
        """What the owner owes (rupiah)."""
        return _total(self.debts)


def ageing(owner: Owner, on: date) -> Ageing:
    """What is open on a day, by age. A few questions a side, however many books there are."""
    columns = ("0–30", "31–60", "61–90", "> 90", _("Jumlah"))
    claims, debts = (
        rules.ageing_sheet(key, title, columns, _rows(owner, code, on))
        for key, title, code in (
            ("umur-piutang", _("Umur piutang"), chart.receivable.code),
            ("umur-utang", _("Umur utang"), chart.payable.code),
        )
    )
    return Ageing(owner, on, claims, debts)


def _rows(owner: Owner, code: str, on: date) -> list[tuple[str, rules.Ages, str]]:
    by_book = owing_by_book(owner.books, owner.businesses, code, on)
    if owner.business:
        owed = [one for one in by_book.get(owner.business.book, []) if one.ages.total]
        return [(one.name, one.ages, str(one.counterparty.uid) if one.counterparty else "") for one in owed]
    names = _names(owner)
    rows = [
        (*names.get(key, (key, "")), sum((one.ages for one in owed), rules.Ages())) for key, owed in by_book.items()
    ]
    rows.sort(key=lambda row: (row[2].since or on, row[0]))
    return [(name, ages, uid) for name, uid, ages in rows if any(ages.amounts)]


def _names(owner: Owner) -> dict[str, tuple[str, str]]:
    """What the books of an owner are called, and the uid of the business: by it, or by the unit whose treasurer keeps them."""
    names = {unit.seller_book: (_("Bendahara %(unit)s") % {"unit": unit.short_name}, "") for unit in Unit.objects.all()}
    return names | {one.book: (one.name, str(one.uid)) for one in owner.businesses}


def _total(sheet: rules.Sheet) -> int:
    return sheet.rows[-1].amounts[-1] if sheet.rows else 0
