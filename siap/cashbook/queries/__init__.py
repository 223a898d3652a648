"""What a book says: its money line by line, who owes whom, its tools, and its statements."""

from siap.cashbook.queries.ageing import Ageing, ageing
from siap.cashbook.queries.notes import notes
from siap.cashbook.queries.owing import Movement, Owed, owing
from siap.cashbook.queries.owners import Owner, owner_of_business, owner_of_region, owner_of_unit
from siap.cashbook.queries.reporting import Statements, spoken, statements
from siap.cashbook.queries.running import (
    Event,
    Standing,
    Told,
    booked_on,
    entries,
    events,
    money,
    next_to_close,
    standing_of,
    told,
)
from siap.cashbook.queries.statements import (
    TAX,
    TAX_FREE,
    Figures,
    GeneralLedger,
    amount_of,
    cash_flow,
    figures,
    financial_position,
    general_ledger,
    income_statement,
    lines_behind,
    months_of,
    tax_of,
)
from siap.cashbook.queries.tools import Tool, counts, month_to_write_off, tools

__all__ = [
    "Ageing",
    "Event",
    "Figures",
    "GeneralLedger",
    "Movement",
    "Owed",
    "Owner",
    "Standing",
    "Statements",
    "TAX",
    "TAX_FREE",
    "Told",
    "Tool",
    "ageing",
    "amount_of",
    "booked_on",
    "cash_flow",
    "counts",
    "entries",
    "events",
    "figures",
    "financial_position",
    "general_ledger",
    "income_statement",
    "lines_behind",
    "money",
    "month_to_write_off",
    "months_of",
    "next_to_close",
    "notes",
    "owing",
    "owner_of_business",
    "owner_of_region",
    "owner_of_unit",
    "spoken",
    "standing_of",
    "statements",
    "tax_of",
    "told",
    "tools",
]
