"""Pages of the shop that are the same for every stranger are made once, and handed out until anything changes.

What is kept is the answer's bytes, in this process, under the version of the catalogue (`queries.edition`): a jar sold, a price
set, a permit lapsed makes all of them anew, in every process, because each request asks the database for the version first.
Whoever is signed in or is to be told something gets a page of his own. The token of a form is each visitor's own too: it is
cut out of the kept bytes and put in again (ADR 0032).
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from siap.market import queries

MOST_KEPT = 1_000
"""Pages a process keeps, some 10 KB each; the one that nobody asked for the longest goes first."""
_OWN_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
_TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+(?=")')

View = Callable[..., HttpResponse]


class _Shelf:
    """The pages of one edition: their bytes, cut where a token stood."""

    def __init__(self) -> None:
        self.edition: object = None
        self.pages: OrderedDict[object, list[bytes]] = OrderedDict()

    def of(self, edition: object) -> "OrderedDict[object, list[bytes]]":
        if edition != self.edition:
            self.edition, self.pages = edition, OrderedDict()
        return self.pages


_shelf = _Shelf()


def kept_for_strangers(*varies: Callable[[HttpRequest], object]) -> Callable[[View], View]:
    """Keep a page by its address and language, and by what `varies` say of the request. A search is not kept."""

    def keeper(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "q" in request.GET or any(name in request.COOKIES for name in _OWN_COOKIES):
                return view(request, *args, **kwargs)
            pages = _shelf.of(queries.edition())
            key = (request.build_absolute_uri(), get_language(), *(one(request) for one in varies))
            parts = pages.get(key)
            if parts is None:
                made = view(request, *args, **kwargs)
                if made.status_code != 200:
                    return made
                parts = pages[key] = _TOKEN.split(made.content)
                if len(pages) > MOST_KEPT:
                    pages.popitem(last=False)
            else:
                pages.move_to_end(key)
            return HttpResponse(get_token(request).encode().join(parts))

        return answer

    return keeper
