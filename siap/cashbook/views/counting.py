"""Counting the money in the box."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from siap.cashbook import queries, services
from siap.cashbook.forms import CountForm
from siap.cashbook.models import CashCount
from siap.cashbook.views.books import find, may_write
from siap.core.money import rupiah
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show


@needs("cashbook.see")
def count(request: Request, uid: UUID) -> HttpResponse:
    """What is in the box, beside what the book has; a difference needs its reason."""
    business = find(request, uid)
    may_count = may_write(request.user, business) and business.closed_on is None
    if request.method == "POST" and not may_count:
        raise PermissionDenied
    form = CountForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        noted = attempt(
            form,
            lambda: services.count_cash(
                form.uid, business, given["counted"], because=given["because"], by=request.user
            ),
        )
        if noted:
            messages.success(request, _said(noted))
            return redirect("cashbook:count", business.uid)
    return show(
        request,
        "cashbook/count.html",
        form,
        business=business,
        standing=queries.standing_of([business])[business.pk],
        may_count=may_count,
        page=paginate(request, queries.counts(business)),
    )


def _said(count: CashCount) -> str:
    amount = rupiah(count.counted)
    if not count.difference:
        return _("%(amount)s: kotak dan buku sama.") % {"amount": amount}
    said = {"amount": amount, "difference": rupiah(abs(count.difference))}
    if count.difference < 0:
        return _("%(amount)s di kotak, kurang %(difference)s; selisihnya dibukukan.") % said
    return _("%(amount)s di kotak, lebih %(difference)s; selisihnya dibukukan.") % said
