"""What is made because somebody ordered it, and rounds of orders, on the officers' side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.money import digits
from siap.market import queries, services
from siap.market.forms import BecauseForm, ForOrdersForm, PaceForm, RoundForm
from siap.market.models import Channel, Order, OrderRound
from siap.people.access import Request, needs
from siap.ui import paper, words
from siap.ui.pages import attempt, paginate, pdf, show
from siap.workshop import queries as stock
from siap.workshop.models import Product


@require_safe
@needs("market.see")
def to_make(request: Request) -> HttpResponse:
    """What somebody waits for, what was promised first first; and what can be made of everything in a week."""
    return show(
        request,
        "market/to_make.html",
        rows=queries.to_make_for(request.user),
        paced=queries.paced(request.user),
        rounds=queries.open_rounds().filter(pk__in=queries.rounds_of(request.user)).select_related("business")[:5],
        may_write=request.user.can("sale.write"),
    )


@needs("market.see")
def product(request: Request, uid: UUID) -> HttpResponse:
    """One product that is made to order: who waits, a batch for them, and how many can be made in a week."""
    found: Product = get_object_or_404(Product.objects.visible_to(request.user).select_related("business"), uid=uid)
    orders = Order.objects.visible_to(request.user)
    lines = queries.unmade().filter(order__in=orders, product=found)
    waiting = queries.to_make(lines)
    what = request.POST.get("what", "")
    today = clock.today()
    room = queries.rooms([found.pk], today).get(found.pk)
    pace = PaceForm(request.POST if what == "pace" else None, initial={"a_week": room.a_week if room else 0})
    plan = ForOrdersForm(request.POST if what == "plan" else None)
    deeds: dict[str, tuple[Any, str, Any]] = {
        "pace": (pace, "sale.write", lambda: services.set_pace(found, pace.cleaned_data["a_week"], by=request.user)),
        "plan": (
            plan,
            "batch.write",
            lambda: services.plan_for_orders(
                plan.uid, found, planned_on=plan.cleaned_data["planned_on"], orders=orders, by=request.user
            ),
        ),
    }
    form, action, deed = deeds.get(what, (plan, "", None))
    if deed is not None and request.user.can(action) and form.is_valid() and attempt(form, deed):
        messages.success(request, _("Tersimpan."))
        return redirect("market:make-to-order", uid)
    return show(
        request,
        "market/make_to_order.html",
        form,
        product=found,
        waiting=waiting[0] if waiting else None,
        lines=lines.select_related("order__round").order_by("order__promised_on", "pk"),
        room=room,
        next_on=room.ready_on(1, today) if room and room.most else None,
        pace_form=pace,
        plan_form=plan,
        has_recipe=stock.recipe_now(found) is not None,
        may_pace=request.user.can("sale.write"),
        may_plan=request.user.can("batch.write"),
    )


# --- Rounds ----------------------------------------------------------------------------------------------------------------


@require_safe
@needs("market.see")
def rounds(request: Request) -> HttpResponse:
    """Every round, what is brought last first."""
    page = paginate(request, queries.rounds_of(request.user))
    return show(request, "market/rounds.html", page=page, may_write=request.user.can("sale.write"))


@needs("sale.write")
def open_round(request: Request) -> HttpResponse:
    """Begin to collect orders."""
    shops = Channel.objects.visible_to(request.user).filter(kind=Channel.Kind.ONLINE)
    form = RoundForm(queries.makers(request.user), shops, request.POST or None)
    if form.is_valid() and (opened := attempt(form, lambda: _open(form, request))):
        messages.success(request, _("Putaran dibuka. Pembeli melihatnya di toko."))
        return redirect("market:round", opened.uid)
    return show(request, "market/open_round.html", form)


def _open(form: RoundForm, request: Request) -> OrderRound:
    given = form.cleaned_data
    return services.open_round(
        form.uid, given["channel"], given["business"], place=given["place"], until_on=given["until_on"],
        brought_on=given["brought_on"], by=request.user,
    )  # fmt: skip


@require_safe
@needs("market.see")
def one_round(request: Request, uid: UUID) -> HttpResponse:
    """What is to be made for a round, and who fetches what."""
    return _round_page(request, _find(request, uid), BecauseForm())


@needs("sale.write")
def cancel_round(request: Request, uid: UUID) -> HttpResponse:
    """Call a round off that nobody is in."""
    found = _find(request, uid)
    form = BecauseForm(request.POST or None)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    if because and attempt(form, lambda: services.cancel_round(found, because=because, by=request.user)) is not None:
        messages.success(request, _("Putaran dibatalkan."))
        return redirect("market:rounds")
    return _round_page(request, found, form)


def _round_page(request: Request, found: OrderRound, form: BecauseForm) -> HttpResponse:
    orders = queries.orders_in(found)
    return show(
        request,
        "market/round.html",
        form,
        round=found,
        orders=orders,
        pieces=queries.pieces_in(orders),
        total=sum(one.total for one in orders),
        may_write=request.user.can("sale.write"),
    )


@require_safe
@needs("market.see")
def round_paper(request: Request, uid: UUID) -> HttpResponse:
    """The list that goes along to the pick-up point: who fetches what, and what he still pays."""
    found = _find(request, uid)
    rows = [
        [
            one.number,
            one.buyer,
            _goods(one),
            str(one.money_now),
            "" if one.sale and one.sale.is_paid else digits(one.due),
        ]
        for one in queries.orders_in(found)
    ]
    sheet = {
        "title": _("Daftar ambil: %(place)s") % {"place": found.place},
        "under": f"{found.business.name} · {words.long_day(found.brought_on)}",
        "facts": [],
        "heads": [_("Nomor"), _("Pembeli"), _("Barang"), _("Uang"), _("Ditagih (Rp)")],
        "rows": rows,
        "right": [4],
        "total": None,
        "foot": _("Serahkan barang hanya kepada yang namanya di sini; uangnya dicatat hari itu juga."),
    }
    return pdf(paper.compile("ui/list", sheet), f"putaran-{found.brought_on:%Y-%m-%d}.pdf")


def _goods(order: Order) -> str:
    return ", ".join(f"{line.quantity} × {line.product.name}" for line in order.lines.all())


def _find(request: Request, uid: UUID) -> OrderRound:
    found: OrderRound = get_object_or_404(queries.rounds_of(request.user), uid=uid)
    return found
