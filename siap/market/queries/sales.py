"""What was sold, and what of it is known to be paid."""

from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from siap.business.models import Business
from siap.core import sql
from siap.market.models import Payment, Sale, SaleLine
from siap.people.models import Unit, User
from siap.workshop.models import Lot


def verified_lines(business: Business, since: date, until: date) -> "QuerySet[SaleLine]":
    """The lines of a business whose money became known to be there between two days, both included; voids left out.

    This is what may be shared: a sale counts in the month its money is verified, with its cost.
    """
    return SaleLine.objects.filter(
        business=business,
        sale__voided_at=None,
        sale__paid_on__range=(since, until),
    )


def verified_by_product(business: Business, since: date, until: date) -> list[tuple[str, int, int, int]]:
    """These lines added up: (product's name, pieces, rupiah, cost), by name."""
    return [(name, *map(int, sums)) for name, *sums in sql.select(_BY_PRODUCT, business.pk, since, until)]


_BY_PRODUCT = """
SELECT p.name, SUM(l.quantity), SUM(l.amount), SUM(l.cost) FROM market_saleline l
JOIN market_sale s ON s.id = l.sale_id JOIN workshop_product p ON p.id = l.product_id
WHERE l.business_id = %s AND s.voided_at IS NULL AND s.paid_on BETWEEN %s AND %s GROUP BY p.name ORDER BY p.name"""
"""In SQL: a region's month asks it a thousand times, twice for every share."""


def unverified(unit: Unit | None = None, *, seen_by: User | None = None) -> "QuerySet[Payment]":
    """Payments that nobody has signed for yet, oldest first; of one unit, of what a user may see, or of all."""
    rows = (Payment.objects.visible_to(seen_by) if seen_by else Payment.objects.all()).undecided()
    if unit is not None:
        rows = rows.filter(sale__unit=unit)
    return rows.select_related("sale__channel", "taken_by").order_by("sale__sold_at", "pk")


def buyers_of(lot: Lot) -> "QuerySet[SaleLine]":
    """The sale lines that pieces of a product lot went into, newest first; voided sales left out."""
    rows = SaleLine.objects.filter(lot=lot, sale__voided_at=None)
    return rows.select_related("sale__channel", "product").order_by("-sale__sold_at", "-pk")


@singledispatch
def sold(of: Unit | Business, since: date, until: date) -> int:
    """What a unit or a business sold between two days, both included (rupiah); voids left out."""
    raise TypeError(f"a {type(of).__name__} sells nothing")


@sold.register
def _of_unit(of: Unit, since: date, until: date) -> int:
    return summed(Sale.objects.filter(unit=of), since, until).amount


@sold.register
def _of_business(of: Business, since: date, until: date) -> int:
    lines = SaleLine.objects.filter(business=of, sale__voided_at=None, sale__sold_on__range=(since, until))
    return int(lines.aggregate(total=Coalesce(Sum("amount"), 0))["total"])


@dataclass(frozen=True)
class Summed:
    """How many, and how much together (rupiah)."""

    count: int
    amount: int


def summed(sales: "QuerySet[Sale]", since: date, until: date) -> Summed:
    """These sales between two days, both included; voids left out."""
    made = sales.filter(voided_at=None, sold_on__range=(since, until))
    return Summed(**made.aggregate(count=Count("pk"), amount=Coalesce(Sum("total"), 0)))


def today_and_month(sales: "QuerySet[Sale]", today: date) -> tuple[Summed, Summed]:
    """These sales of a day, and of its month up to then; voids left out. One question."""
    of_day = Q(sold_on=today)
    month = sales.filter(voided_at=None, sold_on__range=(today.replace(day=1), today)).aggregate(
        count=Count("pk"),
        amount=Coalesce(Sum("total"), 0),
        day_count=Count("pk", filter=of_day),
        day_amount=Coalesce(Sum("total", filter=of_day), 0),
    )
    return Summed(month["day_count"], month["day_amount"]), Summed(month["count"], month["amount"])


def waiting(payments: "QuerySet[Payment]") -> Summed:
    """These payments together."""
    return Summed(**payments.aggregate(count=Count("pk"), amount=Coalesce(Sum("amount"), 0)))
