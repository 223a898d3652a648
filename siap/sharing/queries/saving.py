"""What is owed to a person, counted from the custody books, never stored beside them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import MonthTotal
from siap.people.models import Person, Unit
from siap.sharing.models import Payout, Slip
from siap.sharing.queries.sheet import months_in_words


@dataclass(frozen=True)
class Savings:
    """What is owed to a person (rupiah): usable now, and held to release."""

    held: int = 0
    usable: int = 0

    @property
    def total(self) -> int:
        """Everything."""
        return self.held + self.usable


@dataclass(frozen=True)
class SavingsLine:
    """A line of a person's savings (rupiah, negative when it went out), with what stood after it and the page behind it."""

    on: date
    words: str
    usable: int
    held: int
    balance: int
    slip: UUID | None = None
    payout: UUID | None = None

    @property
    def amount(self) -> int:
        """Both together."""
        return self.usable + self.held


def savings(person: Person, *, unit: Unit | None = None, on: date | None = None) -> Savings:
    """What is owed to a person, by one unit's custody or all of them, up to a day."""
    where = unit.custody_book if unit is not None else None
    return Savings(
        held=book.balance(chart.held(person.pk), book=where, on=on),
        usable=book.balance(chart.usable(person.pk), book=where, on=on),
    )


def keepers(person: Person) -> list[tuple[Unit, Savings]]:
    """The units whose custody owes a person something, the largest first."""
    keys = MonthTotal.objects.filter(account__subject=person.pk, code__in=(chart.held(0).code, chart.usable(0).code))
    codes = {key.removeprefix("custody:") for key in keys.values_list("book__key", flat=True)}
    found = [(unit, savings(person, unit=unit)) for unit in Unit.objects.filter(code__in=codes)]
    return sorted(
        ((unit, owed) for unit, owed in found if owed.total > 0), key=lambda row: (-row[1].total, row[0].code)
    )


def outstanding(unit: Unit) -> int:
    """What a unit's custody owes to all people together (rupiah)."""
    return sum(
        sum(book.balances(account(0).code, book=unit.custody_book).values()) for account in (chart.held, chart.usable)
    )


def savings_lines(person: Person) -> list[SavingsLine]:
    """Every line of a person's savings, oldest first."""
    by_event: dict[str, list[int]] = {}
    days: dict[str, date] = {}
    for line in book.subject_lines(chart.usable(person.pk), chart.held(person.pk)):
        reference = line.entry.reference
        days.setdefault(reference, line.entry.happened_on)
        amounts = by_event.setdefault(reference, [0, 0])
        amounts[line.account.code == chart.held(0).code] -= line.side * line.amount
    slips = {slip.share.reference: slip for slip in _slips(person)}
    payouts = {payout.reference: payout for payout in Payout.objects.filter(person=person)}
    lines, balance = [], 0
    for reference, (usable, held) in by_event.items():
        balance += usable + held
        event = reference.removesuffix(":reversed")
        slip, payout = slips.get(event), payouts.get(event)
        lines.append(
            SavingsLine(
                days[reference], _words(reference, slip, payout), usable, held, balance,
                slip.uid if slip else None, payout.uid if payout else None,
            )
        )  # fmt: skip
    return lines


def _slips(person: Person) -> QuerySet[Slip]:
    return Slip.objects.filter(person=person).select_related("share__business")


def _words(reference: str, slip: Slip | None, payout: Payout | None) -> str:
    if payout is not None:
        return str(payout.get_kind_display())
    if slip is None:
        return reference
    gaps = {
        "months": months_in_words(slip.share.first_month, slip.share.last_month),
        "group": slip.share.business.name,
    }
    if reference.endswith(":reversed"):
        return _("Bagi hasil %(months)s, %(group)s: dibatalkan") % gaps
    return _("Bagi hasil %(months)s, %(group)s") % gaps
