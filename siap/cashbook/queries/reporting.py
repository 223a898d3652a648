"""All statements of an owner for a period: one definition, which the screen, the PDF and the spreadsheet draw."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from siap.cashbook import rules
from siap.cashbook.queries.notes import notes
from siap.cashbook.queries.owners import Owner
from siap.cashbook.queries.statements import cash_flow, figures, tax_of
from siap.ledger.rules import first_day
from siap.ui import words


@dataclass(frozen=True)
class Statements:
    """Whose and when, the statements as sheets in the order they are printed, and the notes."""

    owner: Owner
    since: int
    until: int
    period: str
    profit: int  # rupiah, before tax
    is_balanced: bool
    sheets: tuple[rules.Sheet, ...]
    notes: tuple[rules.Note, ...]


def statements(owner: Owner, since: int, until: int) -> Statements:
    """The statements of an owner over months (202610), both included, beside as many months before."""
    before = rules.previous_period(since, until)
    read = figures(owner.books, since, until)
    income = rules.income_statement(read.grown, read.grown_before)
    position = rules.financial_position(read.stood, read.stood_before)
    tax = tax_of(owner.business, since, until) if owner.business else None
    beside = (spoken(since, until), spoken(*before))
    sheets = (
        rules.income_sheet(income, beside, tax),
        rules.position_sheet(position, (_end(until), _end(before[1]))),
        rules.flow_sheet(cash_flow(read), beside),
        rules.trial_sheet(read.stood, (_("Debit"), _("Kredit"))),
    )
    return Statements(
        owner,
        since,
        until,
        spoken(since, until),
        income.profit,
        position.is_balanced,
        sheets,
        tuple(notes(owner, position, tax, until)),
    )


def spoken(since: int, until: int) -> str:
    """A period as people say it: `Oktober 2026`, `Oktober 2026 – November 2026`."""
    first, last = words.month(first_day(since)), words.month(first_day(until))
    return first if since == until else f"{first} – {last}"


def _end(month: int) -> str:
    return _("akhir %(month)s") % {"month": words.month(first_day(month))}
