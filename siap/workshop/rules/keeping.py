"""How long it keeps, and how its lot is numbered. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
MATERIAL_CODE = "M"
"""Begins the number of every material lot. Product codes are longer, so the two never meet."""
SHORTEST_CODE, LONGEST_CODE = 2, 6


def best_before(made_on: date, shelf_life_days: int | None, materials: Iterable[date | None] = ()) -> date | None:
    """The product's own shelf life, but never longer than its weakest ingredient (None: no limit)."""
    own = [made_on + timedelta(days=shelf_life_days)] if shelf_life_days else []
    return min((*own, *(day for day in materials if day is not None)), default=None)


def is_product_code(code: str) -> bool:
    """Two to six capital letters or digits, so that it can stand in a lot number."""
    return SHORTEST_CODE <= len(code) <= LONGEST_CODE and set(code) <= set(_ALPHABET[:36])


def lot_number(code: str, made_on: date, count: int) -> str:
    """`BGT-261102-1-M`: product, day, how many-eth lot of that day, check character."""
    body = f"{code}-{made_on:%y%m%d}-{count}"
    return f"{body}-{check_character(body)}"


def check_character(text: str) -> str:
    """ISO 7064 MOD 37-2 over its letters and digits: finds every single wrong character and every swapped pair."""
    rest = 0
    for letter in text.upper():
        if letter in _ALPHABET[:36]:
            rest = (rest + _ALPHABET.index(letter)) * 2 % 37
    return _ALPHABET[(1 - rest) % 37]


def is_lot_number(text: str) -> bool:
    """Whether a typed or scanned lot number can be right."""
    body, dash, check = text.strip().upper().rpartition("-")
    return bool(dash and body) and check == check_character(body)
