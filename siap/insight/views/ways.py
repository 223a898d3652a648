"""The three threads: one person, one rupiah, one jar."""

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from siap.core.services import note_reading
from siap.insight import queries
from siap.market.models import Sale
from siap.people.access import Request, needs
from siap.people.models import Person
from siap.sharing.models import Share
from siap.ui.pages import paginate, show
from siap.workshop.models import Lot, LotKind


@require_safe
@needs("people.see")
def person_way(request: Request, uid: str) -> HttpResponse:
    """One person's way, from the proposal to the own business. Reading it is noted."""
    person = get_object_or_404(Person.objects.visible_to(request.user), uid=uid)
    note_reading(person.pk, by=request.user, page="insight:person-way")
    return show(request, "insight/person_way.html", way=queries.person_way(person, request.user), person=person)


@require_safe
@needs("market.see")
def rupiah_way(request: Request, uid: str) -> HttpResponse:
    """One sale's money, from the buyer to every person's part."""
    sales = Sale.objects.visible_to(request.user).select_related("channel", "unit").prefetch_related("payments")
    sale = get_object_or_404(sales, uid=uid)
    return show(request, "insight/rupiah_way.html", way=queries.rupiah_way(sale, request.user), sale=sale)


@require_safe
@needs("sharing.see")
def sales_behind(request: Request, uid: str) -> HttpResponse:
    """Back from a share to the sales whose money it divided."""
    share = get_object_or_404(Share.objects.visible_to(request.user).select_related("business"), uid=uid)
    lines = queries.sales_behind(share)
    total = lines.aggregate(total=Sum("amount"))["total"] or 0
    return show(request, "insight/sales_behind.html", share=share, page=paginate(request, lines), total=total)


@require_safe
@needs("workshop.see")
def jar_way(request: Request, uid: str) -> HttpResponse:
    """One lot: what went in, who bought it; of a material lot, the jars it went into."""
    lots = Lot.objects.visible_to(request.user).select_related(
        "business__unit", "product", "batch__recipe", "material", "purchase"
    )
    lot = get_object_or_404(lots, uid=uid)
    if lot.kind == LotKind.MATERIAL:
        return show(request, "insight/material_way.html", lot=lot, parts=queries.material_way(lot))
    return show(request, "insight/jar_way.html", way=queries.jar_way(lot, request.user), lot=lot)
