"""What the door does: `outbox` keeps what devices send and carries it out, by the table in `deeds`; `keys` lets programs
read."""

from siap.web.services.keys import TooOften, UnknownKey, admit, make_key, withdraw_key
from siap.web.services.outbox import Sent, book_as_new, carry_out, receive, settle_item, try_again

__all__ = [
    "TooOften",
    "UnknownKey",
    "admit",
    "make_key",
    "withdraw_key",
    "Sent",
    "book_as_new",
    "carry_out",
    "receive",
    "settle_item",
    "try_again",
]
