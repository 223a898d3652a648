"""The drawer of a stall: opened, counted, its change; and what the stall brought each group."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.business.models import Business
from siap.core import clock
from siap.core.money import digits, rupiah
from siap.market import queries, services
from siap.market.forms import CountForm, DrawerForm, LendForm
from siap.market.models import Channel, Payment, Shift
from siap.people.access import Request, needs
from siap.ui import paper, words
from siap.ui.pages import attempt, pdf, show


@needs("sale.write")
def open_shift(request: Request, uid: UUID) -> HttpResponse:
    """Begin at a place: what is in the drawer."""
    channel = get_object_or_404(Channel.objects.visible_to(request.user), uid=uid)
    running = queries.shift_of(request.user)
    in_hand = queries.cash_in_hand(request.user)
    form = DrawerForm(request.POST or None, initial={"amount": in_hand})
    if form.is_valid():
        shift = attempt(
            form, lambda: services.open_shift(form.uid, channel, form.cleaned_data["amount"], by=request.user)
        )
        if shift is not None:
            messages.success(request, _("Kas dibuka dengan %(amount)s.") % {"amount": rupiah(shift.opened_with)})
            return redirect("market:till", channel.uid)
    return show(request, "market/open_shift.html", form, channel=channel, running=running, in_hand=in_hand)


@needs("sale.write")
def close_shift(request: Request, uid: UUID) -> HttpResponse:
    """Count the drawer and end; afterwards the page shows how it went."""
    shift = get_object_or_404(_shifts(request), uid=uid)
    form = CountForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        closed = attempt(
            form, lambda: services.close_shift(shift, given["amount"], because=given["because"], by=request.user)
        )
        if closed is not None:
            messages.success(request, _("Kas dihitung %(amount)s dan ditutup.") % {"amount": rupiah(given["amount"])})
            return redirect("market:close-shift", shift.uid)
    return show(
        request,
        "market/shift.html",
        form,
        shift=shift,
        figures=queries.shift_figures(shift),
        expected=queries.expected_in_drawer(shift) if shift.is_open else shift.expected,
        is_own=shift.officer_id == request.user.pk,
    )


@needs("cash.confirm")
def lend_change(request: Request, uid: UUID) -> HttpResponse:
    """The treasurer gives an officer change for the stall."""
    channel = get_object_or_404(Channel.objects.visible_to(request.user).select_related("unit", "seller"), uid=uid)
    seller = queries.sellers(channel, clock.today())[None]
    form = LendForm(channel.unit, request.user, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        advance = attempt(
            form,
            lambda: services.lend_change(
                form.uid, given["officer"], given["amount"], unit=channel.unit, seller=seller.book, by=request.user
            ),
        )
        if advance is not None:
            said = {"amount": rupiah(advance.amount), "name": advance.given_to.name}
            messages.success(request, _("Uang kembalian %(amount)s ada di tangan %(name)s.") % said)
            return redirect("market:cash")
    left = queries.at_seller(seller.book.key)
    return show(request, "market/lend_change.html", form, channel=channel, seller=seller, left=left)


def _shifts(request: Request) -> "QuerySet[Shift]":
    return Shift.objects.visible_to(request.user).select_related("channel", "officer", "seller", "unit")


# --- What a place brought --------------------------------------------------------------------------------------------------


@require_safe
@needs("market.see")
def bazaar(request: Request, uid: UUID) -> HttpResponse:
    """What every group sold at a place between two days, how it was paid, and whose drawers were open."""
    channel = get_object_or_404(Channel.objects.visible_to(request.user).select_related("unit"), uid=uid)
    since, until = _days(request)
    results = _own_groups(request, queries.bazaar_results(channel, since, until))
    methods = dict(Payment.Method.choices)
    paid = [(methods[name], amount) for name, amount in queries.takings(channel, since, until).items()]
    rows = _shifts(request).filter(channel=channel, opened_at__gte=clock.at(since, 0)).order_by("-opened_at")
    return show(
        request,
        "market/bazaar.html",
        channel=channel,
        since=since,
        until=until,
        results=results,
        total=sum(one.amount for one in results),
        paid=paid,
        shifts=[row for row in rows if clock.day_of(row.opened_at) <= until],
    )


@require_safe
@needs("market.see")
def bazaar_paper(request: Request, uid: UUID, business: UUID) -> HttpResponse:
    """The sheet of one group: what it sold at a place between two days."""
    channel = get_object_or_404(Channel.objects.visible_to(request.user).select_related("unit"), uid=uid)
    since, until = _days(request)
    results = _own_groups(request, queries.bazaar_results(channel, since, until))
    found = next((one for one in results if one.business.uid == business), None)
    if found is None:
        raise Http404
    return pdf(paper.compile("ui/list", _sheet(channel, found, since, until)), f"bazar-{found.business.name}.pdf")


def _own_groups(request: Request, results: list[queries.GroupResult]) -> list[queries.GroupResult]:
    """Several groups at one stall: each is seen only by those who may see it."""
    visible = set(Business.objects.visible_to(request.user).values_list("pk", flat=True))
    return [one for one in results if one.business.pk in visible]


def _sheet(channel: Channel, result: queries.GroupResult, since: date, until: date) -> dict[str, object]:
    days = words.day(since) if since == until else f"{words.day(since)} – {words.day(until)}"
    rows = [[one.name, digits(one.pieces), digits(one.amount), digits(one.cost)] for one in result.products]
    return {
        "title": _("Hasil jual %(group)s") % {"group": result.business.name},
        "under": f"{channel.name} · {days}",
        "facts": [
            (_("Terjual"), rupiah(result.amount)),
            (_("Biaya barang"), rupiah(result.cost)),
            (_("Selisih"), rupiah(result.margin)),
            (_("Penjual tercatat"), channel.seller_name),
        ],
        "heads": [_("Produk"), _("Buah"), _("Terjual (Rp)"), _("Biaya (Rp)")],
        "rows": rows,
        "right": [1, 2, 3],
        "total": [_("Jumlah"), digits(result.pieces), digits(result.amount), digits(result.cost)],
        "foot": _("Dihitung dari penjualan yang tercatat; yang dibatalkan tidak ikut."),
    }


def _days(request: Request) -> tuple[date, date]:
    """The days in the address; today when there are none, or nonsense."""
    found = []
    for name in ("since", "until"):
        try:
            day = date.fromisoformat(request.GET.get(name, ""))
        except ValueError:
            day = clock.today()
        found.append(day if 2000 <= day.year <= 2100 else clock.today())
    return min(found), max(found)
