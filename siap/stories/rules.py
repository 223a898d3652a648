"""What a story may look like: a small part of Markdown. Pure."""

from collections.abc import Iterable
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt

from siap.core.text import Text, _

CARD = 160  # characters of the opening on a card
REACTIONS: dict[str, Text] = {"like": _("Suka"), "love": _("Cinta"), "cheer": _("Semangat")}
"""What a reader may say with one tap."""
MOST_A_MINUTE = 60
"""So many reactions a minute a story may get; more is a machine, not readers."""
_ALLOWED = {"p", "h2", "h3", "strong", "em", "ul", "ol", "li", "a", "blockquote", "br", "hr"}
_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "backticks", "reference"])
_markdown.validateLink = lambda url: url.startswith(("https://", "http://"))  # type: ignore[method-assign]


def html(body: str) -> str:
    """A story's text as safe HTML: headings, bold, italic, lists, quotations and links to the web; no raw HTML, no picture.

    What Markdown made is cleaned once more by another program: neither alone has to be right.
    """
    tokens = _markdown.parse(body.replace("\r\n", "\n").replace("\r", "\n"))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h2" if token.tag in {"h1", "h2"} else "h3"  # the page has one first heading: the title
    made: str = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(
        made,
        tags=_ALLOWED,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener",
    )


class _Words(HTMLParser):
    """Collects what is read of a text; a block ends a word."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"strong", "em", "a"}:
            self.said.append("\n")


def plain(body: str) -> str:
    """What a reader reads, without marks: so that a name hidden behind stars is found."""
    words = _Words()
    words.feed(html(body))
    words.close()
    return "".join(words.said).strip()


def opening(body: str) -> str:
    """The first words of the first paragraph, whole words only."""
    first = next((" ".join(line.split()) for line in plain(body).split("\n") if line.strip()), "")
    if len(first) <= CARD:
        return first
    return f"{first[:CARD].rsplit(' ', 1)[0]}…"


def full_names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which full names of two words or more stand in a text. One-word names are ordinary words too often to tell."""
    told = f" {' '.join(text.split())} ".casefold()
    return [name for name in names if len(name.split()) > 1 and name.casefold() in told]
