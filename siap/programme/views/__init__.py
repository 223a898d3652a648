"""The pages of this room: what was agreed, and who is taken in."""

from siap.programme.views.agreements import agreement, home, minimum_wages, new_terms
from siap.programme.views.asking import answer_appeal, appeal, changes, keep_as_is, note_change
from siap.programme.views.decrees import decree, decree_paper
from siap.programme.views.keeping import complete, data_annex, file_paper, follow_scope, paper, take_part
from siap.programme.views.seating import close_vacancy, new_vacancy, vacancies, vacancy, weights
from siap.programme.views.selecting import accept_client, assess, decide, end, participation, propose, selection

__all__ = [
    "accept_client",
    "agreement",
    "answer_appeal",
    "appeal",
    "assess",
    "complete",
    "data_annex",
    "changes",
    "close_vacancy",
    "decide",
    "decree",
    "decree_paper",
    "end",
    "file_paper",
    "follow_scope",
    "home",
    "keep_as_is",
    "minimum_wages",
    "new_terms",
    "paper",
    "participation",
    "propose",
    "selection",
    "take_part",
    "new_vacancy",
    "note_change",
    "participation",
    "propose",
    "selection",
    "vacancies",
    "vacancy",
    "weights",
]
