"""`{{ quantity|measured:measure }}`: a quantity of material as people say it."""

from decimal import Decimal
from fractions import Fraction

from django import template

from siap.ui import words
from siap.workshop import rules

register = template.Library()
register.filter("measured", rules.measured)


@register.filter
def tenths(amount: Fraction) -> str:
    """`12,5`: an amount with one decimal."""
    return words.number(Decimal(amount.numerator) / amount.denominator, 1)


@register.filter
def figure(value: Decimal) -> str:
    """A measured figure: `98`, `0,5`."""
    return words.number(value, 2)
