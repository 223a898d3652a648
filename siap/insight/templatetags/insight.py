"""How a figure of the dictionary is written on a page."""

from django import template

from siap.core.money import rupiah
from siap.programme.rules import PARTS
from siap.ui import words

register = template.Library()


@register.filter
def written(value: int, unit: str) -> str:
    """A figure by what it is counted in: exact rupiah, a percentage, or a plain number."""
    if unit == "rupiah":
        return rupiah(value)
    return words.percent(value) if unit == "percent" else words.number(value)


@register.filter
def part_name(kind: str) -> str:
    """Whose part of a share it is."""
    return str(PARTS.get(kind, kind))
