"""The pages of this room: what was agreed, and who is taken in."""

from siap.programme.views.agreements import agreement, home, minimum_wages, new_terms
from siap.programme.views.decrees import decree, decree_paper
from siap.programme.views.keeping import complete, data_annex, file_paper, follow_scope, paper, take_part
from siap.programme.views.selecting import accept_client, assess, decide, end, participation, propose, selection

__all__ = [
    "accept_client",
    "agreement",
    "assess",
    "complete",
    "data_annex",
    "decide",
    "decree",
    "decree_paper",
    "end",
    "file_paper",
    "follow_scope",
    "home",
    "minimum_wages",
    "new_terms",
    "paper",
    "participation",
    "propose",
    "selection",
    "take_part",
]
