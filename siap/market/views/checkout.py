"""The second screen of the public shop: who gets it, how, and how it is paid; or, for many pieces, what they would cost."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import may_knock
from siap.market import queries, services
from siap.market.models import Channel, Order
from siap.market.queries import Card, Seller
from siap.market.services.refusals import TooManyOrders
from siap.market.shop_forms import CheckoutForm, QuoteForm
from siap.market.views.basket import goods_of, keep_basket, less_together, pieces_of
from siap.people.access import open_to_all
from siap.ui.pages import attempt, show
from siap.workshop.models import Product

ORDERS_A_MINUTE = 6
"""From one network address: a family orders less, a flood that empties the shelf more."""


@dataclass(frozen=True)
class Wanted:
    """What of a basket one shop sells, and who takes the money."""

    channel: Channel
    seller: Seller
    goods: list[tuple[Card, int]]
    lines: list[tuple[Product, int]]

    @property
    def rows(self) -> list[tuple[Card, int, int]]:
        """Card, pieces, rupiah."""
        return [(card, count, count * card.price) for card, count in self.goods]


def _wanted(request: HttpRequest, uid: UUID) -> Wanted | None:
    """None when nothing of the basket is this shop's. Raises SellersDiffer."""
    channel = get_object_or_404(Channel.objects.select_related("unit"), uid=uid, kind=Channel.Kind.ONLINE)
    goods = [(card, count) for card, count in goods_of(pieces_of(request)) if card.channel == uid]
    if not goods:
        return None
    products = Product.objects.select_related("business").in_bulk([card.pk for card, _count in goods])
    lines = [(products[card.pk], count) for card, count in goods]
    seller = queries.seller_for(channel, [one for one, _count in lines], clock.today())
    return Wanted(channel, seller, goods, lines)


@never_cache
@open_to_all
def checkout(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Order what is in the basket."""
    try:
        wanted = _wanted(request, uid)
    except Refused as refusal:
        return render(request, "shop/refused.html", {"says": str(refusal)}, status=422)
    if wanted is None:
        return _known(request) or redirect("shop:basket")
    rounds = queries.rounds_for(wanted.channel, [one for one, _count in wanted.lines])
    form = CheckoutForm(wanted.channel, wanted.seller, request.POST or None, rounds=rounds)
    if form.is_valid() and (order := attempt(form, lambda: _place(request, form, wanted))):
        return _ordered(request, order, wanted)
    return _page(request, form, wanted)


@never_cache
@open_to_all
def ask(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask what this much would cost, by a day: for institutions, and for more than is there."""
    try:
        wanted = _wanted(request, uid)
    except Refused as refusal:
        return render(request, "shop/refused.html", {"says": str(refusal)}, status=422)
    if wanted is None:
        return _known(request) or redirect("shop:basket")
    form = QuoteForm(wanted.channel, wanted.seller, request.POST or None)
    if form.is_valid() and (order := attempt(form, lambda: _ask(request, form, wanted))):
        return _ordered(request, order, wanted)
    return _page(request, form, wanted, asks=True)


def _known(request: HttpRequest) -> HttpResponse | None:
    """The page of an order whose answer was lost on its way: the same form sent again, and its basket is empty by now."""
    try:
        order = Order.objects.filter(uid=UUID(request.POST.get("uid", ""))).first()
    except ValueError:
        return None
    return redirect("shop:order", order.secret) if order else None


def _page(request: HttpRequest, form: CheckoutForm, wanted: Wanted, *, asks: bool = False) -> HttpResponse:
    ready = [card.ready_on(count) for card, count in wanted.goods]
    less = 0 if asks else less_together(wanted.channel, wanted.goods)
    return show(
        request,
        "shop/checkout.html",
        form,
        wanted=wanted,
        total=sum(amount for _card, _count, amount in wanted.rows) - less,
        less=less,
        ready_on=max(filter(None, ready), default=None),
        asks=asks,
    )


def _place(request: HttpRequest, form: CheckoutForm, wanted: Wanted) -> Order:
    refuse_flood(request)
    given = form.cleaned_data
    return services.place_order(
        form.uid, wanted.channel, wanted.lines, buyer=given["buyer"], phone=given["phone"], how=given["how"],
        method=given["method"], place=form.place, address=given.get("address", ""), voucher=given.get("voucher", ""), by=None,
    )  # fmt: skip


def _ask(request: HttpRequest, form: QuoteForm, wanted: Wanted) -> Order:
    refuse_flood(request)
    given = form.cleaned_data
    return services.ask_quote(
        form.uid, wanted.channel, wanted.lines, buyer=given["buyer"], phone=given["phone"], how=given["how"],
        method=given["method"], wanted_on=given["wanted_on"], place=form.place, address=given.get("address", ""), by=None,
    )  # fmt: skip


def refuse_flood(request: HttpRequest) -> None:
    """So many orders a minute from one network address. Raises TooManyOrders."""
    if not may_knock(request.META.get("REMOTE_ADDR", ""), "order", most=ORDERS_A_MINUTE):
        raise TooManyOrders


def _ordered(request: HttpRequest, order: Order, wanted: Wanted) -> HttpResponse:
    """His order's page, and a basket without what was ordered."""
    if "remember" in request.POST:
        services.remember_buyer(order, by=None)
    bought = {card.uid for card, _count in wanted.goods}
    left = {uid: count for uid, count in pieces_of(request).items() if uid not in bought}
    return keep_basket(redirect("shop:order", order.secret), left)
