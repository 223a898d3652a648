"""What is offered, what was sold, and where the money is now."""

from siap.market.queries.money import (
    Holding,
    Written,
    at_seller,
    at_sellers,
    cash_in_hand,
    held_for,
    holdings,
    owed_to,
    seller_names,
    sellers_for,
    sellers_of,
    written,
)
from siap.market.queries.offers import Shelf, price_of, prices, shelves
from siap.market.queries.sales import Summed, buyers_of, sold, summed, unverified, verified_lines, waiting

__all__ = [
    "Holding",
    "Shelf",
    "Summed",
    "Written",
    "at_seller",
    "at_sellers",
    "buyers_of",
    "cash_in_hand",
    "held_for",
    "holdings",
    "owed_to",
    "price_of",
    "prices",
    "seller_names",
    "sellers_for",
    "sellers_of",
    "shelves",
    "sold",
    "summed",
    "unverified",
    "verified_lines",
    "waiting",
    "written",
]
