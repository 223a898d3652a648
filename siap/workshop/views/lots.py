"""Follow a lot, hold it, print its labels; and what everybody may read on the jar."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.business.models import Business
from siap.core import clock
from siap.people.access import Request, needs, open_to_all
from siap.ui.pages import attempt, paginate, public_address, show
from siap.ui.way import State, Station
from siap.workshop import queries, rules, services
from siap.workshop.forms import ReasonForm
from siap.workshop.models import Lot, LotKind, Permit, StockMove
from siap.workshop.views.gates import find

MOST_LABELS = 200
A_SHEET = 12


@dataclass(frozen=True)
class Movement:
    """A stock move in words, with the page of what moved it."""

    move: StockMove
    words: str
    href: str


@needs("workshop.see")
def lot(request: Request, uid: UUID) -> HttpResponse:
    """One lot: what it is, what it was made from, what it went into, every move, and whether it is held."""
    return _show_lot(request, find(Lot, request, uid), ReasonForm())


def _show_lot(request: Request, found: Lot, form: ReasonForm) -> HttpResponse:
    page = paginate(request, found.moves.order_by("-moved_on", "-pk"))
    page.object_list = [_told(move) for move in page.object_list]
    is_product = found.kind == LotKind.PRODUCT
    return show(
        request,
        "workshop/lot.html",
        form,
        lot=found,
        is_product=is_product,
        made_from=queries.made_from(found) if is_product else [],
        went_into=[] if is_product else queries.went_into(found),
        page=page,
        beside_plan=queries.beside_plan(found.batch) if found.batch else None,
        is_past=found.is_past(clock.today()),
        checks=queries.checks_of(found) if found.batch and found.batch.quality_id else None,
    )


def _told(move: StockMove) -> Movement:
    """What an event did to a lot. Rooms on the right are linked to, never asked."""
    kind, _colon, rest = move.reference.partition(":")
    uid, _colon, undone = rest.partition(":")
    words = {
        "purchase": _("Pembelian dibatalkan") if undone else _("Dibeli"),
        "count": _("Selisih hitungan stok"),
        "write-off": _("Dibuang"),
        "batch": _("Jadi barang") if move.quantity > 0 else _("Dipakai untuk produksi"),
        "sale": _("Kembali dari penjualan yang dibatalkan") if undone else _("Terjual"),
    }
    routes = {"batch": "workshop:batch", "sale": "market:sale"}
    href = reverse(routes[kind], args=[uid]) if kind in routes else ""
    return Movement(move, words.get(kind, _("Dipindahkan")), href)


@require_POST
@needs("product.write")
def hold(request: Request, uid: UUID) -> HttpResponse:
    """Nobody uses or sells it from now on."""
    return _mark(request, uid, held=True)


@require_POST
@needs("product.write")
def unhold(request: Request, uid: UUID) -> HttpResponse:
    """It may be used or sold again."""
    return _mark(request, uid, held=False)


def _mark(request: Request, uid: UUID, *, held: bool) -> HttpResponse:
    found = find(Lot, request, uid)
    form = ReasonForm(request.POST)
    act = services.hold_lot if held else services.unhold_lot
    if not form.is_valid() or not attempt(
        form, lambda: act(found, because=form.cleaned_data["because"], by=request.user)
    ):
        return _show_lot(request, found, form)
    says = _("Lot %(number)s ditahan.") if held else _("Lot %(number)s boleh dipakai lagi.")
    messages.success(request, says % {"number": found.number})
    return redirect("workshop:lot", uid)


@needs("workshop.see")
def label(request: Request, uid: UUID) -> HttpResponse:
    """A sheet of labels for a product lot."""
    found = find(Lot, request, uid)
    if found.batch is None or found.product is None:
        raise Http404
    asked = request.GET.get("berapa", "")
    count = min(int(asked), MOST_LABELS) if asked.isdecimal() and int(asked) > 0 else A_SHEET
    ingredients = queries.label_ingredients(found.batch.recipe)
    permits = list(queries.permits_on(found.product, found.made_on))
    return show(
        request,
        "workshop/label.html",
        lot=found,
        producer=producer_of(found),
        marks=marks(permits),
        ingredients=ingredients,
        allergens=sorted({one.allergen for one in ingredients if one.allergen}),
        permits=[one for one in permits if one.kind in rules.PRINTED],
        lacks=queries.label_lacks(found.product, clock.today(), ingredients),
        code=_code(public_address(request, reverse("workshop:jar", args=[found.uid]))),
        copies=range(count),
        count=count,
    )


def producer(business: Business) -> str:
    """Who makes it, as the buyer reads it: the brand and its house, never a person; a venture stands for itself."""
    parts = [business.name]
    if business.unit is not None:
        parts += (
            [business.unit.place]
            if business.kind == Business.Kind.VENTURE
            else [business.unit.name, business.unit.place]
        )
    return ", ".join(parts)


def producer_of(lot: Lot) -> str:
    """The maker as the label says it: as somebody wrote for this product, else the business and its house."""
    own = getattr(lot.product, "label", None)
    return (own and own.producer) or producer(lot.business)


def marks(permits: Sequence[Permit]) -> list[str]:
    """A word of our own, never the authority's picture: halal only with its certificate."""
    kinds = {one.kind for one in permits}
    if rules.HALAL in kinds:
        return [_("HALAL")]
    return [_("TIDAK HALAL")] if rules.NOT_HALAL in kinds else []


def _code(address: str) -> SafeString:
    """A QR code as a picture inside the page: `segno` writes nothing but paths and numbers."""
    drawn = segno.make_qr(address, error="m")
    return mark_safe(drawn.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))  # nosec B308 B703


@open_to_all
def jar(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is in the jar, who made it, until when it is good, and whether it is called back. No person."""
    found = get_object_or_404(Lot.objects.select_related("business__unit", "product", "batch__recipe"), uid=uid)
    if found.batch is None or found.product is None:
        raise Http404
    is_past = found.is_past(clock.today())
    return show(
        request,
        "workshop/jar.html",
        lot=found,
        producer=producer(found.business),
        ingredients=queries.label_ingredients(found.batch.recipe),
        permits=queries.permits_on(found.product, found.made_on).filter(kind__in=rules.PRINTED),
        is_past=is_past,
        way=[
            Station(_("Bahan dibeli"), State.DONE, on=queries.first_bought(found)),
            Station(_("Dibuat"), State.DONE, on=found.made_on),
            Station(_("Sampai di Anda"), State.BAD if found.is_held or is_past else State.HERE),
        ],
    )
