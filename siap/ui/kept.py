"""Public pages that are the same for every stranger are made once, and handed out until their edition changes.

What is kept is the answer's bytes, in this process, under an *edition* that each request asks for first: so what changed in one
process is made anew in every other. Whoever is signed in or is to be told something gets a page of his own. The token of a form
is each visitor's own too: it is cut out of the kept bytes and put in again (ADR 0032).
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

MOST_KEPT = 500
"""Pages that are kept of one view, some 10 KB each; the one that nobody asked for the longest goes first."""
_OWN_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
_TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+(?=")')

View = Callable[..., HttpResponse]


def kept_for_strangers(
    edition: Callable[[], object], *varies: Callable[[HttpRequest], object]
) -> Callable[[View], View]:
    """Keep a page by its address, its language, and what `varies` say of the request, while `edition` says the same.
    A search is not kept."""

    def keeper(view: View) -> View:
        pages: OrderedDict[object, list[bytes]] = OrderedDict()
        known: list[object] = [None]

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "q" in request.GET or any(name in request.COOKIES for name in _OWN_COOKIES):
                return view(request, *args, **kwargs)
            now = edition()
            if now != known[0]:
                pages.clear()
                known[0] = now
            key = (now, request.build_absolute_uri(), get_language(), *(one(request) for one in varies))
            parts = pages.get(key)
            if parts is None:
                made = view(request, *args, **kwargs)
                if made.status_code != 200:
                    return made
                parts = pages[key] = _TOKEN.split(made.content)
                if len(pages) > MOST_KEPT:
                    pages.popitem(last=False)
            return HttpResponse(get_token(request).encode().join(parts))

        return answer

    return keeper
