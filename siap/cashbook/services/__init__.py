"""What an owner writes down (`noting`), counts (`counting`), uses up (`equipping`), and closes."""

from siap.cashbook.services.closing import close_month
from siap.cashbook.services.counting import count_cash
from siap.cashbook.services.equipping import depreciate, dispose
from siap.cashbook.services.noting import meet_supplier, note_cash, reverse_note

__all__ = ["close_month", "count_cash", "depreciate", "dispose", "meet_supplier", "note_cash", "reverse_note"]
