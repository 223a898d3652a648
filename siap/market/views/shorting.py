"""What devices sold beyond the stock or against a rule, until a person has decided."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock
from siap.core.errors import Refused
from siap.market import queries, services
from siap.market.forms import BecauseForm
from siap.market.models import SaleFlag, Shortage
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show
from siap.workshop import queries as stock


@require_safe
@needs("market.see")
def late(request: Request) -> HttpResponse:
    """Shortages and flagged sales, oldest first."""
    shortages = queries.open_shortages(request.user)
    flags = queries.open_flags(request.user)
    return show(
        request,
        "market/late.html",
        shortages=paginate(request, shortages),
        flags=flags[:50],
        pieces=sum(shortages.values_list("pieces", flat=True)),
        flagged=flags.count(),
    )


@require_safe
@needs("market.see")
def shortage(request: Request, uid: UUID) -> HttpResponse:
    """One shortage: what was sold, what is there now, what can be done."""
    return _page(request, _find(request, uid), BecauseForm())


@require_POST
@needs("sale.void")
def supply(request: Request, uid: UUID) -> HttpResponse:
    """The missing pieces are there after all: take them from the lots."""
    found = _find(request, uid)
    try:
        services.supply_shortage(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("market:shortage", found.uid)
    messages.success(request, _("Barang diambil dari stok, biayanya masuk buku."))
    return redirect("market:late")


@require_POST
@needs("sale.void")
def write_off(request: Request, uid: UUID) -> HttpResponse:
    """No lot will ever have them."""
    found, form = _find(request, uid), BecauseForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.write_off_shortage(found, because=because, by=request.user)):
            messages.success(request, _("Penjualan tetap, tanpa lot dan tanpa biaya barang. Alasannya tersimpan."))
            return redirect("market:late")
    return _page(request, found, form)


@needs("sale.void")
def see_flag(request: Request, uid: UUID) -> HttpResponse:
    """Say what was done about a flagged sale."""
    found = get_object_or_404(SaleFlag.objects.visible_to(request.user).select_related("sale__channel"), uid=uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.see_flag(found, because=because, by=request.user)):
            messages.success(request, _("Tercatat apa yang dilakukan."))
            return redirect("market:late")
    return show(request, "market/flag.html", form, flag=found)


def _find(request: Request, uid: UUID) -> Shortage:
    rows = Shortage.objects.visible_to(request.user).select_related(
        "sale__channel", "sale__rung_up_by", "product__business", "decided_by"
    )
    found: Shortage = get_object_or_404(rows, uid=uid)
    return found


def _page(request: Request, found: Shortage, form: BecauseForm) -> HttpResponse:
    there = stock.sellable([found.product], clock.today()).get(found.product_id, 0)
    there -= queries.pieces_elsewhere([found.product], clock.today()).get(found.product_id, 0)
    return show(
        request,
        "market/shortage.html",
        form,
        shortage=found,
        there=there,
        is_open=found.state == Shortage.State.OPEN,
        may_decide=request.user.can("sale.void"),
    )
