"""How a figure of the dictionary is written on a page."""

from collections.abc import Mapping

from django import template
from django.template import Context
from django.urls import reverse

from siap.insight.queries import papers
from siap.programme.rules import PARTS

register = template.Library()


register.filter("written", papers.written)
register.filter("period", papers.period_name)


@register.simple_tag(takes_context=True)
def behind(context: Context, key: str) -> str:
    """The page with the rows behind a figure, of the unit and the period that the page shows."""
    unit, period = context.get("unit"), context["period"]
    page = reverse("insight:behind-unit", args=[unit.uid, key]) if unit else reverse("insight:behind", args=[key])
    return f"{page}?bulan={period.code}"


@register.filter
def at(values: Mapping[str, int], key: str) -> int | None:
    """What a mapping holds under a key; nothing where it is missing."""
    return values.get(key)


@register.filter
def part_name(kind: str) -> str:
    """Whose part of a share it is."""
    return str(PARTS.get(kind, kind))
