"""What is owed to a person, counted from the custody books, never stored beside them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import MonthTotal
from siap.people.models import Person, Unit, User
from siap.people.queries import current_placement
from siap.sharing.models import HandOver, Payout, Slip
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


def _by_book(person: Person) -> dict[str, Savings]:
    """What every custody book owes a person, by its key."""
    codes = {chart.held(0).code: "held", chart.usable(0).code: "usable"}
    rows = MonthTotal.objects.filter(account__subject=person.pk, code__in=codes).order_by()
    found: dict[str, dict[str, int]] = {}
    for key, code, owed in rows.values_list("book__key", "code").annotate(owed=Sum(F("credit") - F("debit"))):
        found.setdefault(key, {})[codes[code]] = owed
    return {key: Savings(**amounts) for key, amounts in found.items()}


def books_seen(person: Person, viewer: User) -> frozenset[str] | None:
    """Whose custody of a person's money somebody may look into: None is all of it.

    Where he is now one sees everything; a unit that he left sees what it owes and paid itself, and nothing newer.
    """
    here = current_placement(person)
    if viewer.sees_all_units or (here is not None and here.unit_id in viewer.unit_ids):
        return None
    return frozenset(unit.custody_book for unit in Unit.objects.filter(pk__in=viewer.unit_ids))


def savings(person: Person, *, unit: Unit | None = None, books: frozenset[str] | None = None) -> Savings:
    """What is owed to a person now, by one unit's custody, some books or all of them."""
    owed = _by_book(person)
    if unit is not None:
        return owed.get(unit.custody_book, Savings())
    if books is not None:
        owed = {key: one for key, one in owed.items() if key in books}
    return Savings(sum(one.held for one in owed.values()), sum(one.usable for one in owed.values()))


def keepers(person: Person) -> list[tuple[Unit, Savings]]:
    """The units whose custody owes a person something, the largest first."""
    owed = {key.removeprefix("custody:"): one for key, one in _by_book(person).items() if one.total > 0}
    rows = [(unit, owed[unit.code]) for unit in Unit.objects.filter(code__in=owed)]
    return sorted(rows, key=lambda row: (-row[1].total, row[0].code))


def outstanding(*units: Unit) -> int:
    """What the custody of these units owes to all people together (rupiah)."""
    codes = (chart.held(0).code, chart.usable(0).code)
    rows = MonthTotal.objects.filter(book__key__in=[unit.custody_book for unit in units], code__in=codes)
    return int(rows.aggregate(owed=Sum(F("credit") - F("debit")))["owed"] or 0)


def savings_lines(
    person: Person, *, until: date | None = None, books: frozenset[str] | None = None
) -> list[SavingsLine]:
    """Every line of a person's savings, oldest first; up to a day, or of some books, when they are named."""
    by_event: dict[str, list[int]] = {}
    days: dict[str, date] = {}
    rows = book.subject_lines(chart.usable(person.pk), chart.held(person.pk))
    for line in rows if books is None else rows.filter(book__key__in=books):
        reference = line.entry.reference
        days.setdefault(reference, line.entry.happened_on)
        amounts = by_event.setdefault(reference, [0, 0])
        amounts[line.account.code == chart.held(0).code] -= line.side * line.amount
    slips = {slip.share.reference: slip for slip in _slips(person)}
    payouts = {payout.reference: payout for payout in Payout.objects.filter(person=person)}
    lines, balance = [], 0
    hand_overs = _hand_overs(person) if any(one.startswith("hand-over:") for one in by_event) else {}
    for reference, (usable, held) in by_event.items():
        if until is not None and days[reference] > until:
            continue
        balance += usable + held
        event = reference.removesuffix(":reversed")
        slip, payout = slips.get(event), payouts.get(event)
        lines.append(
            SavingsLine(
                days[reference], _words(reference, slip, payout, hand_overs.get(event)), usable, held, balance,
                slip.uid if slip else None, payout.uid if payout else None,
            )
        )  # fmt: skip
    return lines


def _hand_overs(person: Person) -> dict[str, HandOver]:
    return {one.reference: one for one in HandOver.objects.filter(person=person).select_related("target")}


def _slips(person: Person) -> QuerySet[Slip]:
    return Slip.objects.filter(person=person).select_related("share__business")


def _words(reference: str, slip: Slip | None, payout: Payout | None, handed: HandOver | None) -> str:
    if handed is not None:
        return _("Pindah ke %(unit)s: %(amount)s ikut pindah") % {
            "unit": handed.target.short_name,
            "amount": rupiah(handed.amount),
        }
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
