"""What buyers say of a product, and how often somebody bought before."""

from dataclasses import dataclass

from django.db.models import Avg, Count, QuerySet

from siap.market.models import Order, Review
from siap.people.models import User
from siap.workshop.models import Product


@dataclass(frozen=True)
class Said:
    """Reviews of a product that may be shown: how many, their mean in stars, and the newest."""

    count: int
    stars: float
    newest: list[Review]


def said_of(product: Product) -> Said:
    """What the public may read of a product."""
    rows = Review.objects.filter(product=product, state=Review.State.SHOWN)
    told = rows.aggregate(count=Count("pk"), stars=Avg("stars"))
    newest = rows.exclude(words="").order_by("-written_at")[:6] if told["count"] else []
    return Said(told["count"], round(told["stars"] or 0, 1), list(newest))


def reviews_for(user: User) -> "QuerySet[Review]":
    """Reviews of the units this user sees, what nobody read first."""
    rows = Review.objects.visible_to(user).select_related("product", "order", "decided_by")
    found: QuerySet[Review] = rows.order_by("-state", "-written_at", "-pk")  # "waiting" is last in the alphabet
    return found


def to_review(order: Order) -> list[Product]:
    """What of an order its buyer has not reviewed yet; nothing before he got it."""
    if order.state != Order.State.HANDED:
        return []
    done = order.reviews.values("product")
    return list(Product.objects.filter(order_lines__order=order).exclude(pk__in=done).distinct().order_by("name"))


def orders_before(order: Order) -> int:
    """Earlier orders of a buyer who agreed to be known."""
    if order.known_id is None:
        return 0
    return Order.objects.filter(known=order.known_id, pk__lt=order.pk).count()
