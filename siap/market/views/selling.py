"""The till, and every sale that was made with it."""

from collections.abc import Iterable
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from siap.core import clock
from siap.core.money import rupiah
from siap.market import chat, queries, services
from siap.market.forms import BecauseForm, SalesFilter, TillForm
from siap.market.models import Channel, Payment, PlatformOrder, Sale, SaleLine
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show


@csp_update({"script-src": ["'wasm-unsafe-eval'"]})  # type: ignore[arg-type]  # the scanner, on this page only
@needs("sale.write")
def till(request: Request, uid: UUID) -> HttpResponse:
    """Ring up a sale."""
    channel = get_object_or_404(
        Channel.objects.visible_to(request.user).exclude(kind=Channel.Kind.PLATFORM).select_related("unit", "seller"),
        uid=uid,
    )
    is_sale = request.method == "POST"
    bundles = queries.bundles_on(channel, clock.today())
    tags = queries.price_tags(channel, clock.today()) if is_sale else []
    form = TillForm(tags, request.POST or None, bundles=[one.together for one in bundles])
    if form.is_valid() and (sale := attempt(form, lambda: _ring_up(request, channel, form))):
        said = {"total": rupiah(sale.total), "number": sale.number}
        messages.success(request, _("Terjual %(total)s, nota %(number)s.") % said)
        there = reverse("market:sale", args=[sale.uid])
        return HttpResponseClientRedirect(there) if request.headers.get("HX-Request") else redirect(there)
    shift, shelves = queries.shift_of(request.user), queries.shelves(channel, clock.today())
    form.stand(shelves)
    return show(
        request,
        "market/till.html",
        form,
        channel=channel,
        has_goods=bool(shelves),
        bundles=bundles,
        shift=shift,
        may_void=request.user.can("sale.void"),
    )


def _ring_up(request: Request, channel: Channel, form: TillForm) -> Sale:
    given = form.cleaned_data
    return services.ring_up(
        form.uid,
        channel,
        form.lines(),
        method=given["method"],
        payments=form.payments(),
        buyer=given["buyer"],
        lots=form.lots(),
        by=request.user,
    )


@require_safe
@needs("market.see")
def sales(request: Request) -> HttpResponse:
    """Every sale, by day, place, state, number and buyer."""
    form = SalesFilter(request.user, request.GET)
    found = form.narrow(Sale.objects.visible_to(request.user))
    rows = found.select_related("channel__unit", "rung_up_by").prefetch_related("payments").order_by("-sold_at", "-pk")
    return show(request, "market/sales.html", filter=form, page=paginate(request, rows), is_narrowed=bool(request.GET))


def _payouts(sale: Sale) -> list[str]:
    """How the books call what a marketplace paid out for it."""
    if sale.channel.kind != Channel.Kind.PLATFORM:
        return []
    return [one.reference for one in PlatformOrder.objects.filter(sale=sale)]


@require_safe
@needs("market.see")
def sale(request: Request, uid: UUID) -> HttpResponse:
    """One sale: its goods, its money, and what it wrote in the books."""
    found = _find(request, uid)
    user = request.user
    payments = list(found.payments.all())
    waiting = [one for one in payments if one.state == Payment.State.REPORTED and not found.is_void]
    return show(
        request,
        "market/sale.html",
        sale=found,
        lines=found.lines.select_related("product", "lot", "business", "shortage").order_by("pk"),
        flags=found.flags.order_by("pk"),
        payments=payments,
        entries=queries.written(
            found.reference, *(one.reference for one in payments), found.refund_reference, *_payouts(found)
        )
        if user.can("cashbook.see")
        else [],
        may_verify=user.can("payment.verify"),
        is_own=any(one.taken_by_id == user.pk for one in waiting),
        may_void=not found.is_void and user.can("sale.void"),
        may_sell=user.can("sale.write"),
    )


@require_safe
@needs("market.see")
def receipt(request: Request, uid: UUID) -> HttpResponse:
    """What the buyer gets: number, goods with their lots, seller of record."""
    found = _find(request, uid)
    lines = found.lines.select_related("product", "lot", "business").order_by("pk")
    message = chat.link(_told(found, lines))
    return show(request, "market/receipt.html", sale=found, lines=lines, message=message)


def _told(found: Sale, lines: Iterable[SaleLine]) -> str:
    """The receipt as a message."""
    goods = [f"{line.quantity} × {line.product.name} {rupiah(line.amount)}" for line in lines]
    total = _("Jumlah %(total)s") % {"total": rupiah(found.due)}
    return "\n".join([found.seller_name, found.number, *goods, total])


@needs("sale.void")
def void(request: Request, uid: UUID) -> HttpResponse:
    """Take a sale back, with the reason."""
    found = _find(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        voided = attempt(form, lambda: services.void_sale(found, because=because, by=request.user))
        if voided is not None:
            said = {"number": found.number, "total": rupiah(found.total)}
            messages.success(
                request, _("Penjualan %(number)s dibatalkan: barang kembali ke stok, %(total)s dikembalikan.") % said
            )
            return redirect("market:sale", found.uid)
    return show(request, "market/void.html", form, sale=found)


def _find(request: Request, uid: UUID) -> Sale:
    payments = Prefetch("payments", Payment.objects.select_related("taken_by", "verified_by").order_by("pk"))
    rows = Sale.objects.visible_to(request.user).select_related("channel", "unit", "rung_up_by")
    rows = rows.prefetch_related(payments)
    found: Sale = get_object_or_404(rows, uid=uid)
    return found
