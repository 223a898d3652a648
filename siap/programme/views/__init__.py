"""The pages of this room: what was agreed, and who is taken in."""

from siap.programme.views.agreements import agreement, home, minimum_wages, new_terms
from siap.programme.views.decrees import decree, decree_paper
from siap.programme.views.selecting import accept_client, assess, decide, end, participation, propose, selection

__all__ = [
    "accept_client",
    "agreement",
    "assess",
    "decide",
    "decree",
    "decree_paper",
    "end",
    "home",
    "minimum_wages",
    "new_terms",
    "participation",
    "propose",
    "selection",
]
