"""What surrounds a request: its log line, its language, and the end of an unused session."""

import json
from datetime import timedelta

import pytest
import structlog
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from siap.core import clock
from siap.web.middleware import LocaleFromChoice, RequestLog, SessionTimeout

NOON = clock.at(clock.date(2026, 11, 24), 12)


@pytest.fixture
def lines(caplog):
    """What RequestLog wrote, each line as its fields."""
    return lambda: [record.msg for record in caplog.records if record.name == "siap.request"]


class Route:
    view_name = "market:sale"


def answer(request):
    request.resolver_match = Route
    return HttpResponse("ok", status=201)


def test_a_log_line_names_the_route_and_never_the_address(lines):
    request = RequestFactory().get("/jual/0190-sari/", {"q": "Sari"})
    request._cached_user = type("User", (), {"pk": 7})
    response = RequestLog(answer)(request)
    (line,) = lines()
    assert (line["method"], line["route"], line["status"], line["user"]) == ("GET", "market:sale", 201, 7)
    assert "ari" not in json.dumps(line)
    assert len(response["X-Request-ID"]) == 32


def test_an_anonymous_visitor_and_an_unknown_address_are_logged_without_a_query(lines):
    request = RequestFactory().get("/tidak-ada/")
    request._cached_user = AnonymousUser()
    RequestLog(lambda request: HttpResponse(status=404))(request)
    (line,) = lines()
    assert (line["route"], line["status"], line["user"]) == (None, 404, None)


def test_static_files_are_not_worth_a_line(lines):
    RequestLog(lambda request: HttpResponse())(RequestFactory().get("/static/ui/base.css"))
    assert lines() == []


def test_what_is_logged_meanwhile_carries_the_request_id():
    seen = {}

    def view(request):
        seen.update(structlog.contextvars.get_contextvars())
        return HttpResponse()

    response = RequestLog(view)(RequestFactory().get("/"))
    assert seen["request"] == response["X-Request-ID"]
    assert "request" not in structlog.contextvars.get_contextvars()


@pytest.mark.parametrize(
    ("cookie", "language"),
    [("en", "en"), ("id", "id"), ("xx", "id"), ("", "id")],
)
def test_the_language_is_the_one_that_was_chosen_whatever_the_browser_claims(cookie, language):
    request = RequestFactory(headers={"accept-language": "en-US"}).get("/")
    request.COOKIES["bahasa"] = cookie
    response = LocaleFromChoice(lambda request: HttpResponse(translation.get_language()))(request)
    assert (response.content.decode(), response["Content-Language"]) == (language, language)


@pytest.fixture
def visit(db, settings):
    """Visits at minutes after noon, in one session of a signed-in user; whether he is still signed in."""
    settings.SESSION_IDLE_SECONDS, settings.SESSION_TOUCH_SECONDS = 1800, 300
    session = SessionStore()
    session[SESSION_KEY] = "1"

    def at(minutes: float) -> bool:
        request = RequestFactory().get("/")
        request.session, request.user = session, AnonymousUser()
        session.modified = False
        with clock.fixed(NOON + timedelta(minutes=minutes)):
            SessionTimeout(lambda request: HttpResponse())(request)
        return SESSION_KEY in session

    at.session = session
    return at


def test_thirty_minutes_without_a_visit_sign_out(visit):
    assert visit(0)
    assert visit(29)
    assert visit(58)
    assert not visit(88)


def test_a_visit_is_written_at_most_every_five_minutes(visit):
    written = []
    for minute in (0, 1, 4, 5, 6, 9, 10):
        visit(minute)
        written.append(visit.session.modified)
    assert written == [True, False, False, True, False, False, True]


def test_a_visitor_without_account_gets_no_session(db):
    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(), AnonymousUser()
    SessionTimeout(lambda request: HttpResponse())(request)
    assert request.session.is_empty()
