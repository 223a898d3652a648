"""Places to sell, and what is offered there at what price."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.money import rupiah
from siap.ledger.models import Book
from siap.market import queries, services
from siap.market.forms import ChannelForm, PriceForm, PromotionForm, RulingForm
from siap.market.models import Channel, Offer, Promotion, SellerOfRecord
from siap.people.access import Request, needs
from siap.people.models import Unit
from siap.ui import words
from siap.ui.pages import attempt, show
from siap.workshop import queries as stock
from siap.workshop.models import Product


@require_safe
@needs("market.see")
def channels(request: Request) -> HttpResponse:
    """Every place to sell."""
    rows = Channel.objects.visible_to(request.user).select_related("unit").order_by("unit__name", "name")
    return show(request, "market/channels.html", channels=rows, may_sell=request.user.can("sale.write"))


@needs("sale.write")
def open_channel(request: Request) -> HttpResponse:
    """Open a place to sell."""
    form = ChannelForm(Unit.objects.visible_to(request.user), request.POST or None)
    if form.is_valid() and (channel := attempt(form, lambda: _open(request, form))):
        messages.success(request, _("%(name)s dibuka. Sekarang tetapkan harganya.") % {"name": channel.name})
        return redirect("market:channel", channel.uid)
    return show(request, "market/open_channel.html", form)


def _open(request: Request, form: ChannelForm) -> Channel:
    key, seller_name = form.seller_of_record
    return services.open_channel(
        form.cleaned_data["unit"],
        form.cleaned_data["name"],
        form.cleaned_data["kind"],
        seller=Book.objects.get(key=key),
        seller_name=seller_name,
        uid=form.uid,
        by=request.user,
    )


@require_safe
@needs("market.see")
def channel(request: Request, uid: UUID) -> HttpResponse:
    """One place: its products with their prices and stock."""
    found = _find(request, uid)
    today = clock.today()
    products = list(_offerable(found).order_by("business__name", "name"))
    prices, pieces = queries.prices(found, today), stock.sellable(products, today)
    rows = [(product, prices.get(product.pk), pieces.get(product.pk, 0)) for product in products]
    return show(
        request,
        "market/channel.html",
        channel=found,
        rows=sorted(rows, key=lambda row: row[1] is not None),
        unpriced=sum(price is None for _product, price, _pieces in rows),
        sold=queries.summed(found.sales.all(), today.replace(day=1), today),
        may_sell=request.user.can("sale.write"),
        may_lend=request.user.can("cash.confirm"),
    )


@needs("sale.write")
def price(request: Request, uid: UUID, product_uid: UUID) -> HttpResponse:
    """The price of a product in a place: what it was, a new one, and less for some days."""
    found = _find(request, uid)
    product = get_object_or_404(_offerable(found), uid=product_uid)
    what = request.POST.get("what", "") if request.method == "POST" else None
    form = PriceForm(request.POST if what == "" else None)
    promotion = PromotionForm(request.POST if what == "promote" else None)
    if what == "end":
        _end(request, get_object_or_404(Promotion, uid=_uid(request), channel=found, product=product))
        return redirect("market:price", uid, product_uid)
    if form.is_valid() and (offer := attempt(form, lambda: _set(request, form, found, product))):
        said = {"product": product.name, "price": rupiah(offer.price), "day": words.day(offer.valid_from)}
        messages.success(request, _("%(product)s dijual %(price)s sebuah mulai %(day)s.") % said)
        if doubt := queries.sehati_doubt(product, offer.valid_from):
            messages.warning(request, doubt)
        return redirect("market:channel", found.uid)
    if promotion.is_valid() and (made := attempt(promotion, lambda: _promote(request, promotion, found, product))):
        said = {"product": product.name, "price": rupiah(made.price), "day": words.day(made.until_on)}
        messages.success(request, _("Promo %(product)s: %(price)s sebuah sampai dengan %(day)s.") % said)
        return redirect("market:price", uid, product_uid)
    today = clock.today()
    return show(
        request,
        "market/price.html",
        promotion if promotion.is_bound else form,
        price_form=form,
        promotion_form=promotion,
        channel=found,
        product=product,
        now=queries.price_of(found, product, today),
        usual=queries.usual_prices(found, today).get(product.pk),
        offers=Offer.objects.filter(channel=found, product=product).order_by("-valid_from"),
        promotions=Promotion.objects.filter(channel=found, product=product).order_by("-from_on"),
        recipe=(recipe := stock.recipe_now(product)),
        cost=stock.recipe_cost(recipe) if recipe else None,
        doubt=queries.sehati_doubt(product, today),
    )


def _set(request: Request, form: PriceForm, channel: Channel, product: Product) -> Offer:
    return services.set_price(channel, product, by=request.user, **form.cleaned_data)


def _promote(request: Request, form: PromotionForm, channel: Channel, product: Product) -> Promotion:
    given = {name: value for name, value in form.cleaned_data.items() if name != "uid"}
    return services.promote(form.uid, channel, product, by=request.user, **given)


def _end(request: Request, promotion: Promotion) -> None:
    ended = services.end_promotion(promotion, by=request.user)
    messages.success(request, _("Promo berakhir %(day)s.") % {"day": words.day(ended.until_on)})


def _uid(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("promotion", ""))
    except ValueError:
        raise Http404 from None


@needs("cash.confirm")
def sellers(request: Request, uid: UUID) -> HttpResponse:
    """Whose book takes the money here, by what paper, since when; and a new ruling."""
    found = _find(request, uid)
    form = RulingForm(found, _offerable(found).order_by("name"), request.POST or None)
    if form.is_valid() and attempt(form, lambda: _rule(request, form, found)) is not None:
        messages.success(request, _("Tersimpan."))
        return redirect("market:sellers", uid)
    return show(
        request,
        "market/sellers.html",
        form,
        channel=found,
        now=queries.sellers(found, clock.today())[None],
        rulings=found.sellers.select_related("product").order_by("-valid_from", "-pk"),
    )


def _rule(request: Request, form: RulingForm, channel: Channel) -> SellerOfRecord:
    key, name = form.seller_of_record
    given = {one: form.cleaned_data[one] for one in ("product", "valid_from", "basis")}
    return services.rule_seller(channel, Book.objects.get(key=key), name, by=request.user, **given)


def _find(request: Request, uid: UUID) -> Channel:
    rows = Channel.objects.visible_to(request.user).select_related("unit", "seller")
    found: Channel = get_object_or_404(rows, uid=uid)
    return found


def _offerable(channel: Channel) -> "QuerySet[Product]":
    """What may stand in this channel: ready, made by a business of the unit or of the whole office."""
    here = Q(business__unit=channel.unit_id) | Q(business__unit=None)
    return Product.objects.filter(here, stage__in=Product.FOR_SALE).select_related("business")
