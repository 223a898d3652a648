"""Statements of the bank and the acquirer, and the money in them that nobody knows yet."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.market import queries, services
from siap.market.arrival_forms import ClearForm, StatementForm
from siap.market.models import Arrival, Order, Payment
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show

STATES = {"belum": Arrival.State.WAITING, "dikenali": Arrival.State.MATCHED, "kembali": Arrival.State.RETURNED,
          "bukan": Arrival.State.COUNTED}  # fmt: skip


@require_safe
@needs("market.see")
def arrivals(request: Request) -> HttpResponse:
    """What nobody knows yet, newest first; what was decided when asked."""
    return _list(request, StatementForm(request.user))


@require_POST
@needs("payment.verify")
def take_statement(request: Request) -> HttpResponse:
    """Read a statement: every line once, what is sure is matched, the rest waits."""
    form = StatementForm(request.user, request.POST, request.FILES)
    if form.is_valid():
        seller, source, columns = form.book, form.source_name, form.columns
        content = form.cleaned_data["sheet"].read()
        told = attempt(form, lambda: services.take_statement(seller, source, content, by=request.user, columns=columns))
        if told:
            said = _("%(new)s baris baru, %(matched)s dikenali, %(known)s sudah pernah dibaca.")
            messages.success(request, said % {"new": told.new, "matched": told.matched, "known": told.known})
            if told.unread:
                rows = ", ".join(str(one) for one in told.unread[:20])
                messages.warning(request, _("Baris ini tidak terbaca, periksa sendiri: %(rows)s.") % {"rows": rows})
            return redirect("market:arrivals")
    return _list(request, form)


@require_POST
@needs("payment.verify")
def match_again(request: Request) -> HttpResponse:
    """Look again whether money that waits is known by now."""
    found = sum(services.match_waiting(one, by=request.user) for one in queries.sellers_of(request.user))
    says = ngettext("%(n)s uang masuk dikenali.", "%(n)s uang masuk dikenali.", found) % {"n": found}
    messages.success(request, says if found else _("Belum ada yang bisa dikenali dengan pasti."))
    return redirect("market:arrivals")


@require_safe
@needs("market.see")
def arrival(request: Request, uid: UUID) -> HttpResponse:
    """Money that came: what it is, or what it could be."""
    return _page(request, _find(request, uid), ClearForm())


@require_POST
@needs("payment.verify")
def claim(request: Request, uid: UUID) -> HttpResponse:
    """It is this payment, or for this order."""
    found = _find(request, uid)
    try:
        if "payment" in request.POST:
            payment = _one(Payment.objects.visible_to(request.user).undecided(), request.POST["payment"])
            services.verify_payment(payment, evidence=str(found.source), by=request.user, arrival=found)
        else:
            order = _one(Order.objects.visible_to(request.user), request.POST.get("order", ""))
            services.name_order(found, order, by=request.user)
    except Refused as refusal:
        return _page(request, found, ClearForm(), says=str(refusal))
    messages.success(request, _("%(amount)s dikenali.") % {"amount": rupiah(found.amount)})
    return redirect("market:arrivals")


@require_POST
@needs("cash.confirm")
def clear(request: Request, uid: UUID) -> HttpResponse:
    """It was given back, or is no new money."""
    found = _find(request, uid)
    form = ClearForm(request.POST)
    if form.is_valid():
        how, because = form.cleaned_data["how"], form.cleaned_data["because"]
        if attempt(form, lambda: services.clear_arrival(found, how, because=because, by=request.user)):
            messages.success(request, _("%(amount)s selesai.") % {"amount": rupiah(found.amount)})
            return redirect("market:arrivals")
    return _page(request, found, form)


def _list(request: Request, form: StatementForm) -> HttpResponse:
    state = STATES.get(request.GET.get("keadaan", ""), Arrival.State.WAITING)
    count, amount = queries.unclaimed(request.user)
    return show(
        request,
        "market/arrivals.html",
        form,
        page=paginate(request, queries.arrivals_of(request.user).filter(state=state)),
        states=[(key, one.label, one == state) for key, one in STATES.items()],
        state=state,
        count=count,
        amount=amount,
        may_verify=request.user.can("payment.verify"),
    )


def _page(request: Request, found: Arrival, form: ClearForm, says: str = "") -> HttpResponse:
    is_waiting = found.state == Arrival.State.WAITING
    may_verify = is_waiting and request.user.can("payment.verify")
    payments, orders = queries.could_be(found, request.user) if may_verify and not found.order_id else ([], [])
    page = show(
        request,
        "market/arrival.html",
        form,
        arrival=found,
        payments=payments,
        orders=orders,
        is_waiting=is_waiting,
        may_verify=may_verify,
        may_clear=is_waiting and request.user.can("cash.confirm"),
        may_read=request.user.can("payment.verify"),
        says=says,
    )
    if says:
        page.status_code = 422
    return page


def _find(request: Request, uid: UUID) -> Arrival:
    found: Arrival = get_object_or_404(queries.arrivals_of(request.user), uid=uid)
    return found


def _one(rows, uid: str):  # type: ignore[no-untyped-def]  # whatever the rows hold
    try:
        return get_object_or_404(rows, uid=UUID(uid))
    except ValueError as error:
        raise Http404 from error
