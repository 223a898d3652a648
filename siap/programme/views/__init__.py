"""The pages of this room: what was agreed, and who is taken in."""

from siap.programme.views.agreements import agreement, home, new_terms
from siap.programme.views.selecting import accept_client, assess, decide, end, participation, propose, selection

__all__ = [
    "accept_client",
    "agreement",
    "assess",
    "decide",
    "end",
    "home",
    "new_terms",
    "participation",
    "propose",
    "selection",
]
