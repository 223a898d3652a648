"""QRIS payments that wait for somebody who looks whether the money came."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core.money import rupiah
from siap.market import queries, services
from siap.market.forms import BecauseForm, EvidenceForm
from siap.market.models import Payment
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show


@require_safe
@needs("market.see")
def unverified(request: Request) -> HttpResponse:
    """What nobody has signed for yet, oldest first."""
    rows = queries.unverified(seen_by=request.user)
    return show(
        request,
        "market/unverified.html",
        page=paginate(request, rows),
        waiting=queries.waiting(rows),
        unclaimed=queries.unclaimed(request.user)[0],
        may_verify=request.user.can("payment.verify"),
    )


@needs("payment.verify")
def payment(request: Request, uid: UUID) -> HttpResponse:
    """Sign that the money came, with what one saw."""
    found = _find(request, uid)
    form = EvidenceForm(request.POST or None)
    if form.is_valid():
        evidence = form.cleaned_data["evidence"]
        if attempt(form, lambda: services.verify_payment(found, evidence=evidence, by=request.user)):
            said = {"amount": rupiah(found.amount), "number": found.sale.number}
            messages.success(request, _("%(amount)s dari %(number)s sudah masuk.") % said)
            return redirect("market:sale", found.sale.uid)
    return _page(request, found, form, BecauseForm())


@require_POST
@needs("payment.verify")
def refuse(request: Request, uid: UUID) -> HttpResponse:
    """Say that the money never came: the sale is taken back."""
    found = _find(request, uid)
    form = BecauseForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.refuse_payment(found, because=because, by=request.user)):
            said = {"number": found.sale.number}
            messages.success(
                request,
                _("Uang penjualan %(number)s tidak masuk: penjualannya dibatalkan, barang kembali ke stok.") % said,
            )
            return redirect("market:sale", found.sale.uid)
    return _page(request, found, EvidenceForm(), form)


def _page(request: Request, found: Payment, form: EvidenceForm, refusal: BecauseForm) -> HttpResponse:
    is_waiting = Payment.objects.undecided().filter(pk=found.pk).exists()
    is_own = found.taken_by_id == request.user.pk
    page = show(
        request,
        "market/payment.html",
        form,
        payment=found,
        sale=found.sale,
        refusal=refusal,
        is_own=is_waiting and is_own,
        may_decide=is_waiting and not is_own,
    )
    if refusal.errors:
        page.status_code = 422
    return page


def _find(request: Request, uid: UUID) -> Payment:
    rows = Payment.objects.visible_to(request.user).select_related(
        "sale__channel", "sale__seller", "taken_by", "verified_by"
    )
    found: Payment = get_object_or_404(rows, uid=uid)
    return found
