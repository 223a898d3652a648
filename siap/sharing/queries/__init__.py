"""What may be shared, what was, and what is still owed to whom."""

from siap.sharing.queries.checking import Checked, check
from siap.sharing.queries.dividing import is_inside
from siap.sharing.queries.explaining import Explained, explain, on_paper, taken_back_before
from siap.sharing.queries.leaving import Leaving, still_to_do
from siap.sharing.queries.lines import Did, MemberLine, PartLine, did, in_days, why
from siap.sharing.queries.objecting import Answerer, answerer_of, may_object_until, next_level
from siap.sharing.queries.paid import paid_in_words
from siap.sharing.queries.reconciling import Difference, reconcile
from siap.sharing.queries.saving import (
    Savings,
    SavingsLine,
    books_seen,
    keepers,
    outstanding,
    savings,
    savings_lines,
)
from siap.sharing.queries.sheet import Sheet, months_in_words, working
from siap.sharing.queries.sold import SoldLine, counted_lines, taken_back
from siap.sharing.queries.state import StatePart, Waiting, billed, state_parts, unbilled, waits_for_state
from siap.sharing.queries.tracing import (
    PartOfSale,
    parts_of_sale,
    payout_stations,
    people_shared_to,
    shared_to,
    shared_to_whom,
    stations,
    way,
)
from siap.sharing.queries.waiting import (
    OpenMonth,
    StateLine,
    open_months,
    state_deposited,
    state_due,
    state_lines,
    waiting_payouts,
    waiting_shares,
)

__all__ = [
    "Answerer",
    "Checked",
    "Did",
    "Difference",
    "Explained",
    "Leaving",
    "MemberLine",
    "OpenMonth",
    "PartLine",
    "PartOfSale",
    "Savings",
    "SavingsLine",
    "Sheet",
    "SoldLine",
    "StateLine",
    "StatePart",
    "Waiting",
    "answerer_of",
    "billed",
    "check",
    "books_seen",
    "counted_lines",
    "did",
    "explain",
    "in_days",
    "is_inside",
    "keepers",
    "may_object_until",
    "months_in_words",
    "next_level",
    "on_paper",
    "open_months",
    "outstanding",
    "paid_in_words",
    "payout_stations",
    "parts_of_sale",
    "people_shared_to",
    "reconcile",
    "savings",
    "savings_lines",
    "shared_to",
    "shared_to_whom",
    "state_deposited",
    "state_due",
    "state_lines",
    "state_parts",
    "stations",
    "still_to_do",
    "taken_back",
    "taken_back_before",
    "unbilled",
    "waiting_payouts",
    "waiting_shares",
    "waits_for_state",
    "way",
    "why",
    "working",
]
