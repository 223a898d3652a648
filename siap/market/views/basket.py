"""What one means to buy: a signed cookie, no account."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from siap.core import clock
from siap.market import queries
from siap.market.models import Channel
from siap.market.queries import Card
from siap.market.shop_forms import MOST_ASKED, MOST_OF_ONE, MOST_PRODUCTS
from siap.people.access import open_to_all
from siap.ui.pages import show

BASKET = "keranjang"
"""The signed cookie: pieces by product."""
BASKET_DAYS = 7


@open_to_all
def basket(request: HttpRequest) -> HttpResponse:
    """What one means to buy, by shop: every shop is an order of its own."""
    pieces = pieces_of(request)
    if request.method == "POST":
        _put(request, pieces)
        return keep_basket(redirect("shop:basket"), pieces)
    by_shop: dict[tuple[UUID, str], list[tuple[Card, int, int, date | None, bool, bool]]] = defaultdict(list)
    for card, count in goods_of(pieces):
        is_many, in_round = count > MOST_OF_ONE, count > card.most and card.round is not None
        row = card, count, count * card.price, card.ready_on(count), is_many, in_round
        by_shop[card.channel, card.shop].append(row)
    there = Channel.objects.in_bulk([channel for channel, _name in by_shop], field_name="uid")
    shops = []
    for (channel, name), rows in by_shop.items():
        less = less_together(there[channel], [row[:2] for row in rows])
        total = sum(row[2] for row in rows) - less
        shops.append((channel, name, rows, total, all(row[0].may_order(row[1]) for row in rows), less))
    return show(request, "shop/basket.html", shops=shops)


def _put(request: HttpRequest, pieces: dict[UUID, int]) -> None:
    """Change a basket as a form says; nonsense changes nothing."""
    try:
        uid, count = UUID(request.POST.get("product", "")), int(request.POST.get("pieces", ""))
    except ValueError:
        return
    if count > 0 and (uid in pieces or len(pieces) < MOST_PRODUCTS):
        pieces[uid] = min(count, MOST_ASKED)
    else:
        pieces.pop(uid, None)


def pieces_of(request: HttpRequest) -> dict[UUID, int]:
    """The basket of this browser."""
    try:
        told = json.loads(request.get_signed_cookie(BASKET, "{}", max_age=BASKET_DAYS * 86_400) or "{}")
        return {UUID(uid): int(count) for uid, count in told.items()}
    except (BadSignature, ValueError, AttributeError):
        return {}


def goods_of(pieces: Mapping[UUID, int]) -> list[tuple[Card, int]]:
    """What of a basket is still sold."""
    cards = queries.catalogue()
    return [(cards[uid], count) for uid, count in pieces.items() if uid in cards]


def less_together(channel: Channel, goods: Sequence[tuple[Card, int]]) -> int:
    """What the bundles of a shop take off these goods today (rupiah)."""
    prices = {card.pk: card.price for card, _count in goods}
    return sum(queries.taken_off(channel, clock.today(), dict(goods), prices).values())


def keep_basket(response: HttpResponse, pieces: Mapping[UUID, int]) -> HttpResponse:
    """The answer, with this basket."""
    response.set_signed_cookie(
        BASKET, json.dumps({str(uid): count for uid, count in pieces.items()}), max_age=timedelta(days=BASKET_DAYS),
        httponly=True, samesite="Lax", secure=settings.TLS,
    )  # fmt: skip
    return response
