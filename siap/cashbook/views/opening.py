"""What a business began with: a table is looked at first, and written only when somebody says so."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.cashbook import services
from siap.cashbook.forms import OpeningForm, ReverseForm
from siap.cashbook.views.books import find, may_write
from siap.core.money import rupiah
from siap.ledger import chart, importing
from siap.ledger import queries as book
from siap.ledger.models import Entry
from siap.ledger.rules import CREDIT, DEBIT
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show


@needs("cashbook.see")
def opening(request: Request, uid: UUID) -> HttpResponse:
    """The opening balance of a book: as it stands, or to be entered."""
    business = find(request, uid)
    may_open = may_write(request.user, business) and business.closed_on is None
    if request.method == "POST" and not may_open:
        raise PermissionDenied
    entry = book.opening(business.book)
    return _standing(request, business, entry, may_open) if entry else _entering(request, business, may_open)


def _standing(request: Request, business: Business, entry: Entry, may_open: bool) -> HttpResponse:
    form = ReverseForm(request.POST if "because" in request.POST else None)
    if form.is_valid():

        def take_back() -> bool:
            services.take_back_opening(business, because=form.cleaned_data["because"], by=request.user)
            return True

        if attempt(form, take_back):
            messages.success(request, _("Saldo awal dibatalkan. Sekarang dapat dimasukkan lagi."))
            return redirect("cashbook:opening", business.uid)
    lines = [(str(chart.NAMES[line.account.code]), line.side, line.amount) for line in entry.lines.all()]
    return show(
        request, "cashbook/opening.html", form, business=business, may_open=may_open, entry=entry, lines=lines,
        amount=sum(amount for _name, side, amount in lines if side == DEBIT),
    )  # fmt: skip


def _entering(request: Request, business: Business, may_open: bool) -> HttpResponse:
    form = OpeningForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return show(request, "cashbook/opening.html", form, business=business, may_open=may_open)
    rows, on = form.rows, form.cleaned_data["on"]
    debit, credit = importing.total(rows, DEBIT), importing.total(rows, CREDIT)
    wrong = sum(1 for row in rows if row.problem)
    if "confirm" in request.POST and not wrong:
        lines = [row.posting for row in rows if row.posting]
        entered = attempt(form, lambda: services.enter_opening(business, lines, on=on, by=request.user))
        if entered is not None:
            messages.success(request, _("Saldo awal %(amount)s sudah masuk buku.") % {"amount": rupiah(debit)})
            return redirect("cashbook:opening", business.uid)
    text = importing.written(rows)
    errors = form.non_field_errors()
    form = OpeningForm({"on": request.POST.get("on", ""), "table": text})
    return show(
        request, "cashbook/opening.html", form, business=business, may_open=may_open, table=text, errors=errors,
        preview=[(row, chart.NAMES.get(row.cells.get("code", ""), "")) for row in rows],
        checked=True, wrong=wrong, debit=debit, credit=credit, is_right=bool(rows) and not wrong and debit == credit, on=on,
    )  # fmt: skip
