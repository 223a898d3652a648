"""The three threads: one person, one rupiah, one jar."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.services import note_reading
from siap.insight import queries
from siap.market.models import Sale
from siap.people.access import Request, needs
from siap.people.models import Person, Unit
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
    sales = Sale.objects.visible_to(request.user).select_related("channel", "unit")
    sale = get_object_or_404(sales, uid=uid)
    return show(request, "insight/rupiah_way.html", way=queries.rupiah_way(sale, request.user), sale=sale)


@require_safe
@needs("sharing.see")
def sales_behind(request: Request, uid: str) -> HttpResponse:
    """A share explained: back to the sales and who signed for their money, on to the books, the chain and the slips."""
    shares = Share.objects.visible_to(request.user).select_related(
        "business__unit", "terms__agreement", "prepared_by", "decided_by"
    )
    share = get_object_or_404(shares, uid=uid)
    way = queries.share_way(share, request.user)
    return show(
        request, "insight/sales_behind.html", share=share, way=way, page=paginate(request, queries.sales_behind(share))
    )


@require_safe
@needs("sharing.see")
def state_year(request: Request) -> HttpResponse:
    """The state's part in a year: every unit that this user sees, beside its target."""
    today = clock.today()
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= today.year else today.year
    rows = queries.state_years(Unit.objects.visible_to(request.user).order_by("name"), year)
    return show(
        request,
        "insight/state_year.html",
        rows=rows,
        total=queries.all_together(rows),
        year=str(year),
        before=str(year - 1),
        after=str(year + 1) if year < today.year else "",
    )


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


@require_safe
@needs("market.see")
def epcis(request: Request, uid: str) -> JsonResponse:
    """The same as GS1 EPCIS 2.0 events, for another system: no buyer, no person."""
    lot = get_object_or_404(
        Lot.objects.visible_to(request.user).select_related("material", "product", "purchase"), uid=uid
    )
    answer = JsonResponse(queries.epcis_document(lot), content_type="application/ld+json")
    answer["Content-Disposition"] = f'attachment; filename="epcis-{lot.number}.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer
