"""The books of the businesses one may see, and one of them line by line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.business.models import Business
from siap.cashbook import queries, rules, services
from siap.core.errors import Refused
from siap.core.text import Text
from siap.ledger import chart
from siap.ledger.rules import first_day
from siap.people.access import Request, needs
from siap.people.models import Unit, User
from siap.ui import words
from siap.ui.pages import paginate, show
from siap.workshop.models import Product

PAGES = {
    # kind of event: its page, and what one must be allowed to open it
    "note": ("cashbook:note", "cashbook.see"),
    "sale": ("market:sale", "market.see"),
    "purchase": ("workshop:purchase", "workshop.see"),
    "batch": ("workshop:batch", "workshop.see"),
    "share": ("sharing:share", "sharing.see"),
    "equipment": ("cashbook:dispose", "cash.write"),
}


def find(request: Request, uid: UUID) -> Business:
    """The business whose book this is, or 404."""
    rows = Business.objects.visible_to(request.user).select_related("unit")
    found: Business = get_object_or_404(rows, uid=uid)
    return found


def may_write(user: User, business: Business) -> bool:
    """Officers and a group's treasurer write for groups; whoever guides an owner, for his venture."""
    is_venture = business.kind == Business.Kind.VENTURE
    return user.can("cash.write") or (is_venture and user.can("venture.write"))


def href(event: queries.Event, user: User) -> str:
    """Where an event is shown, for somebody who may open it."""
    page, action = PAGES.get(event.kind, ("", ""))
    return reverse(page, args=[event.uid]) if page and user.can(action) else ""


@require_safe
@needs("cashbook.see")
def home(request: Request) -> HttpResponse:
    """Every book one may open; whoever has only one goes straight to it."""
    businesses = Business.objects.visible_to(request.user).select_related("unit").order_by("closed_on", "name")
    if request.user.has_role("treasurer") and (only := businesses.first()):
        return redirect("cashbook:book", only.uid)
    if q := request.GET.get("q", "").strip():
        businesses = businesses.filter(name__icontains=q)
    page = paginate(request, businesses)
    sees_reports = request.user.can("report.see")
    return show(
        request,
        "cashbook/home.html",
        page=page,
        rows=_with_cash(page),
        is_narrowed=bool(q),
        sees_region=sees_reports and request.user.sees_all_units,
        units=Unit.objects.visible_to(request.user).order_by("pk") if sees_reports else [],
    )


def _with_cash(page: "Page[Business]") -> list[tuple[Business, queries.Standing]]:
    standing = queries.standing_of(list(page))
    return [(business, standing[business.pk]) for business in page]


@require_safe
@needs("cashbook.see")
def book(request: Request, uid: UUID) -> HttpResponse:
    """One book: what there is now, what one can write down, and what happened."""
    business = find(request, uid)
    which = request.GET.get("lihat", "kas")
    code = {"kas": chart.cash.code, "penjual": chart.clearing.code}.get(which)
    closing = queries.next_to_close(business)
    context = _lines(request, business, code) if code else _entries(request, business)
    return show(
        request,
        "cashbook/book.html",
        business=business,
        standing=queries.standing_of([business])[business.pk],
        tiles=_tiles(request.user, business),
        which=which if code else "semua",
        may_write=may_write(request.user, business) and business.closed_on is None,
        sees_more=request.user.can("business.see"),
        closing=first_day(closing) if closing and request.user.can("month.close") else None,
        closing_month=closing,
        **context,
    )


ELSEWHERE = {"buy_goods": ("workshop:business", "workshop.see"), "sold": ("market:home", "market.see")}
"""Where the goods are counted: the page on which a word is written there, and what one must be allowed to open it."""


def _tiles(user: User, business: Business) -> list[tuple[rules.Kind, str, Text]]:
    """Everything that can happen with the money, in a cook's words: the word, where it is written down, and a hint.

    Who makes products buys in the workshop and sells at a till; an owner without products notes both here.
    """
    is_venture = business.kind == Business.Kind.VENTURE
    makes = not is_venture or Product.objects.filter(business=business).exists()
    own = rules.kinds_for(is_venture=is_venture)
    tiles: list[tuple[rules.Kind, str, Text]] = []
    for kind in rules.KINDS:
        page, action = ELSEWHERE.get(kind.code, ("", ""))
        if page and makes:
            if user.can(action):
                address = reverse(page, args=[business.uid] if kind.code == "buy_goods" else [])
                tiles.append((kind, address, rules.BY_THEMSELVES[kind.code]))
        elif kind in own:
            tiles.append((kind, reverse("cashbook:write", args=[business.uid, kind.code]), kind.hint))
    return tiles


def _lines(request: Request, business: Business, code: str) -> dict[str, Any]:
    page = paginate(request, queries.money(business, code))
    return {"page": page, "lines": [(line, href(line.event, request.user)) for line in queries.told(list(page))]}


def _entries(request: Request, business: Business) -> dict[str, Any]:
    page = paginate(request, queries.entries(business))
    events = queries.events(entry.reference for entry in page)
    told = [(entry, events[entry.reference]) for entry in page]
    return {"page": page, "entries": [(entry, event, href(event, request.user)) for entry, event in told]}


@require_POST
@needs("month.close")
def close(request: Request, uid: UUID) -> HttpResponse:
    """Close the month that is due."""
    business = find(request, uid)
    month = queries.next_to_close(business)
    if month is None or request.POST.get("month") != str(month):
        messages.info(request, _("Bulan itu sudah ditutup, atau belum lewat."))
        return redirect("cashbook:book", business.uid)
    try:
        services.close_month(business, month, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = {"month": words.month(first_day(month))}
        messages.success(
            request, _("%(month)s ditutup. Catatan untuk bulan itu mulai sekarang masuk ke bulan berikutnya.") % said
        )
    return redirect("cashbook:book", business.uid)
