"""Who a rupiah belongs to, and how it reaches them.

A share divides what a business made in some months by the terms valid then: first the base into parts, then the members'
part among members by weight, each time to the last rupiah. One person prepares it, another approves it; then it is in the
books. What a person is owed is counted from the custody book, never stored beside it.
"""

from siap.sharing.models.payouts import HandOver, Payout
from siap.sharing.models.shares import Objection, Part, Share, Slip
from siap.sharing.models.state import StateBilling, StateDeposit

__all__ = ["HandOver", "Objection", "Part", "Payout", "Share", "Slip", "StateBilling", "StateDeposit"]
