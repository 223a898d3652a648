"""Every lot has a number, with a check character against slips of the finger."""

from datetime import date

from siap.core.services import next_number
from siap.workshop import rules


def next_lot_number(code: str, on: date) -> str:
    """The next number of a product's code (or of material) on a day."""
    return rules.lot_number(code, on, next_number(f"lot:{code}:{on:%y%m%d}"))
