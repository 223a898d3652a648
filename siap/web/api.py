"""What anybody may read, for programs: the same figures, products and stories as the public pages, by the same queries. A key
in the header says who asks; it opens nothing that is not public."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.insight import queries as insight
from siap.market import queries as market
from siap.people.access import open_to_all
from siap.stories.models import Story
from siap.web import openapi, services
from siap.web.services.keys import A_MINUTE

STORIES = 100
"""The newest; older ones stand on the site."""
Rows = list[dict[str, Any]]


def with_a_key(rows: Callable[[HttpRequest], Rows]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers whoever brings a key that has not asked too often in this minute."""

    @wraps(rows)
    def answer(request: HttpRequest) -> HttpResponse:
        scheme, _space, told = request.headers.get("Authorization", "").partition(" ")
        try:
            services.admit(told.strip() if scheme.lower() == "bearer" else "")
        except services.UnknownKey as refusal:
            return JsonResponse({"error": str(refusal)}, status=401, headers={"WWW-Authenticate": "Bearer"})
        except services.TooOften as refusal:
            return JsonResponse({"error": str(refusal)}, status=429, headers={"Retry-After": str(_seconds_left())})
        return JsonResponse({"data": rows(request)}, headers={"Cache-Control": "private, no-cache"})

    return answer


def _seconds_left() -> int:
    return 60 - clock.now().second


@require_safe
@open_to_all
def description(request: HttpRequest) -> HttpResponse:
    """All of it in OpenAPI 3.1."""
    paths = {route: reverse(route) for route, _meaning in openapi.ADDRESSES}
    told = openapi.document(request.build_absolute_uri("/").rstrip("/"), paths, A_MINUTE)
    return JsonResponse(told, json_dumps_params={"indent": 1, "ensure_ascii": False})


@require_safe
@open_to_all
@with_a_key
def impact(request: HttpRequest) -> Rows:
    """Every quarter and unit, as the public counts them."""
    return [
        {
            "quarter": told.quarter.code,
            "unit_code": one.unit.code,
            "unit": one.unit.name,
            "groups": one.groups,
            "trained_at_least": one.trained,
            "sold_rupiah": one.sold,
        }
        for told in insight.impacts()
        for one in told.units
    ]


@require_safe
@open_to_all
@with_a_key
def products(request: HttpRequest) -> Rows:
    """What the shop shows: what is not ready, or lacks a permit, is not in it."""
    return [
        {
            "uid": str(card.uid),
            "name": card.name,
            "brand": card.brand,
            "made_at": card.house,
            "price_rupiah": card.price,
            "weight_gram": card.weight_gram,
            "pieces": card.pieces,
            "address": request.build_absolute_uri(reverse("shop:product", args=[card.uid])),
        }
        for card in market.catalogue().values()
    ]


@require_safe
@open_to_all
@with_a_key
def stories(request: HttpRequest) -> Rows:
    """The newest stories that stand."""
    return [
        {
            "uid": str(story.uid),
            "title": story.title,
            "opening": story.opening,
            "published_on": story.published_on.isoformat() if story.published_on else "",
            "address": request.build_absolute_uri(reverse("stories:story", args=[story.uid])),
        }
        for story in Story.objects.public()[:STORIES]
    ]
