"""Money on its way to a person: approve, refuse, pay."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.access import Request, needs
from siap.sharing import queries, services
from siap.sharing.forms import BecauseForm, PayForm
from siap.sharing.models import HandOver, Payout
from siap.sharing.views.papers import content, hand_out
from siap.ui.pages import attempt, paginate, show


def _payout(request: Request, uid: UUID) -> Payout:
    payouts = Payout.objects.visible_to(request.user).select_related(
        "person", "unit", "prepared_by", "approved_by", "paid_by", "document"
    )
    found: Payout = get_object_or_404(payouts, uid=uid)
    return found


@require_safe
@needs("savings.see")
def payouts(request: Request) -> HttpResponse:
    """All payouts: what waits first, then what was paid; by state when asked."""
    state = request.GET.get("state", "")
    rows = Payout.objects.visible_to(request.user).select_related("person", "unit")
    if state in Payout.State.values:
        rows = rows.filter(state=state)
    waiting = list(queries.waiting_payouts(request.user)) if not state else []
    if not state:
        rows = rows.filter(state__in=(Payout.State.PAID, Payout.State.REFUSED))
    return show(
        request,
        "sharing/payouts.html",
        waiting=waiting,
        total=sum(one.amount for one in waiting),
        page=paginate(request, rows.order_by("-paid_on", "-pk")),
        state=state,
        states=Payout.State.choices,
    )


@require_safe
@needs("savings.see")
def payout(request: Request, uid: UUID) -> HttpResponse:
    """One payout: how far it is, and what to do next."""
    return _show_payout(request, _payout(request, uid))


def _show_payout(request: Request, found: Payout, refusal: Refused | None = None) -> HttpResponse:
    is_own = found.prepared_by_id == request.user.pk
    is_prepared, is_approved = found.state == Payout.State.PREPARED, found.state == Payout.State.APPROVED
    may_approve = request.user.can("payout.approve")
    response = show(
        request,
        "sharing/payout.html",
        payout=found,
        stations=queries.payout_stations(found),
        owed=queries.savings(found.person, unit=found.unit),
        at_hand=book.balance(chart.bank, book=found.unit.custody_book),
        may_approve=is_prepared and may_approve and not is_own,
        may_refuse=(is_prepared or is_approved) and may_approve and not is_own,
        waits_for_another=is_prepared and is_own,
        may_pay=is_approved and request.user.can("payout.write"),
        refusal=refusal,
    )
    if refusal is not None:
        response.status_code = 422
    return response


@require_POST
@needs("payout.approve")
def approve(request: Request, uid: UUID) -> HttpResponse:
    """Let a payout be paid."""
    found = _payout(request, uid)
    try:
        services.approve_payout(found, by=request.user)
    except Refused as refusal:
        return _show_payout(request, found, refusal)
    messages.success(request, _("%(amount)s boleh dibayar.") % {"amount": rupiah(found.amount)})
    return redirect("sharing:payout", found.uid)


@needs("payout.approve")
def refuse(request: Request, uid: UUID) -> HttpResponse:
    """Do not pay it, with the reason."""
    found = _payout(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.refuse_payout(found, because=because, by=request.user)) is not None:
            messages.success(request, _("Pembayaran ditolak. Uangnya tetap pada titipan orangnya."))
            return redirect("sharing:payout", found.uid)
    return show(request, "sharing/refuse_payout.html", form, payout=found)


@needs("payout.write")
def pay(request: Request, uid: UUID) -> HttpResponse:
    """Pay it, by a channel, with evidence."""
    found = _payout(request, uid)
    form = PayForm(found, request.POST or None, request.FILES or None)
    if form.is_valid():
        told = form.cleaned_data
        paid = attempt(
            form,
            lambda: services.pay_out(
                found, channel=told["channel"], evidence=told["evidence"], document=content(told["document"]),
                by=request.user,
            ),
        )  # fmt: skip
        if paid is not None:
            said = {"amount": rupiah(paid.amount), "channel": paid.get_channel_display()}
            messages.success(request, _("%(amount)s sudah dibayar: %(channel)s.") % said)
            return redirect("sharing:payout", found.uid)
    owed = queries.savings(found.person, unit=found.unit)
    return show(
        request,
        "sharing/pay.html",
        form,
        payout=found,
        usable=min(found.amount, owed.usable),
        held=found.amount - min(found.amount, owed.usable),
    )


@require_safe
@needs("savings.see")
def document(request: Request, uid: UUID) -> FileResponse:
    """The paper behind a payout."""
    return hand_out(_payout(request, uid).document)


@require_safe
@needs("savings.see")
def hand_overs(request: Request) -> HttpResponse:
    """Savings that moved with their owner from one unit to another, those whose money is still to be sent first."""
    rows = HandOver.objects.visible_to(request.user).select_related("person", "source", "target", "sent_by")
    page = paginate(request, rows.order_by(F("sent_on").desc(nulls_first=True), "-pk"))
    mine = None if request.user.sees_all_units else set(request.user.unit_ids)
    may_send = request.user.can("payout.write")
    shown = [(one, may_send and one.sent_on is None and (mine is None or one.source_id in mine)) for one in page]
    return show(request, "sharing/hand_overs.html", page=page, rows=shown)


@require_POST
@needs("payout.write")
def send(request: Request, uid: UUID) -> HttpResponse:
    """The money of a hand-over was sent: only the unit that had it says so."""
    rows = HandOver.objects.visible_to(request.user)
    if not request.user.sees_all_units:
        rows = rows.filter(source__in=request.user.unit_ids)
    found = get_object_or_404(rows, uid=uid)
    try:
        services.send_hand_over(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(amount)s sudah dikirim ke UPT yang baru.") % {"amount": rupiah(found.amount)})
    return redirect("sharing:hand-overs")
