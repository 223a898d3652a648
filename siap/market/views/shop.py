"""The public shop: look, put in the basket, order, pay, follow. No sign-in, and no person anywhere."""

import json
from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.core.paginator import Paginator
from django.core.signing import BadSignature
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import digits, rupiah
from siap.core.services import document_path
from siap.market import chat, gateways, qris, queries, services
from siap.market.models import Channel, Order
from siap.market.queries import Card
from siap.market.shop_forms import MOST_OF_ONE, MOST_PRODUCTS, CheckoutForm
from siap.people.access import open_to_all
from siap.ui import paper, words
from siap.ui.kept import kept_for_strangers
from siap.ui.pages import attempt, pdf, png, shared, show
from siap.ui.poster import poster
from siap.ui.way import State, Station
from siap.workshop import queries as stock
from siap.workshop.models import Product

BASKET = "keranjang"
"""The signed cookie: pieces by product."""
BASKET_DAYS = 7
A_PAGE = 24
VOCABULARY = "https://schema.org/"
"""In whose words the page tells a search engine what it sells; nothing is fetched from there."""


@require_safe
@open_to_all
@kept_for_strangers(queries.edition, lambda request: len(_pieces(request)))
def shelf(request: HttpRequest) -> HttpResponse:
    """Everything that may be bought, by shelf and search."""
    cards = list(queries.catalogue().values())
    asked, kind, brand = (request.GET.get(name, "") for name in ("q", "rak", "kelompok"))
    brands = sorted({card.brand for card in cards})
    if kind in ("makanan", "kerajinan"):
        cards = [card for card in cards if card.is_food == (kind == "makanan")]
    if brand:
        cards = [card for card in cards if card.brand == brand]
    if asked.strip():
        cards = [card for card in cards if card.says(asked[:80])]
    page = Paginator(cards, A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "shop/shelf.html",
        page=page,
        brands=brands,
        kind=kind,
        brand=brand,
        asked=asked,
        basket=_pieces(request),
    )


@require_safe
@open_to_all
@kept_for_strangers(queries.edition)
def product(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One product: price, weight, what is in it, its permits, and how it came here."""
    card = _card(uid)
    found = Product.objects.select_related("business", "label").get(pk=card.pk)
    recipe = stock.recipe_now(found)
    return show(
        request,
        "shop/product.html",
        card=card,
        words=VOCABULARY,
        label=getattr(found, "label", None),
        ingredients=stock.label_ingredients(recipe) if recipe else [],
        permits=[one for one in stock.permits_of(found) if one.valid_until is None or one.valid_until >= clock.today()],
        most=min(card.pieces, MOST_OF_ONE),
        keeps_days=found.shelf_life_days,
        shared=shared(request, request.path, reverse("shop:poster", args=[card.uid])),
        share=chat.link(f"{card.name}, {rupiah(card.price)}\n{request.build_absolute_uri()}"),
        way=[
            Station(_("Dipelajari"), State.DONE, note=_("bersama koperasi")),
            Station(_("Dibuat"), State.DONE, note=card.brand),
            Station(_("Diperiksa"), State.DONE, note=_("izin dan label")),
            Station(_("Sampai di Anda"), State.HERE),
        ],
    )


@require_safe
@open_to_all
def photo(request: HttpRequest, uid: UUID) -> FileResponse:
    """The photograph of what is for sale, here or at a stall, as it was kept when it was uploaded."""
    found = Product.objects.select_related("photo").filter(uid=uid, stage__in=Product.FOR_SALE).first()
    if found is None or found.photo is None:
        raise Http404
    response = FileResponse(document_path(found.photo.sha256).open("rb"), content_type=found.photo.media_type)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
@open_to_all
def share_picture(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What stands beside a link to a product: its photograph, name and price."""
    card = _card(uid)
    found = Product.objects.select_related("photo").get(pk=card.pk)
    taken = document_path(found.photo.sha256) if found.photo else None
    return png(poster(card.brand, card.name, rupiah(card.price), card.house, taken), keep="public, max-age=3600")


# --- The basket ------------------------------------------------------------------------------------------------------------


@open_to_all
def basket(request: HttpRequest) -> HttpResponse:
    """What one means to buy, by shop: every shop is an order of its own."""
    pieces = _pieces(request)
    if request.method == "POST":
        response = redirect("shop:basket")
        _put(request, pieces)
        told = json.dumps({str(uid): count for uid, count in pieces.items()})
        response.set_signed_cookie(
            BASKET, told, max_age=timedelta(days=BASKET_DAYS), httponly=True, samesite="Lax", secure=settings.TLS
        )
        return response
    by_shop: dict[tuple[UUID, str], list[tuple[Card, int, int]]] = defaultdict(list)
    for card, count in _goods(pieces):
        by_shop[card.channel, card.shop].append((card, count, count * card.price))
    shops = [
        (channel, name, rows, sum(row[2] for row in rows), all(row[1] <= row[0].pieces for row in rows))
        for (channel, name), rows in by_shop.items()
    ]
    return show(request, "shop/basket.html", shops=shops)


def _put(request: HttpRequest, pieces: dict[UUID, int]) -> None:
    """Change a basket as a form says; nonsense changes nothing."""
    try:
        uid, count = UUID(request.POST.get("product", "")), int(request.POST.get("pieces", ""))
    except ValueError:
        return
    if count > 0 and (uid in pieces or len(pieces) < MOST_PRODUCTS):
        pieces[uid] = min(count, MOST_OF_ONE)
    else:
        pieces.pop(uid, None)


def _pieces(request: HttpRequest) -> dict[UUID, int]:
    """The basket of this browser."""
    try:
        told = json.loads(request.get_signed_cookie(BASKET, "{}", max_age=BASKET_DAYS * 86_400) or "{}")
        return {UUID(uid): int(count) for uid, count in told.items()}
    except (BadSignature, ValueError, AttributeError):
        return {}


def _goods(pieces: dict[UUID, int]) -> list[tuple[Card, int]]:
    """What of a basket is still sold."""
    cards = queries.catalogue()
    return [(cards[uid], count) for uid, count in pieces.items() if uid in cards]


def _card(uid: UUID) -> Card:
    card = queries.catalogue().get(uid)
    if card is None:
        raise Http404
    return card


# --- The order -------------------------------------------------------------------------------------------------------------


@never_cache
@open_to_all
def checkout(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The second screen: who gets it, how, and how it is paid."""
    channel = get_object_or_404(Channel.objects.select_related("unit"), uid=uid, kind=Channel.Kind.ONLINE)
    pieces = _pieces(request)
    goods = [(card, count) for card, count in _goods(pieces) if card.channel == uid]
    if not goods:
        return redirect("shop:basket")
    products = Product.objects.select_related("business").in_bulk([card.pk for card, _count in goods])
    lines = [(products[card.pk], count) for card, count in goods]
    form: Any
    try:
        seller = queries.seller_for(channel, [one for one, _count in lines], clock.today())
    except Refused as refusal:
        return render(request, "shop/refused.html", {"says": str(refusal)}, status=422)
    form = CheckoutForm(channel, seller, request.POST or None)
    if form.is_valid() and (order := attempt(form, lambda: _place(form, channel, lines))):
        response = redirect("shop:order", order.secret)
        left = {str(one): count for one, count in pieces.items() if one not in {card.uid for card, _count in goods}}
        response.set_signed_cookie(
            BASKET, json.dumps(left), max_age=timedelta(days=BASKET_DAYS), httponly=True, samesite="Lax",
            secure=settings.TLS,
        )  # fmt: skip
        return response
    rows = [(card, count, count * card.price) for card, count in goods]
    return show(
        request,
        "shop/checkout.html",
        form,
        channel=channel,
        seller=seller,
        rows=rows,
        total=sum(row[2] for row in rows),
    )


def _place(form: CheckoutForm, channel: Channel, lines: list[tuple[Product, int]]) -> Order:
    given = form.cleaned_data
    return services.place_order(
        form.uid, channel, lines, buyer=given["buyer"], phone=given["phone"], how=given["how"], method=given["method"],
        place=form.place, address=given.get("address", ""), by=None,
    )  # fmt: skip


@never_cache
@require_safe
@open_to_all
def order(request: HttpRequest, secret: str) -> HttpResponse:
    """What was ordered, how to pay it, how far it is: for whoever has the link."""
    return _page(request, _find(secret))


def _page(request: HttpRequest, found: Order, says: str = "") -> HttpResponse:
    code, payee = _code(found) if found.is_open and found.sale is None else (None, "")
    page = show(
        request,
        "shop/order.html",
        order=found,
        goods=queries.ordered_goods(found),
        code=code,
        payee=payee,
        bank=queries.bank_of(found.seller_id) if found.method == Order.Method.TRANSFER else None,
        way=_way(found),
        says=says,
        may_report=found.is_open
        and found.method not in (Order.Method.CASH, Order.Method.GATEWAY)
        and found.reported_at is None,
        may_pay=found.is_open and found.method == Order.Method.GATEWAY and found.reported_at is None,
        may_cancel=found.state == Order.State.PLACED and found.reported_at is None,
    )
    if says:
        page.status_code = 422
    return page


def _code(found: Order) -> tuple[SafeString | None, str]:
    """The QRIS code of this order, made from the seller's registered one, and the merchant's name that must appear."""
    merchant = queries.qris_of(found.seller_id) if found.method == Order.Method.QRIS else None
    if merchant is None:
        return None, ""
    payload = qris.dynamic(merchant.payload, merchant.nmid, found.due, found.number)
    drawn = segno.make_qr(payload, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    code = mark_safe(drawn)  # nosec B308 B703: segno writes nothing but paths and numbers
    return code, dict(qris.parse(payload)).get("59", "")


def _way(found: Order) -> list[Station]:
    """Ordered, paid, ready, handed over."""
    is_paid = found.sale is not None and found.sale.is_paid
    is_cash = found.method == Order.Method.CASH
    handed = found.state == Order.State.HANDED
    ready = handed or found.state == Order.State.READY
    steps = [(_("Dipesan"), True), (_("Siap"), ready), (_("Dibayar dan diterima"), handed)]
    if not is_cash:
        steps = [(_("Dipesan"), True), (_("Uang masuk"), is_paid), (_("Siap"), ready), (_("Diterima"), handed)]
    now = next((number for number, step in enumerate(steps) if not step[1]), len(steps))
    here = State.HERE if found.is_open and not found.is_over_time else State.BAD
    return [
        Station(label, State.DONE if is_done else here if number == now else State.AHEAD)
        for number, (label, is_done) in enumerate(steps)
    ]


@require_POST
@open_to_all
def pay(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask the gateway where this order is paid; its page is a link on ours."""
    here = request.build_absolute_uri(reverse("shop:order", args=[secret]))

    def bill(found: Order) -> None:
        account = queries.gateway_of(found.seller_id)
        notify = reverse("shop:notice", args=[account.kind if account else "-"])
        services.bill_order(found, back=here, notify=request.build_absolute_uri(notify))

    return _do(request, secret, bill)


@csrf_exempt  # a gateway has no form of ours: its signature is what counts
@require_POST
@open_to_all
def notice(request: HttpRequest, kind: str) -> HttpResponse:
    """A gateway tells of money; told again it changes nothing."""
    try:
        if int(request.headers.get("Content-Length") or 0) > gateways.LARGEST_NOTICE:
            return HttpResponse(status=413)
        services.take_notice(kind, request.headers, request.body)
    except Refused:
        return HttpResponse(status=403)
    except ValueError:
        return HttpResponse(status=400)
    return HttpResponse(status=200)


@require_POST
@open_to_all
def report(request: HttpRequest, secret: str) -> HttpResponse:
    """The buyer says that he paid."""
    return _do(request, secret, lambda found: services.report_payment(found, by=None))


@require_POST
@open_to_all
def cancel(request: HttpRequest, secret: str) -> HttpResponse:
    """The buyer does not want it any more."""
    return _do(request, secret, lambda found: services.cancel_order(found, because=_("Dibatalkan pembeli"), by=None))


def _do(request: HttpRequest, secret: str, deed: Any) -> HttpResponse:
    found = _find(secret)
    try:
        deed(found)
    except Refused as refusal:
        return _page(request, _find(secret), str(refusal))
    return redirect("shop:order", secret)


@never_cache
@require_safe
@open_to_all
def invoice(request: HttpRequest, secret: str) -> HttpResponse:
    """The order on paper."""
    found = _find(secret)
    rows = [[one.name, digits(count), digits(amount)] for one, count, amount in queries.ordered_goods(found)]
    for label, amount in ((_("Ongkos antar"), found.fee), (_("Kode unik"), found.code)):
        if amount:
            rows.append([label, "", digits(amount)])
    sheet = {
        "title": _("Tagihan %(number)s") % {"number": found.number},
        "under": f"{found.seller_name} · {words.day(clock.day_of(found.placed_at))}",
        "facts": [
            (_("Pembeli"), found.buyer),
            (_("Cara menerima"), f"{found.get_how_display()} {found.place}".strip()),
            (_("Cara bayar"), found.get_method_display()),
            (_("Uang"), str(found.money_now)),
        ],
        "heads": [_("Produk"), _("Buah"), _("Jumlah (Rp)")],
        "rows": rows,
        "right": [1, 2],
        "total": [_("Yang dibayar"), "", digits(found.due)],
        "foot": _("Tagihan bukan bukti bayar. Jumlah %(total)s.") % {"total": rupiah(found.due)},
    }
    return pdf(paper.compile("ui/list", sheet), f"{found.number}.pdf")


def _find(secret: str) -> Order:
    found: Order = get_object_or_404(Order.objects.select_related("channel", "unit", "sale"), secret=secret)
    return found


# --- For those who search ----------------------------------------------------------------------------------------------------


@require_safe
@open_to_all
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page of the shop."""
    cards = queries.catalogue().values()
    root = request.build_absolute_uri("/")[:-1]
    return render(request, "shop/sitemap.xml", {"cards": cards, "root": root}, content_type="application/xml")


@require_safe
@open_to_all
def feed(request: HttpRequest) -> HttpResponse:
    """What is new, newest first."""
    cards = sorted(queries.catalogue().values(), key=lambda card: (card.since, card.name), reverse=True)[:20]
    root = request.build_absolute_uri("/")[:-1]
    return render(request, "shop/feed.xml", {"cards": cards, "root": root}, content_type="application/rss+xml")
