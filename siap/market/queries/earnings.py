"""What a business sold, where, and what is still owed to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Sum

from siap.business.models import Business
from siap.ledger import chart
from siap.ledger.models import MonthTotal
from siap.market.models import SaleLine
from siap.market.queries.money import SELLERS, seller_names


@dataclass(frozen=True)
class Sold:
    """What a business sold of one product at one place between two days: pieces, rupiah, what of it is not known to be paid,
    and what the goods had cost."""

    place: str
    unit: str
    product: str
    pieces: int
    amount: int
    unpaid: int
    cost: int


def sold_where(business: Business, since: date, until: date) -> list[Sold]:
    """By place and product, most first; both days included, voids left out."""
    lines = SaleLine.objects.filter(business=business, sale__voided_at=None, sale__sold_on__range=(since, until))
    rows = lines.values_list("sale__channel__name", "sale__unit__short_name", "product__name").annotate(
        pieces=Sum("quantity"),
        sum=Sum("amount"),
        unpaid=Sum("amount", filter=Q(sale__paid_on=None), default=0),
        spent=Sum("cost"),
    )
    return [Sold(*row) for row in rows.order_by("-sum", "sale__channel__name", "product__name")]


def joined(rows: Iterable[Sold], by: str) -> list[Sold]:
    """One row for each `place` or `product`, most first."""
    found: dict[str, Sold] = {}
    for row in rows:
        key, before = getattr(row, by), found.get(getattr(row, by))
        found[key] = row if before is None else Sold(
            before.place, before.unit, before.product, before.pieces + row.pieces, before.amount + row.amount,
            before.unpaid + row.unpaid, before.cost + row.cost,
        )  # fmt: skip
    return sorted(found.values(), key=lambda one: (-one.amount, getattr(one, by)))


def owed_by_name(business: Business) -> list[tuple[str, int]]:
    """What each seller of record took for a business and has not handed on (rupiah), by the name on its receipts."""
    rows = MonthTotal.objects.filter(code=chart.clearing.code, account__subject=business.pk, book__kind__in=SELLERS)
    owed = rows.values_list("book", "book__key").annotate(total=Sum(F("credit") - F("debit"))).order_by("book__key")
    left = [(pk, key, amount) for pk, key, amount in owed if amount]
    names = seller_names(pk for pk, _key, _amount in left)
    return [(names.get(pk, key), amount) for pk, key, amount in left]
