"""What the market does: offer, sell, make sure the money is there, hand it on."""

from siap.market.services.handing import confirm_cash, hand_over_proceeds
from siap.market.services.offering import open_channel, set_price
from siap.market.services.paying import refuse_payment, verify_payment
from siap.market.services.selling import ring_up, void_sale

__all__ = [
    "confirm_cash",
    "hand_over_proceeds",
    "open_channel",
    "refuse_payment",
    "ring_up",
    "set_price",
    "verify_payment",
    "void_sale",
]
