"""The activity calendar on screen, and the feed that a calendar program reads by a secret link."""

from datetime import timedelta
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock, ical
from siap.people.access import Request, needs, open_to_all
from siap.rollout import queries, services
from siap.rollout.models import CalendarLink
from siap.ui.pages import not_too_often, show

WEEKS_SHOWN = 6


@require_safe
@needs("stage.see")
def calendar(request: Request) -> HttpResponse:
    """What lies ahead in the next weeks, day by day, and the link for one's own calendar."""
    today = clock.today()
    found = queries.agenda(request.user, today, today + timedelta(weeks=WEEKS_SHOWN))
    days = [(day, list(rows)) for day, rows in groupby(found, key=lambda one: max(one.since, today))]
    secret = request.session.pop("calendar_link", "")
    link = request.build_absolute_uri(reverse("rollout:feed", args=[secret])) if secret else ""
    made = CalendarLink.objects.filter(user=request.user).first()
    return show(request, "rollout/calendar.html", days=days, weeks=WEEKS_SHOWN, link=link, made=made)


@require_POST
@needs("stage.see")
def make_link(request: Request) -> HttpResponse:
    """A new secret link; it is shown once."""
    request.session["calendar_link"] = services.make_calendar_link(by=request.user)
    messages.success(request, _("Tautan baru siap. Tautan yang lama tidak terbuka lagi."))
    return redirect("rollout:calendar")


@require_safe
@open_to_all
@not_too_often
def feed(request: HttpRequest, link: str) -> HttpResponse:
    """The calendar as its owner may see it today; who left his roles sees nothing (RFC 5545)."""
    rows = CalendarLink.objects.filter(digest=services.link_digest(link), user__is_active=True).select_related("user")
    kept = rows.first()
    if kept is None or not kept.user.can("stage.see"):
        raise Http404
    today = clock.today()
    found = queries.agenda(kept.user, today - queries.BEHIND, today + queries.AHEAD)
    content = ical.calendar(_("Kegiatan Siap Usaha"), [one.as_day for one in found])
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
