"""How a lesson's Markdown, its pictures and the pictures people sign in with are shown."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from siap.core.text import Text
from siap.learning.rules import warung
from siap.learning.rules.banks import LETTERS

register = template.Library()


@cache
def _reader() -> MarkdownIt:
    """Plain Markdown with tables, each in a box that scrolls on a phone; HTML in a text stays text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule(
        "table_open", lambda *_: '<div class="table" role="region" tabindex="0" aria-label="Tabel"><table>'
    )
    reader.add_render_rule("table_close", lambda *_: "</table></div>")
    return reader


@register.filter
@lru_cache(maxsize=64)
def lesson_text(text: str) -> SafeString:
    """Markdown as HTML. A picture is one of the house's, by its file name."""
    reader = _reader()
    tokens = reader.parse(text)
    for token in tokens:
        for part in token.children or ():
            if part.type == "image":
                part.attrSet("src", _picture(str(part.attrGet("src"))))
    html = str(reader.renderer.render(tokens, reader.options, {}))
    return SafeString(html)  # nosec B703 (the renderer escapes what the text says)


def _picture(name: str) -> str:
    return static(f"learning/pictures/{name.rsplit('/', 1)[-1]}")


@register.simple_tag
def picture(name: str, alt: str = "") -> SafeString | str:
    """A picture of the course; nothing where a question has none."""
    return format_html('<img class="lesson-picture" src="{}" alt="{}">', _picture(name), alt) if name else ""


@register.simple_tag
def sign(name: str) -> SafeString:
    """The picture somebody signs in with."""
    return format_html(
        '<img class="sign" src="{}" alt="{}" width="96" height="96">', static(f"learning/signs/{name}.svg"), name
    )


@register.filter
def letter(place: Any) -> str:
    """The letter of a choice, from its index."""
    return LETTERS[place] if isinstance(place, int) else "–"


@register.filter
def weather(kind: str) -> Text:
    """The weather of the game in words."""
    return warung.WEATHER[kind]


@register.filter
def holiday(kind: str) -> Text:
    """A holiday of the game in words."""
    return warung.HOLIDAYS[kind]
