"""What is to be made because somebody ordered it, by when, and how much more may be promised."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet, Sum

from siap.business.models import Business
from siap.core import clock
from siap.market.models import Channel, MakingPace, Order, OrderLine, OrderRound
from siap.market.rules import most_to_make, promised_on
from siap.people.models import User
from siap.workshop.models import BatchPlan, Product


@dataclass(frozen=True)
class Room:
    """How much of a product can be made to order: pieces a week, and pieces promised already."""

    a_week: int = 0
    waiting: int = 0

    @property
    def most(self) -> int:
        """Pieces that may still be promised."""
        return most_to_make(a_week=self.a_week, waiting=self.waiting)

    def ready_on(self, pieces: int, today: date) -> date:
        """By when so many are made; only while there is room for them."""
        return promised_on(today, a_week=self.a_week, waiting=self.waiting, pieces=pieces)


def unmade() -> "QuerySet[OrderLine]":
    """Pieces somebody waits for that are not made yet: ordered and in time, or accepted."""
    in_time = Q(order__state=Order.State.PLACED, order__kept_until__gt=clock.now())
    rows: QuerySet[OrderLine] = OrderLine.objects.filter(in_time | Q(order__state=Order.State.ACCEPTED), lot=None)
    return rows


def rooms(products: Iterable[int], on: date) -> Mapping[int, Room]:
    """Of each of these products that is made to order, how much room there is."""
    rows = MakingPace.objects.filter(product__in=list(products), valid_from__lte=on).order_by("valid_from")
    paces = dict(rows.values_list("product", "a_week"))  # the latest comes last and stays
    if not any(paces.values()):
        return {}
    told = unmade().filter(product__in=paces).values_list("product").annotate(pieces=Sum("quantity")).order_by()
    waiting = dict(told)
    return {pk: Room(a_week, waiting.get(pk, 0)) for pk, a_week in paces.items() if a_week}


@dataclass
class ToMake:
    """What is to be made of one product: for whom, by when, and what of it is planned."""

    product: Product
    pieces: int = 0
    planned: int = 0  # of these pieces
    first_on: date | None = None  # the earliest promise
    orders: set[int] = field(default_factory=set)
    plans: set[BatchPlan] = field(default_factory=set)

    @property
    def unplanned(self) -> int:
        """Pieces that no open batch plan is for."""
        return self.pieces - self.planned

    def add(self, line: OrderLine) -> None:
        """One more line of an order."""
        self.pieces += line.quantity
        self.orders.add(line.order_id)
        if line.plan is not None and line.plan.state in BatchPlan.OPEN:
            self.planned += line.quantity
            self.plans.add(line.plan)
        promised = line.order.promised_on
        self.first_on = min(filter(None, (self.first_on, promised)), default=None)


def to_make(lines: "QuerySet[OrderLine]") -> list[ToMake]:
    """These lines by product, what is promised first first."""
    found: dict[int, ToMake] = {}
    for line in lines.select_related("product__business", "order", "plan"):
        found.setdefault(line.product_id, ToMake(line.product)).add(line)
    return sorted(found.values(), key=lambda one: (one.first_on or date.max, one.product.name))


def to_make_for(user: User) -> list[ToMake]:
    """What the units this user sees are to make."""
    return to_make(unmade().filter(order__in=Order.objects.visible_to(user)))


def open_rounds(channels: Iterable[int] | None = None) -> "QuerySet[OrderRound]":
    """Rounds one may still join, what closes first first; of these channels, when asked."""
    rows = OrderRound.objects.filter(cancelled_because="", until_on__gte=clock.today())
    found: QuerySet[OrderRound] = rows.order_by("until_on", "pk")
    return found if channels is None else found.filter(channel__in=channels)


def rounds_for(channel: Channel, products: Iterable[Product]) -> list[OrderRound]:
    """Rounds of this shop that all these goods may be ordered in."""
    businesses = {one.business_id for one in products}
    if len(businesses) != 1:
        return []
    return list(open_rounds([channel.pk]).filter(business__in=businesses))


def rounds_of(user: User) -> "QuerySet[OrderRound]":
    """Rounds of the units this user sees, what is brought last first."""
    rows = OrderRound.objects.visible_to(user).select_related("channel", "business")
    found: QuerySet[OrderRound] = rows.order_by("-brought_on", "-pk")
    return found


def orders_in(joined: OrderRound) -> list[Order]:
    """Who is in a round, by name; what was cancelled or not paid in time is not."""
    rows = joined.orders.exclude(state=Order.State.CANCELLED).select_related("sale").prefetch_related("sale__payments")
    return [one for one in rows.prefetch_related("lines__product").order_by("buyer", "pk") if not one.is_over_time]


def pieces_in(orders: Iterable[Order]) -> list[tuple[Product, int]]:
    """What all of these want together, by name."""
    pieces: Counter[Product] = Counter()
    for order in orders:
        for line in order.lines.all():
            pieces[line.product] += line.quantity
    return sorted(pieces.items(), key=lambda row: row[0].name)


def paced(user: User) -> list[tuple[Product, int]]:
    """Products in the web shops of the units this user sees, with the pieces that can be made of each in a week."""
    shops = Channel.objects.visible_to(user).filter(kind=Channel.Kind.ONLINE)
    rows = Product.objects.filter(offers__channel__in=shops, stage__in=Product.FOR_SALE).select_related("business")
    products = list(rows.distinct().order_by("business__name", "name"))
    room = rooms([one.pk for one in products], clock.today())
    return [(one, room.get(one.pk, Room()).a_week) for one in products]


def makers(user: User) -> "QuerySet[Business]":
    """Businesses whose products stand in a web shop this user sees."""
    return Business.objects.filter(pk__in={one.business_id for one, _a_week in paced(user)}).order_by("name")


def rounds_by_business(channels: Iterable[int]) -> dict[tuple[int, int], OrderRound]:
    """The round that closes first, by channel and business."""
    found: dict[tuple[int, int], OrderRound] = {}
    for one in open_rounds(channels):
        found.setdefault((one.channel_id, one.business_id), one)
    return found
