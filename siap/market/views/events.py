"""The calendar of bazaars: planned, prepared, and what they brought."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock, ical
from siap.core.money import digits, rupiah
from siap.market import queries, services
from siap.market.forms import BecauseForm, EventForm
from siap.market.models import Channel, Event
from siap.people.access import Request, needs, open_to_all
from siap.ui import paper, words
from siap.ui.pages import attempt, paginate, pdf, show


@require_safe
@needs("market.see")
def events(request: Request) -> HttpResponse:
    """What lies ahead, and what was, with its result."""
    rows, today = queries.events(Event.objects.visible_to(request.user)), clock.today()
    ahead = list(rows.filter(until_on__gte=today).order_by("from_on", "pk")[:50])
    page = paginate(request, rows.filter(until_on__lt=today).order_by("-from_on", "-pk"))
    sold, target = queries.result_of(page)
    may_plan = request.user.can("sale.write")
    return show(
        request, "market/events.html", ahead=ahead, page=page, sold=sold, target=target, may_plan=may_plan, today=today
    )


@needs("sale.write")
def plan_event(request: Request) -> HttpResponse:
    """Put a bazaar into the calendar."""
    channels = Channel.objects.visible_to(request.user).exclude(kind__in=[Channel.Kind.OUTLET, Channel.Kind.PLATFORM])
    form = EventForm(channels, request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("uid", None)
        channel, name, target = given.pop("channel"), given.pop("name"), given.pop("target") or 0
        event = attempt(
            form, lambda: services.plan_event(form.uid, channel, name, target=target, by=request.user, **given)
        )
        if event is not None:
            messages.success(request, _("%(name)s masuk kalender.") % {"name": event.name})
            return redirect("market:event", event.uid)
    return show(request, "market/plan_event.html", form)


@needs("market.see")
@require_safe
def event(request: Request, uid: UUID) -> HttpResponse:
    """One bazaar: its target and result, and what to bring while it lies ahead."""
    found = _find(request, uid)
    is_ahead = found.until_on >= clock.today() and not found.is_cancelled
    return show(
        request,
        "market/event.html",
        event=found,
        is_ahead=is_ahead,
        goods=queries.goods_to_bring(found) if is_ahead else [],
        may_plan=request.user.can("sale.write"),
    )


@require_safe
@needs("market.see")
def goods_paper(request: Request, uid: UUID) -> HttpResponse:
    """The list of goods to bring, with room to write what went and what came home."""
    found = _find(request, uid)
    days = words.day(found.from_on) if found.days == 1 else f"{words.day(found.from_on)} – {words.day(found.until_on)}"
    goods = queries.goods_to_bring(found)
    rows = [
        [one.product.name, one.product.business.name, digits(one.price), digits(one.there), digits(one.wanted), "", ""]
        for one in goods
    ]
    sheet = {
        "title": _("Bawaan %(name)s") % {"name": found.name},
        "under": f"{found.place} · {days}",
        "facts": [(_("Tempat jual"), found.channel.name), (_("Target"), rupiah(found.target) if found.target else "–")],
        "heads": [
            _("Produk"), _("Kelompok"), _("Harga (Rp)"), _("Stok"), _("Usul bawa"), _("Dibawa"), _("Pulang"),
        ],
        "rows": rows,
        "right": [2, 3, 4],
        "total": [_("Jumlah"), "", "", digits(sum(one.there for one in goods)), digits(sum(one.wanted for one in goods)), "", ""],
        "foot": _("Usul dihitung dari penjualan delapan minggu terakhir di tempat ini."),
    }  # fmt: skip
    return pdf(paper.compile("ui/list", sheet), f"bawaan-{found.from_on}.pdf")


@needs("sale.write")
def cancel_event(request: Request, uid: UUID) -> HttpResponse:
    """Call it off, with the reason."""
    found = _find(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.cancel_event(found, because=because, by=request.user)):
            messages.success(request, _("%(name)s dibatalkan; kalender mengabarkannya.") % {"name": found.name})
            return redirect("market:event", found.uid)
    return show(request, "market/cancel_event.html", form, event=found)


@require_safe
@open_to_all
def calendar(request: HttpRequest) -> HttpResponse:
    """The bazaars as a calendar to subscribe to (RFC 5545): anybody may know where our groups sell."""
    content = ical.calendar(_("Bazar Siap Usaha"), queries.calendar_days())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _find(request: Request, uid: UUID) -> Event:
    found: Event = get_object_or_404(queries.events(Event.objects.visible_to(request.user)), uid=uid)
    return found
