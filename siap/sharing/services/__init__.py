"""The verbs of sharing: a share and its money, savings paid out, the state's part, objections."""

from siap.sharing.services.funding import fund_share, return_capital, reverse_share
from siap.sharing.services.handing_over import hand_over, send_hand_over
from siap.sharing.services.objections import answer_objection, raise_objection
from siap.sharing.services.payouts import (
    approve_payout,
    ask_withdrawal,
    close_outside,
    pay_out,
    prepare_closing,
    refuse_payout,
)
from siap.sharing.services.shares import approve_share, prepare_share, send_back
from siap.sharing.services.slips import receive_slip
from siap.sharing.services.state import bill_state_revenue, deposit_state_revenue

__all__ = [
    "answer_objection",
    "approve_payout",
    "approve_share",
    "ask_withdrawal",
    "bill_state_revenue",
    "close_outside",
    "deposit_state_revenue",
    "fund_share",
    "hand_over",
    "pay_out",
    "prepare_closing",
    "prepare_share",
    "raise_objection",
    "receive_slip",
    "refuse_payout",
    "return_capital",
    "reverse_share",
    "send_back",
    "send_hand_over",
]
