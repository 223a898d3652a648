"""The state's part: what is due, what was deposited, and that both agree."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.access import Request, needs
from siap.people.models import Unit
from siap.sharing import queries, services
from siap.sharing.forms import BillingForm, DepositForm
from siap.sharing.models import StateBilling, StateDeposit
from siap.sharing.views.papers import content, hand_out
from siap.ui.pages import attempt, paginate, show

MOST_PARTS = 60
"""So many shares are shown one by one, the newest; the table by month holds them all."""


def _unit(request: Request, uid: UUID) -> Unit:
    found: Unit = get_object_or_404(Unit.objects.visible_to(request.user), uid=uid)
    return found


@require_safe
@needs("sharing.see")
def units(request: Request) -> HttpResponse:
    """What every unit owes the state, and paid this year."""
    today = clock.today()
    january = today.replace(month=1, day=1)
    due = book.by_book(chart.state_revenue_due.code)
    rows = [
        (unit, due.get(unit.custody_book, 0), queries.state_deposited(unit, january, today))
        for unit in Unit.objects.visible_to(request.user).order_by("name")
    ]
    if len(rows) == 1:
        return redirect("sharing:state-unit", rows[0][0].uid)
    return show(
        request,
        "sharing/state.html",
        rows=rows,
        due=sum(row[1] for row in rows),
        paid=sum(row[2] for row in rows),
        year=str(today.year),
    )


@require_safe
@needs("sharing.see")
def unit(request: Request, uid: UUID) -> HttpResponse:
    """One unit: month by month what became due and what was paid, and every deposit."""
    found = _unit(request, uid)
    today = clock.today()
    parts = queries.state_parts(found)
    return show(
        request,
        "sharing/state_unit.html",
        unit=found,
        due=queries.state_due(found),
        paid=queries.state_deposited(found, today.replace(month=1, day=1), today),
        year=str(today.year),
        lines=queries.state_lines(found),
        parts=parts[::-1][:MOST_PARTS],
        may_bill=request.user.can("payout.write") and any(one.may_be_billed for one in parts),
        page=paginate(
            request, StateDeposit.objects.visible_to(request.user).filter(unit=found).order_by("-paid_on", "-pk")
        ),
        may_deposit=request.user.can("payout.write"),
    )


@needs("payout.write")
def deposit(request: Request, uid: UUID) -> HttpResponse:
    """Write down a deposit with its NTPN."""
    found = _unit(request, uid)
    due = queries.state_due(found)
    waiting = (
        StateBilling.objects.filter(unit=found, deposit=None, due_on__gte=clock.today()).order_by("due_on").first()
    )
    asked = (
        {"amount": waiting.amount, "billing_code": waiting.code} if waiting else {"amount": due} if due > 0 else None
    )
    form = DepositForm(request.POST or None, request.FILES or None, initial=asked)
    if form.is_valid():
        told = form.cleaned_data
        made = attempt(
            form,
            lambda: services.deposit_state_revenue(
                form.uid,
                found,
                told["amount"],
                told["billing_code"],
                told["ntpn"],
                told["paid_on"],
                document=content(told["document"]),
                by=request.user,
            ),
        )
        if made is not None:
            said = {"amount": rupiah(made.amount), "ntpn": made.ntpn}
            messages.success(request, _("Setoran %(amount)s dicatat, NTPN %(ntpn)s.") % said)
            return redirect("sharing:state-unit", found.uid)
    at_hand = book.balance(chart.bank, book=found.custody_book)
    return show(request, "sharing/deposit.html", form, unit=found, due=due, at_hand=at_hand)


@needs("payout.write")
def bill(request: Request, uid: UUID) -> HttpResponse:
    """Bundle all that is due and not billed under one code."""
    found = _unit(request, uid)
    bundle = queries.unbilled(found)
    form = BillingForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        billing = attempt(
            form,
            lambda: services.bill_state_revenue(form.uid, found, told["code"], told["due_on"], by=request.user),
        )
        if billing is not None:
            messages.success(request, _("Tagihan %(amount)s dicatat.") % {"amount": rupiah(billing.amount)})
            return redirect("sharing:state-unit", found.uid)
    return show(
        request, "sharing/bill.html", form, unit=found, bundle=bundle, total=sum(one.due for one in bundle)
    )  # fmt: skip


@require_safe
@needs("sharing.see")
def document(request: Request, uid: UUID) -> FileResponse:
    """The proof of a deposit."""
    deposits = StateDeposit.objects.visible_to(request.user).select_related("document")
    return hand_out(get_object_or_404(deposits, uid=uid).document)
