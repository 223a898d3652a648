"""What a device asks of the door: the outbox, the service worker, the application's manifest; and the pages about what waits."""

import json
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from siap.aftercare.models import FollowUp
from siap.aftercare.rules import DIFFICULTIES, PERMITS
from siap.core import clock
from siap.core.errors import Refused
from siap.learning.models import Attendance
from siap.people.access import Request, for_everyone_signed_in, needs, open_to_all
from siap.people.models import User
from siap.ui.pages import attempt, paginate, show
from siap.web import queries, rules, services
from siap.web.forms import ReasonForm
from siap.web.models import OutboxItem
from siap.web.services.outbox import Sent
from siap.web.serving import static_digest
from siap.web.sheets import sheets_of

OWN_PARTS = (
    "ui/tokens.css", "ui/base.css", "ui/frame.css", "ui/parts.css", "ui/figures.css", "ui/way.css", "ui/forms.css",
    "ui/public.css", "ui/print.css", "ui/theme.js", "ui/htmx.min.js", "ui/app.js", "ui/sprite.svg", "ui/mark.svg",
    "ui/fonts/jakarta-latin.woff2", "ui/device/offline.js",
)  # fmt: skip
"""What the page is made of that says that there is no network."""


@never_cache
@open_to_all
def outbox(request: HttpRequest) -> HttpResponse:
    """GET: who is signed in, the word that lets a script write, and what time it is. POST: items; an answer for each."""
    user = request.user if isinstance(request.user, User) else None
    if request.method == "GET":
        who = str(user.uid) if user else None
        return JsonResponse({"user": who, "csrf": get_token(request), "now": int(clock.now().timestamp() * 1000)})
    if request.method != "POST":
        return HttpResponse(status=405)
    if user is None:
        return JsonResponse({"answers": []}, status=401)
    items = _sent(request.body)
    if items is None:
        return JsonResponse({"answers": []}, status=400)
    answers = services.receive(items, by=user)
    told = [{"uid": str(one.uid), "state": one.state, "says": one.says} for one in answers]
    return JsonResponse({"answers": told})


def _sent(content: bytes) -> list[Sent] | None:
    """The items in a request; None when it is no such request at all."""
    try:
        rows = json.loads(content)["items"]
        return [Sent(UUID(row["uid"]), row["digest"][:64], row["body"][: rules.LONGEST_BODY]) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


# --- What waits for a person --------------------------------------------------------------------------------------------


@require_safe
@for_everyone_signed_in
def waiting_items(request: Request) -> HttpResponse:
    """What came from devices and could not be booked, with the reason."""
    rows = OutboxItem.objects.visible_to(request.user).filter(state__in=OutboxItem.OPEN)
    page = paginate(request, rows.select_related("user", "unit").order_by("received_at", "pk"))
    return show(request, "web/outbox.html", page=page, rows=[queries.told(item) for item in page])


@require_safe
@for_everyone_signed_in
def waiting_item(request: Request, uid: UUID, pk: int) -> HttpResponse:
    """One item: what it says, why it waits, what can be done."""
    return _page(request, _find(request, uid, pk), ReasonForm())


@require_POST
@for_everyone_signed_in
def try_again(request: Request, uid: UUID, pk: int) -> HttpResponse:
    """Carry out what waited."""
    item = services.try_again(_find(request, uid, pk))
    if item.state == OutboxItem.State.DONE:
        messages.success(request, _("Sudah dibukukan."))
        return redirect("web:outbox-waiting")
    messages.error(request, item.reason)
    return redirect("web:outbox-item", item.uid, item.pk)


@require_POST
@needs("outbox.settle")
def settle(request: Request, uid: UUID, pk: int) -> HttpResponse:
    """Take it off the list without booking it, with the reason."""
    item, form = _find(request, uid, pk), ReasonForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.settle_item(item, because=because, by=request.user)):
            messages.success(request, _("Tidak dibukukan. Catatan dan alasannya tetap tersimpan."))
            return redirect("web:outbox-waiting")
    return _page(request, item, form)


@require_POST
@needs("outbox.settle")
def book_as_new(request: Request, uid: UUID, pk: int) -> HttpResponse:
    """A conflicting item is a deed of its own after all: book it."""
    item = _find(request, uid, pk)
    try:
        item = services.try_again(services.book_as_new(item, by=request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("web:outbox-item", uid, pk)
    if item.state == OutboxItem.State.DONE:
        messages.success(request, _("Sudah dibukukan sebagai catatan tersendiri."))
        return redirect("web:outbox-waiting")
    return redirect("web:outbox-item", uid, pk)


def _find(request: Request, uid: UUID, pk: int) -> OutboxItem:
    rows = OutboxItem.objects.visible_to(request.user).select_related("user", "unit", "rival", "settled_by")
    found: OutboxItem = get_object_or_404(rows, uid=uid, pk=pk)
    return found


def _page(request: Request, item: OutboxItem, form: ReasonForm) -> HttpResponse:
    is_own = item.user_id == request.user.pk
    return show(
        request,
        "web/outbox_item.html",
        form,
        item=queries.told(item),
        rival=queries.told(item.rival) if item.rival else None,
        is_own=is_own and item.is_open,
        may_try=item.state in {OutboxItem.State.KEPT, OutboxItem.State.WAITING},
        may_settle=item.is_open and not is_own and request.user.can("outbox.settle"),
    )


@require_safe
@for_everyone_signed_in
def sheets(request: Request) -> HttpResponse:
    """Hours, a batch, a class, a visit, written down on a device: the page works without network."""
    return show(
        request, "web/sheets.html", sheets=sheets_of(request.user), states=Attendance.State.choices,
        answers=FollowUp.Answer.choices, permits=PERMITS.items(), difficulties=DIFFICULTIES.items(),
    )  # fmt: skip


# --- The application on a device ------------------------------------------------------------------------------------------


@cache
def _version() -> str:
    """Another one whenever any static file changes."""
    return static_digest()[:16]


@require_GET
@open_to_all
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps pages and parts on a device. From the root, so that it answers for the whole house."""
    parts = json.dumps([static(part) for part in OWN_PARTS])
    response = show(request, "web/sw.js", version=_version(), parts=parts)
    response["Content-Type"] = "text/javascript; charset=utf-8"
    response["Cache-Control"] = "no-cache"
    return response


@require_GET
@open_to_all
def manifest(request: HttpRequest) -> HttpResponse:
    """What the application is called on a phone's screen, and what it looks like there."""
    told: dict[str, Any] = {
        "id": "/",
        "name": "Siap Usaha",
        "short_name": "Siap Usaha",
        "lang": "id",
        "start_url": reverse("web:home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf7ef",
        "theme_color": "#0e5c63",
        "icons": [
            {
                "src": static(f"ui/app-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_GET
@open_to_all
def offline(request: HttpRequest) -> HttpResponse:
    """What stands in place of a page that was not kept: that there is no network, and which pages work all the same."""
    return show(request, "web/offline.html")
