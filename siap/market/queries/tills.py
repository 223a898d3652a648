"""A drawer and what should be in it; what a replay left for a person to decide; what a bazaar brought each group."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from siap.business.models import Business
from siap.core import clock
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market.models import Channel, Payment, Sale, SaleFlag, SaleLine, Shift, Shortage
from siap.people.models import User


def shift_of(user: User) -> Shift | None:
    """The drawer that an officer has open now."""
    return Shift.objects.filter(officer=user, closed_at=None).select_related("channel", "seller").first()


def expected_in_drawer(shift: Shift) -> int:
    """What should be in a drawer now (rupiah): what the books say he holds, of all sellers, and what he brought beside it."""
    return book.balance(chart.cash_in_hand(shift.officer_id)) + shift.brought


@dataclass(frozen=True)
class ShiftFigures:
    """What was sold in a shift: how many sales, rupiah by way of payment."""

    count: int
    total: int
    cash: int
    other: int
    voided: int


def sales_of_shift(shift: Shift) -> "QuerySet[Sale]":
    """What its officer sold there between the two countings."""
    until: datetime = shift.closed_at or clock.now()
    return Sale.objects.filter(
        channel=shift.channel_id, rung_up_by=shift.officer_id, sold_at__range=(shift.opened_at, until)
    )


def shift_figures(shift: Shift) -> ShiftFigures:
    """Counted from its sales; voided ones only as such."""
    sales = sales_of_shift(shift)
    stand = sales.filter(voided_at=None)
    summed = stand.aggregate(count=Count("pk"), total=Coalesce(Sum("total"), 0))
    cash = Payment.objects.filter(sale__in=stand, method=Payment.Method.CASH).aggregate(sum=Coalesce(Sum("amount"), 0))
    voided = sales.filter(voided_at__isnull=False).count()
    return ShiftFigures(summed["count"], summed["total"], cash["sum"], summed["total"] - cash["sum"], voided)


# --- What a person decides -----------------------------------------------------------------------------------------------


def open_shortages(user: User) -> "QuerySet[Shortage]":
    """Pieces that devices sold beyond the stock and nobody has decided on yet, oldest first, of the units this user sees."""
    rows = Shortage.objects.filter(state=Shortage.State.OPEN, sale__in=Sale.objects.visible_to(user))
    return rows.select_related("product__business", "sale__channel").order_by("found_at", "pk")


def open_flags(user: User) -> "QuerySet[SaleFlag]":
    """Sales from devices that the till would have refused and nobody has looked at yet, oldest first."""
    rows = SaleFlag.objects.filter(seen_at=None, sale__in=Sale.objects.visible_to(user))
    return rows.select_related("sale__channel").order_by("raised_at", "pk")


def short_pieces(businesses: Iterable[Business]) -> dict[int, int]:
    """Pieces sold without cost so far, by business id: a month with some of them shares too much."""
    rows = Shortage.objects.filter(state=Shortage.State.OPEN, product__business__in=list(businesses))
    return dict(rows.values_list("product__business").annotate(pieces=Sum("pieces")).order_by())


# --- What a bazaar brought ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SoldProduct:
    """A product's pieces, takings and cost at a place (rupiah)."""

    name: str
    pieces: int
    amount: int
    cost: int


@dataclass(frozen=True)
class GroupResult:
    """What one group sold at a place: each sees only its own lines."""

    business: Business
    products: tuple[SoldProduct, ...]

    @property
    def pieces(self) -> int:
        """Of all products."""
        return sum(one.pieces for one in self.products)

    @property
    def amount(self) -> int:
        """Takings (rupiah)."""
        return sum(one.amount for one in self.products)

    @property
    def cost(self) -> int:
        """What the goods had cost (rupiah)."""
        return sum(one.cost for one in self.products)

    @property
    def margin(self) -> int:
        """What is left above the cost (rupiah)."""
        return self.amount - self.cost


def bazaar_results(channel: Channel, since: date, until: date) -> list[GroupResult]:
    """What every group sold at a place between two days, both included; voids left out; by the group's name."""
    lines = SaleLine.objects.filter(sale__channel=channel, sale__voided_at=None, sale__sold_on__range=(since, until))
    rows = lines.values_list("business", "product__name").annotate(Sum("quantity"), Sum("amount"), Sum("cost"))
    by_business: dict[int, list[SoldProduct]] = {}
    for business, name, pieces, amount, cost in rows.order_by("product__name"):
        by_business.setdefault(business, []).append(SoldProduct(name, pieces, amount, cost))
    groups = Business.objects.filter(pk__in=by_business).order_by("name")
    return [GroupResult(one, tuple(by_business[one.pk])) for one in groups]


def takings(channel: Channel, since: date, until: date) -> dict[str, int]:
    """How a place was paid between two days (rupiah), by way of payment."""
    at_place = Q(sale__channel=channel, sale__voided_at=None, sale__sold_on__range=(since, until))
    rows = Payment.objects.filter(at_place).values_list("method", "amount")
    sums: Counter[str] = Counter()
    for method, amount in rows:
        sums[method] += amount
    return dict(sums)
