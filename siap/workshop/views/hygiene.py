"""The hygiene list of a place of production, and every audit there was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from siap.people.access import Request, needs
from siap.ui.pages import attempt, show
from siap.workshop import rules, services
from siap.workshop.forms import HygieneForm
from siap.workshop.views.gates import find_business


@needs("permit.write")
def hygiene(request: Request, uid: UUID) -> HttpResponse:
    """Go through the list: tick what is not so; the level follows."""
    business = find_business(request, uid)
    form = HygieneForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        audit = attempt(
            form,
            lambda: services.audit_hygiene(
                form.uid,
                business,
                form.failing,
                audited_on=given["audited_on"],
                to_do=given["to_do"],
                by=request.user,
            ),
        )
        if audit is not None:
            says = (
                _("Level %(level)s: lulus.")
                if rules.passes_hygiene(audit.level)
                else _("Level %(level)s: belum lulus.")
            )
            messages.success(request, says % {"level": audit.get_level_display()})
            return redirect("workshop:hygiene", uid)
    audits = business.hygiene_audits.select_related("by").order_by("-audited_on", "-pk")[:12]
    return show(request, "workshop/hygiene.html", form, business=business, audits=audits)
