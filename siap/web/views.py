"""The door's own pages: front, home, sign-in and what belongs to it, the waiting list, the log of facts."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock
from siap.core import services as core
from siap.core.models import FactRecord, Waiting
from siap.people.access import Request, for_everyone_signed_in, needs, open_to_all
from siap.ui.pages import paginate, show
from siap.web import home as homes
from siap.web import queries
from siap.web.forms import FactSearch, ReasonForm

A_YEAR = 365 * 24 * 3600  # seconds


@require_safe
@open_to_all
def front(request: HttpRequest) -> HttpResponse:
    """What this is, for anybody: honest totals, the way, products, stories. No person."""
    return show(request, "web/front.html", **queries.front())


@require_safe
@for_everyone_signed_in
def home(request: Request) -> HttpResponse:
    """What should I do now? A group's treasurer has one book, and goes straight to it."""
    own = queries.own_book(request.user)
    if own is not None:
        return redirect("cashbook:book", own.uid)
    return show(request, "web/home.html", home=homes.home_of(request.user))


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords: say when to try again, and nothing about whether the name exists."""
    again_at = clock.now() + timedelta(hours=settings.AXES_COOLOFF_TIME)
    return render(request, "web/locked_out.html", {"again_at": again_at}, status=429)


@require_POST
@open_to_all
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to where one was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=A_YEAR, secure=settings.TLS, httponly=True, samesite="Lax"
        )
    return response


@require_safe
@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, who sees it, and one's rights."""
    return show(request, "web/privacy.html")


@require_safe
@open_to_all
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the front page, the shop, the impact, the data and the stories; the map of the site leads them."""
    may = ("/$", "/kabar/", "/toko/", "/dampak/", "/data/", "/privasi/", "/static/", "/sitemap.xml")
    allowed = "".join(f"Allow: {page}\n" for page in may)
    kept = "Disallow: /toko/pesanan/\nDisallow: /toko/keranjang/\n"
    maps = "".join(f"Sitemap: {request.build_absolute_uri(one)}\n" for one in ("/sitemap.xml", reverse("shop:sitemap")))
    rules = f"User-agent: *\n{allowed}{kept}Disallow: /\n{maps}"
    return HttpResponse(rules, content_type="text/plain")


@require_safe
@needs("audit.see")
def waiting(request: Request) -> HttpResponse:
    """What a reaction could not do, with the reason, until somebody settles it."""
    rows = Waiting.objects.filter(settled_at=None).order_by("since")
    return show(request, "web/waiting.html", page=paginate(request, rows))


@needs("waiting.settle")
def settle(request: Request, uid: str) -> HttpResponse:
    """Take something off the waiting list, saying what was done about it."""
    row = get_object_or_404(Waiting, uid=uid, settled_at=None)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        core.settle_waiting(row, by=request.user, because=form.cleaned_data["because"])
        messages.success(request, _("Sudah dicatat: hal ini tidak menunggu lagi."))
        return redirect("web:waiting")
    return show(request, "web/settle.html", form, row=row)


@require_safe
@needs("audit.see")
def audit(request: Request) -> HttpResponse:
    """The log of facts, newest first: by kind, day and actor."""
    form = FactSearch(request.GET)
    form.is_valid()
    return show(request, "web/audit.html", search=form, **queries.facts(form.cleaned_data))


@require_safe
@needs("audit.see")
def fact(request: Request, position: int) -> HttpResponse:
    """One fact as it stands in the chain: its canonical text, what it sealed, the digests before and after it."""
    record = get_object_or_404(FactRecord, pk=position)
    return show(request, "web/fact.html", **queries.fact(record))
