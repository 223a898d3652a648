"""Pieces that are kept for a buyer's order."""

from collections.abc import Sequence

from django.db.models import Q, Sum

from siap.core import clock
from siap.market.models import Order, OrderLine


def kept_for_orders(lots: Sequence[int]) -> dict[int, int]:
    """Pieces of these lots that wait for a buyer, by lot id: ordered and in time, or accepted, and not sold yet."""
    in_time = Q(order__state=Order.State.PLACED, order__kept_until__gt=clock.now())
    accepted = Q(order__state__in=[Order.State.ACCEPTED, Order.State.READY])
    rows = OrderLine.objects.filter(in_time | accepted, lot__in=lots, order__sale=None).values_list("lot")
    return dict(rows.annotate(pieces=Sum("quantity")).order_by())
