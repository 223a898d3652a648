"""What a business sold, where, and what is still owed to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from siap.business.models import Business
from siap.ledger.models import Book
from siap.market.models import SaleLine
from siap.market.queries.money import owed_by, seller_names


@dataclass(frozen=True)
class SoldAt:
    """What a business sold at one place between two days: sales, pieces, rupiah, and of them what is not known to be paid."""

    place: str
    unit: str
    sales: int
    pieces: int
    amount: int
    unpaid: int


def sold_where(business: Business, since: date, until: date) -> list[SoldAt]:
    """By place, most first; both days included, voids left out."""
    lines = SaleLine.objects.filter(business=business, sale__voided_at=None, sale__sold_on__range=(since, until))
    rows = lines.values_list("sale__channel__name", "sale__unit__short_name").annotate(
        sales=Count("sale", distinct=True),
        pieces=Sum("quantity"),
        sum=Sum("amount"),
        unpaid=Sum("amount", filter=Q(sale__paid_on=None), default=0),
    )
    return [SoldAt(*row) for row in rows.order_by("-sum", "sale__channel__name")]


@dataclass(frozen=True)
class SoldWhat:
    """One product between two days: pieces, rupiah, and what they had cost."""

    name: str
    pieces: int
    amount: int
    cost: int


def sold_what(business: Business, since: date, until: date) -> list[SoldWhat]:
    """By product, most first; both days included, voids left out."""
    lines = SaleLine.objects.filter(business=business, sale__voided_at=None, sale__sold_on__range=(since, until))
    rows = lines.values_list("product__name").annotate(pieces=Sum("quantity"), sum=Sum("amount"), spent=Sum("cost"))
    return [SoldWhat(*row) for row in rows.order_by("-sum", "product__name")]


def owed_by_name(business: Business) -> list[tuple[str, int]]:
    """What each seller of record took for a business and has not handed on (rupiah), by the name on its receipts."""
    owed = owed_by(business)
    books = list(Book.objects.filter(key__in=owed).order_by("key"))
    names = seller_names(books)
    return [(names.get(one.pk, one.key), owed[one.key]) for one in books]
