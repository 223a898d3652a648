"""What an owner begins with (`opening`), writes down (`noting`), counts (`counting`), uses up (`equipping`), and closes."""

from siap.cashbook.services.closing import close_month
from siap.cashbook.services.counting import count_cash
from siap.cashbook.services.equipping import depreciate, dispose
from siap.cashbook.services.noting import meet_supplier, note_cash, reverse_note
from siap.cashbook.services.opening import enter_opening, take_back_opening

__all__ = [
    "close_month",
    "count_cash",
    "depreciate",
    "dispose",
    "enter_opening",
    "meet_supplier",
    "note_cash",
    "reverse_note",
    "take_back_opening",
]
