"""What surrounds every request: its line in the log, its language, and the end of a session nobody uses."""

from collections.abc import Callable
from time import perf_counter

import structlog
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from structlog.contextvars import bound_contextvars

from siap.core import clock
from siap.core.ids import new_uid

type_of_answer = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("siap.request")


class RequestLog:
    """One line a request: method, name of the route (an address can hold what was searched for), status, time, user."""

    def __init__(self, get_response: type_of_answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then write the line; what is logged meanwhile carries the same request id."""
        started = perf_counter()
        request_id = new_uid().hex
        with bound_contextvars(request=request_id):
            response = self.get_response(request)
            if not request.path.startswith(settings.STATIC_URL):
                log.info(
                    "request",
                    method=request.method,
                    route=request.resolver_match.view_name if request.resolver_match else None,
                    status=response.status_code,
                    ms=round((perf_counter() - started) * 1000, 1),
                    user=_user_id(request),
                )
        response["X-Request-ID"] = request_id
        return response


def _user_id(request: HttpRequest) -> int | None:
    """Who asked, if some page already looked: a log line is not worth a query."""
    known = getattr(request, "_cached_user", None)
    return known.pk if known else None


class ReadableAddress:
    """Refuses an address with the character that no database holds and no person types (`?q=%00`)."""

    def __init__(self, get_response: type_of_answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or 400. Forms refuse it by themselves."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)


class LocaleFromChoice:
    """The language the person chose (cookie `bahasa`), else Indonesian; never what the browser claims."""

    def __init__(self, get_response: type_of_answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SessionTimeout:
    """Signs out who has been away for `SESSION_IDLE_SECONDS`: a unit's computer is shared.

    The last visit is written at most every five minutes, so a session may end that much early, never late.
    """

    seen = "seen_at"

    def __init__(self, get_response: type_of_answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out before the view sees the user, or note that he was here."""
        session = request.session
        if SESSION_KEY in session:
            now = int(clock.now().timestamp())
            away = now - session.get(self.seen, now)
            if away >= settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif self.seen not in session or away >= settings.SESSION_TOUCH_SECONDS:
                session[self.seen] = now
        return self.get_response(request)
