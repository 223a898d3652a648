"""What a business's book says: its money line by line, and its statements."""

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
from siap.cashbook.queries.statements import amount_of, financial_position, income_statement, lines_behind, months_of

__all__ = [
    "Event",
    "Standing",
    "Told",
    "amount_of",
    "booked_on",
    "entries",
    "events",
    "financial_position",
    "income_statement",
    "lines_behind",
    "money",
    "months_of",
    "next_to_close",
    "standing_of",
    "told",
]
