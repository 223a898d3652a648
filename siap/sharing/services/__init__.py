"""The verbs of sharing: a share and its money, savings paid out, the state's part, objections."""

from siap.sharing.services.funding import fund_share, return_capital, reverse_share
from siap.sharing.services.objections import answer_objection, raise_objection
from siap.sharing.services.payouts import approve_payout, ask_withdrawal, pay_out, prepare_closing, refuse_payout
from siap.sharing.services.shares import approve_share, prepare_share, send_back
from siap.sharing.services.state import deposit_state_revenue

__all__ = [
    "answer_objection",
    "approve_payout",
    "approve_share",
    "ask_withdrawal",
    "deposit_state_revenue",
    "fund_share",
    "pay_out",
    "prepare_closing",
    "prepare_share",
    "raise_objection",
    "refuse_payout",
    "return_capital",
    "reverse_share",
    "send_back",
]
