"""The public shop: look and find. No sign-in, and no person anywhere."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.money import rupiah
from siap.core.services import document_path
from siap.market import chat, queries
from siap.market.queries import Card
from siap.market.shop_forms import MOST_OF_ONE
from siap.market.views.basket import pieces_of
from siap.people.access import open_to_all
from siap.ui.kept import kept_for_strangers
from siap.ui.pages import png, shared, show
from siap.ui.poster import poster
from siap.ui.way import State, Station
from siap.workshop import queries as stock
from siap.workshop.models import Product

A_PAGE = 24
VOCABULARY = "https://schema.org/"
"""In whose words the page tells a search engine what it sells; nothing is fetched from there."""


@require_safe
@open_to_all
@kept_for_strangers(queries.edition, lambda request: len(pieces_of(request)))
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
        are_groups=not any(card.is_venture for card in page.object_list),
        kind=kind,
        brand=brand,
        asked=asked,
        basket=pieces_of(request),
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
        permits=stock.permits_on(found, clock.today()),
        most=MOST_OF_ONE if card.round else min(card.most, MOST_OF_ONE),
        said=queries.said_of(found),
        bundles=queries.bundles_with(found, clock.today()),
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
    says = rupiah(card.price)
    return png(poster(card.brand, card.name, says, card.house or card.brand, taken), keep="public, max-age=3600")


def _card(uid: UUID) -> Card:
    card = queries.catalogue().get(uid)
    if card is None:
        raise Http404
    return card


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
