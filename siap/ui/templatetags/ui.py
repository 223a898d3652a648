"""Tags and filters every template has without loading them: money, days, weights, times, icons, charts."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from siap.core import money
from siap.ui import charts, words

register = template.Library()
NOTHING = "–"
"""What stands where there is no value: never an empty cell, never the word None."""


def _filter(name: str, write: Callable[[Any], str]) -> None:
    register.filter(name, lambda value: NOTHING if value is None or value == "" else write(value))


_filter("rupiah", money.rupiah)
_filter("rupiah_short", money.rupiah_short)
_filter("gram", words.gram)
_filter("hours", words.hours)
_filter("percent", words.percent)
_filter("number", words.number)
_filter("terbilang", words.terbilang)
_filter("day", words.day)
_filter("long_day", words.long_day)
_filter("month", words.month)
_filter("moment", words.moment)


@register.simple_tag
@cache
def icon(name: str, css: str = "") -> SafeString:
    """A line icon from the one sprite; it stands beside a word, so it is hidden from screen readers. Drawn once."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css,
        static("ui/sprite.svg"),
        name,
    )


@register.simple_tag
@cache
def styles() -> SafeString:
    """The style sheets and the font of every page. Drawn once."""
    return render_to_string("ui/styles.html")


@register.simple_tag
@lru_cache(maxsize=512)
def doors(items: tuple[Any, ...], kind: str) -> SafeString:
    """The entries of the navigation: plain links in a bar (`wide`), a list with icons in a sheet. Drawn once a set."""
    is_wide = kind == "wide"
    return format_html_join(
        "",
        '<a href="{}"{}>{}</a>' if is_wide else '<li><a href="{}"{}>{}{}</a></li>',
        (_door(item, with_icon=not is_wide) for item in items),
    )


def _door(item: Any, *, with_icon: bool) -> tuple[str, ...]:
    here = mark_safe(' aria-current="page"') if item.here else ""  # nosec B308 B703 (our own words)
    return (item.href, here, icon(item.icon), item.label) if with_icon else (item.href, here, item.label)


@register.filter
def chart(rows: Any, out_of: float | str = 0) -> charts.Chart:
    """The geometry of a bar chart for `<c-bars>`."""
    return charts.chart(list(rows), float(out_of or 0))
