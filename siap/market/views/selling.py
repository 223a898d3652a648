"""The till, and every sale that was made with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.money import rupiah
from siap.market import queries, services
from siap.market.forms import BecauseForm, SalesFilter, TillForm
from siap.market.models import Channel, Payment, Sale
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show


@needs("sale.write")
def till(request: Request, uid: UUID) -> HttpResponse:
    """Ring up a sale."""
    channel = get_object_or_404(Channel.objects.visible_to(request.user).select_related("unit"), uid=uid)
    shelves = queries.shelves(channel, clock.today())
    form = TillForm(shelves, request.POST or None)
    if form.is_valid() and (sale := attempt(form, lambda: _ring_up(request, channel, form))):
        said = {"total": rupiah(sale.total), "number": sale.number}
        messages.success(request, _("Terjual %(total)s, nota %(number)s.") % said)
        return redirect("market:sale", sale.uid)
    return show(request, "market/till.html", form, channel=channel, has_goods=bool(shelves))


def _ring_up(request: Request, channel: Channel, form: TillForm) -> Sale:
    given = form.cleaned_data
    return services.ring_up(
        form.uid, channel, form.lines(), method=given["method"], buyer=given["buyer"], by=request.user
    )


@require_safe
@needs("market.see")
def sales(request: Request) -> HttpResponse:
    """Every sale, by day, place, state, number and buyer."""
    form = SalesFilter(request.user, request.GET)
    found = form.narrow(Sale.objects.visible_to(request.user))
    rows = found.select_related("channel__unit", "payment", "rung_up_by").order_by("-sold_at", "-pk")
    return show(request, "market/sales.html", filter=form, page=paginate(request, rows), is_narrowed=bool(request.GET))


@require_safe
@needs("market.see")
def sale(request: Request, uid: UUID) -> HttpResponse:
    """One sale: its goods, its money, and what it wrote in the books."""
    found = _find(request, uid)
    user = request.user
    is_waiting = found.payment.state == Payment.State.REPORTED and not found.is_void
    return show(
        request,
        "market/sale.html",
        sale=found,
        lines=found.lines.select_related("product", "lot", "business").order_by("pk"),
        entries=queries.written(found.reference, found.payment.reference, found.refund_reference)
        if user.can("cashbook.see")
        else [],
        may_verify=is_waiting and user.can("payment.verify") and found.payment.taken_by_id != user.pk,
        is_own=is_waiting and found.payment.taken_by_id == user.pk,
        may_void=not found.is_void and user.can("sale.void"),
        may_sell=user.can("sale.write"),
    )


@require_safe
@needs("market.see")
def receipt(request: Request, uid: UUID) -> HttpResponse:
    """What the buyer gets: number, goods with their lots, seller of record."""
    found = _find(request, uid)
    lines = found.lines.select_related("product", "lot", "business").order_by("pk")
    return show(request, "market/receipt.html", sale=found, lines=lines)


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
    rows = Sale.objects.visible_to(request.user).select_related(
        "channel", "unit", "rung_up_by", "payment__taken_by", "payment__verified_by"
    )
    found: Sale = get_object_or_404(rows, uid=uid)
    return found
