"""A buyer says what is wrong with his jar; officers see it by lot, and answer."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.market import services
from siap.market.forms import BecauseForm
from siap.market.models import Complaint
from siap.market.shop_forms import ComplaintForm
from siap.people.access import Request, needs, open_to_all
from siap.ui.pages import attempt, paginate, show
from siap.workshop.models import Lot


@open_to_all
def complain(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For whoever has the jar in his hand: the code on it leads here."""
    lot: Lot = get_object_or_404(Lot.objects.select_related("product"), uid=uid, product__isnull=False)
    form = ComplaintForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        told = {"kind": given["kind"], "words": given["words"], "phone": given["phone"]}
        complaint = attempt(form, lambda: services.complain(form.uid, lot, **told, by=None))
        if complaint is not None:
            messages.success(
                request, _("Terima kasih. Keluhan %(number)s sudah sampai.") % {"number": complaint.number}
            )
            return redirect("workshop:jar", uid)
    return show(request, "shop/complain.html", form, lot=lot)


@require_safe
@needs("market.see")
def complaints(request: Request) -> HttpResponse:
    """What buyers say, unanswered first."""
    rows = Complaint.objects.visible_to(request.user).select_related("lot__product", "lot__material")
    page = paginate(request, rows.order_by(F("answered_at").desc(nulls_first=True), "-pk"))
    return show(request, "market/complaints.html", page=page, waiting=rows.filter(answered_at=None).count())


@require_safe
@needs("market.see")
def complaint(request: Request, uid: UUID) -> HttpResponse:
    """One complaint: its lot, others of the same lot, and what was done."""
    return _page(request, _find(request, uid), BecauseForm())


@needs("recall.write")
def answer_complaint(request: Request, uid: UUID) -> HttpResponse:
    """What was found and done."""
    found = _find(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.answer_complaint(found, because, by=request.user)):
            messages.success(request, _("Keluhan %(number)s dijawab.") % {"number": found.number})
            return redirect("market:complaint", uid)
    return _page(request, found, form)


def _page(request: Request, found: Complaint, form: BecauseForm) -> HttpResponse:
    form.fields["because"].label = _("Apa yang ditemukan dan dilakukan")
    return show(
        request,
        "market/complaint.html",
        form,
        complaint=found,
        others=Complaint.objects.visible_to(request.user).filter(lot=found.lot).exclude(pk=found.pk).count(),
        may_answer=request.user.can("recall.write"),
    )


def _find(request: Request, uid: UUID) -> Complaint:
    rows = Complaint.objects.visible_to(request.user).select_related("lot__product", "lot__material", "answered_by")
    found: Complaint = get_object_or_404(rows, uid=uid)
    return found
