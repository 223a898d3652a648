"""Money that came, and what it could be."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Count, Q, QuerySet, Sum

from siap.core import clock
from siap.ledger.models import Book
from siap.market.matching import Awaited, Came
from siap.market.models import Arrival, Order, Payment, StatementSource
from siap.market.queries.money import sellers_of
from siap.people.models import User

BY_STATEMENT = (Payment.Method.QRIS, Payment.Method.TRANSFER)
LOOK_BACK = timedelta(days=60)
"""A payment that somebody signed for by hand is looked for in a statement so long afterwards."""
UNSOLD = (Order.State.PLACED, Order.State.ACCEPTED)
"""What is paid in advance is a sale when its goods are there."""
AFTER_ALL = timedelta(days=7)
"""An order that nobody paid in time may still be paid so long afterwards."""


def columns_of(seller: Book, source: str) -> Mapping[str, str]:
    """The headings remembered with a source; none for a new one."""
    known = StatementSource.objects.filter(seller=seller, name=source).values_list("columns", flat=True).first()
    return dict(known or {})


def sources_of(user: User) -> list[str]:
    """Names of the sources his sellers' statements came from."""
    rows = StatementSource.objects.filter(seller__in=sellers_of(user))
    return list(rows.order_by("name").values_list("name", flat=True).distinct())


def to_match(seller: Book, by: User) -> tuple[list[Came], list[Awaited], list[Awaited]]:
    """Money that waits at a seller, payments and orders that it may be, and payments that were signed for by hand. What he took
    himself, or may not see, is not among them."""
    waiting = Arrival.objects.filter(seller=seller, state=Arrival.State.WAITING, order=None).order_by("came_on", "pk")
    came = [Came(one.pk, one.amount, one.came_on, one.came_at, one.text) for one in waiting.defer("because")]
    rows = Payment.objects.visible_to(by).filter(sale__seller=seller, sale__voided_at=None, method__in=BY_STATEMENT)
    reported = rows.filter(state=Payment.State.REPORTED).exclude(taken_by=by)
    by_hand = rows.filter(state=Payment.State.VERIFIED, arrival=None, verified_on__gte=clock.today() - LOOK_BACK)
    return came, _awaited("payment", reported) + _orders(seller, by), _awaited("counted", by_hand)


def _awaited(what: str, rows: "QuerySet[Payment]") -> list[Awaited]:
    told = rows.order_by("pk").values_list(
        "pk", "amount", "sale__sold_on", "sale__sold_at", "sale__number", "sale__order__number"
    )
    return [
        Awaited((what, pk), amount, on, at, tuple(one for one in (number, order) if one))
        for pk, amount, on, at, number, order in told
    ]


def _orders(seller: Book, by: User) -> list[Awaited]:
    """Orders paid in advance whose goods nobody has set aside yet, or that are still being made."""
    late = Q(state=Order.State.PLACED, kept_until__lte=clock.now() - AFTER_ALL)
    rows = Order.objects.visible_to(by).filter(seller=seller, state__in=UNSOLD, sale=None, arrivals=None).exclude(late)
    return [
        Awaited(
            ("order", one.pk), one.due, clock.day_of(one.placed_at), one.placed_at, (one.number,),
            by_number_only=one.code == 0 and one.reported_at is None,
        )
        for one in rows.filter(method__in=BY_STATEMENT).order_by("pk")
    ]  # fmt: skip


def arrivals_of(user: User) -> "QuerySet[Arrival]":
    """Money that came to the sellers of this user, newest first."""
    rows = Arrival.objects.visible_to(user).select_related("seller", "order", "payment__sale")
    found: QuerySet[Arrival] = rows.order_by("-came_on", "-pk")
    return found


def waiting_arrivals(user: User) -> QuerySet[Arrival]:
    """Money that came to his sellers and that nobody knows yet."""
    waiting: QuerySet[Arrival] = Arrival.objects.visible_to(user).filter(state=Arrival.State.WAITING)
    return waiting


def unclaimed(user: User) -> tuple[int, int]:
    """How many arrivals nobody knows yet, and how much they are (rupiah)."""
    told = waiting_arrivals(user).aggregate(count=Count("pk"), amount=Sum("amount"))
    return told["count"], told["amount"] or 0


def could_be(arrival: Arrival, user: User) -> tuple[list[Payment], list[Order]]:
    """What this money could be: payments of this amount that wait for somebody else than him, orders of about this amount."""
    payments = Payment.objects.visible_to(user).undecided().filter(sale__seller=arrival.seller, amount=arrival.amount)
    payments = payments.filter(method__in=BY_STATEMENT).exclude(taken_by=user).select_related("sale__channel")
    near = Q(total__lte=arrival.amount, total__gte=arrival.amount - 1_000_000)
    orders = Order.objects.visible_to(user).filter(near, seller=arrival.seller, state__in=UNSOLD, sale=None)
    rows = orders.exclude(method=Order.Method.CASH).order_by("-placed_at")[:200]
    fits = [one for one in rows if one.due == arrival.amount or 0 <= arrival.amount - one.total - one.fee <= 999]
    return list(payments.order_by("-pk")[:20]), fits[:20]
