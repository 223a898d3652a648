"""The number under the bars: EAN-13 of GS1, or our own in-store number where there is none. Pure."""

from stdnum import ean
from stdnum.exceptions import ValidationError

IN_STORE = "20"
"""GS1 keeps 20–29 for numbers that mean something only in the shop that gave them."""


def is_ean13(number: str) -> bool:
    """Whether thirteen digits end with their check digit."""
    try:
        return len(ean.compact(number)) == 13 and bool(ean.validate(number))
    except ValidationError:
        return False


def in_store(product: int) -> str:
    """The number of a product without a GS1 number: `20`, its own ten digits, the check digit. The same for ever."""
    body = f"{IN_STORE}{product:010}"
    return body + str(ean.calc_check_digit(body))
