"""What the door does: `outbox` keeps what devices send and carries it out, by the table in `deeds`."""

from siap.web.services.outbox import Sent, book_as_new, carry_out, receive, settle_item, try_again

__all__ = ["Sent", "book_as_new", "carry_out", "receive", "settle_item", "try_again"]
