"""The tools of a business: what they are worth, writing a month off, taking one off the list."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.cashbook import queries, services
from siap.cashbook.forms import DisposeForm
from siap.cashbook.models import Equipment
from siap.cashbook.views.books import find, may_write
from siap.core.errors import Refused
from siap.ledger.rules import first_day
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.pages import attempt, show


@require_safe
@needs("cashbook.see")
def equipment(request: Request, uid: UUID) -> HttpResponse:
    """Every tool with its cost, what was written off and what it is still worth."""
    business = find(request, uid)
    tools = queries.tools(business)
    in_use = [tool for tool in tools if not tool.equipment.gone_on]
    due = queries.month_to_write_off(business)
    return show(
        request,
        "cashbook/equipment.html",
        business=business,
        in_use=in_use,
        gone=[tool for tool in tools if tool.equipment.gone_on],
        cost=sum(tool.equipment.cost for tool in in_use),
        written_off=sum(tool.written_off for tool in in_use),
        worth=sum(tool.worth for tool in in_use),
        due=due,
        due_month=first_day(due) if due else None,
        may_write=may_write(request.user, business) and business.closed_on is None,
    )


@require_POST
@needs("cashbook.see")
def depreciate(request: Request, uid: UUID) -> HttpResponse:
    """Write the tools off for the month that is due."""
    business = find(request, uid)
    if not may_write(request.user, business):
        raise PermissionDenied
    month = queries.month_to_write_off(business)
    if month is None or request.POST.get("month") != str(month):
        messages.info(request, _("Penyusutan bulan itu sudah dicatat, atau bulannya belum lewat."))
        return redirect("cashbook:equipment", business.uid)
    try:
        services.depreciate(business, month, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Penyusutan %(month)s tercatat.") % {"month": words.month(first_day(month))})
    return redirect("cashbook:equipment", business.uid)


@needs("cashbook.see")
def dispose(request: Request, uid: UUID) -> HttpResponse:
    """Take a tool off the list, with the reason."""
    rows = Equipment.objects.visible_to(request.user).select_related("business__unit", "note")
    found: Equipment = get_object_or_404(rows, uid=uid)
    if not may_write(request.user, found.business):
        raise PermissionDenied
    form = DisposeForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.dispose(found, because=because, by=request.user)):
            messages.success(request, _("%(tool)s dihapus dari daftar alat.") % {"tool": found.name})
            return redirect("cashbook:equipment", found.business.uid)
    tool = next((one for one in queries.tools(found.business) if one.equipment == found), None)
    return show(request, "cashbook/dispose.html", form, equipment=found, tool=tool)
