"""Which codes a shop has, and how often each was used."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from siap.core import clock
from siap.market.models import Channel, Order, Voucher


def _used() -> Q:
    """Orders that have it and still may come true: neither cancelled, nor taken back, nor over their time unpaid."""
    gone = Q(orders__state=Order.State.CANCELLED) | Q(orders__sale__voided_at__isnull=False)
    late = Q(orders__state=Order.State.PLACED, orders__sale=None, orders__kept_until__lte=clock.now())
    return Q(orders__isnull=False) & ~gone & ~late


def vouchers_of(channel: Channel) -> "QuerySet[Any]":
    """Every voucher of a shop with how often it is `used`, newest first."""
    rows = Voucher.objects.filter(channel=channel).annotate(used=Count("orders", filter=_used()))
    found: QuerySet[Any] = rows.order_by("-from_on", "-pk")
    return found


def takes_vouchers(channel: Channel) -> bool:
    """Whether a code can be typed in a shop today."""
    today = clock.today()
    return bool(Voucher.objects.filter(channel=channel, from_on__lte=today, until_on__gte=today).exists())
