"""How much each member's conduct counts, where the terms weigh it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.business import queries, services
from siap.business.forms import ConductForm
from siap.business.models import Conduct
from siap.business.views import business_or_404
from siap.core import clock
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show


@require_safe
@needs("savings.see")
def conduct(request: Request, uid: UUID) -> HttpResponse:
    """Every member with what counts now, and everything that was ever given."""
    business = business_or_404(request, uid)
    today = clock.today()
    now = queries.conduct_on(business, today)
    given = Conduct.objects.filter(business=business).select_related("person", "by").order_by("-from_on", "-pk")
    return show(
        request,
        "business/conduct.html",
        business=business,
        members=[(one.person, now.get(one.person_id)) for one in queries.members_now(business)],
        given=given,
        is_weighed=queries.weighs_conduct(business, today),
        may_write=request.user.can("hours.write") and business.closed_on is None,
    )


@needs("hours.write")
def give(request: Request, uid: UUID, person: UUID) -> HttpResponse:
    """Say how much a member's conduct counts from a day on."""
    business = business_or_404(request, uid)
    member = get_object_or_404(queries.members_now(business), person__uid=person).person
    form = ConductForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        given = attempt(
            form,
            lambda: services.give_conduct(
                form.uid, business, member, told["percent"], from_on=told["from_on"], evidence=told["evidence"],
                by=request.user,
            ),
        )  # fmt: skip
        if given is not None:
            messages.success(request, _("Nilai kelakuan %(code)s dicatat.") % {"code": member.member_code})
            return redirect("business:conduct", business.uid)
    terms = queries.terms_of(business, clock.today())
    return show(request, "business/give_conduct.html", form, business=business, member=member, terms=terms)
