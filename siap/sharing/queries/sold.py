"""What a group sold in some months for money that came, less what earlier shares had counted and was taken back since."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core import clock, sql
from siap.market import queries as market
from siap.market.models import Sale, SaleLine
from siap.sharing.models import Share


@dataclass(frozen=True)
class SoldLine:
    """Pieces of a product that were sold for money that came (rupiah). What was taken back again is negative."""

    product: str
    quantity: int
    amount: int
    cost: int


def sold_lines(business: Business, since: date, until: date) -> tuple[SoldLine, ...]:
    """Verified sales of these days by product, then what earlier shares had counted and was taken back since."""
    came = market.verified_by_product(business, since, until)
    ((was_voided, was_supplied),) = sql.select(_RARE, business.pk, clock.at(until + timedelta(days=1), 0), business.pk)
    back = _by_product(taken_back(business, until)) if was_voided else []
    return (
        *(SoldLine(*row) for row in came),
        *(supplied_later(business, since, until) if was_supplied else ()),
        *(
            SoldLine(_("%(product)s (dibatalkan)") % {"product": product}, -quantity, -amount, -cost)
            for product, quantity, amount, cost in back
        ),
    )


_VOIDED = """
SELECT 1 FROM market_saleline l JOIN market_sale s ON s.id = l.sale_id WHERE l.business_id = %s AND s.voided_at < %s LIMIT 1"""
_RARE = f"""
SELECT EXISTS ({_VOIDED}), EXISTS (SELECT 1 FROM market_shortage h JOIN market_saleline l ON l.id = h.line_id
WHERE h.cost > 0 AND l.business_id = %s)"""  # nosec B608 (constants)
"""In SQL: nearly always there is neither, and a region's month asks a thousand times, twice for every share."""


def counted_lines(share: Share) -> QuerySet[SaleLine]:
    """The lines whose money a share divided, as they stood when it was worked out: voided since, they still count here."""
    lines = SaleLine.objects.filter(business=share.business, sale__paid_on__range=(share.since, share.until))
    return lines.filter(Q(sale__voided_at=None) | Q(sale__voided_at__gte=share.prepared_at))


def supplied_later(business: Business, since: date, until: date) -> list[SoldLine]:
    """The cost of pieces that were found only after their sale counted: the book has it on the day they left their lots, and
    so has a share. It stands on the sale's line: taken off the months of the sale, it comes to those of its own day."""
    found = sql.select(_SUPPLIED_LATER, since, business.pk, since, until, until, since, since, until)
    if not found:
        return []
    earlier = list(Share.objects.filter(business=business, state=Share.State.APPROVED))
    costs: Counter[str] = Counter()
    for pk, product, cost, is_here in found:
        sale = Sale.objects.get(pk=pk)
        if sale.voided_at is None or (not is_here and _was_counted(earlier, sale.paid_on, sale.voided_at)):
            costs[product] += -cost if is_here else cost
    label = _("%(product)s (stok menyusul)")
    return [SoldLine(label % {"product": name}, 0, 0, cost) for name, cost in sorted(costs.items()) if cost]


_SUPPLIED_LATER = """
SELECT s.id, p.name, h.cost, s.paid_on >= %s FROM market_shortage h JOIN market_saleline l ON l.id = h.line_id
JOIN market_sale s ON s.id = h.sale_id JOIN workshop_product p ON p.id = l.product_id
WHERE l.business_id = %s AND h.cost > 0 AND h.supplied_on > s.paid_on
AND (s.paid_on BETWEEN %s AND %s AND h.supplied_on > %s OR s.paid_on < %s AND h.supplied_on BETWEEN %s AND %s)"""


def _by_product(lines: QuerySet[SaleLine]) -> list[tuple[str, int, int, int]]:
    if lines.query.is_empty():
        return []
    rows = lines.order_by().values("product__name").annotate(q=Sum("quantity"), a=Sum("amount"), c=Sum("cost"))
    return [(row["product__name"], row["q"], row["a"], row["c"]) for row in rows.order_by("product__name")]


def taken_back(business: Business, until: date, share: Share | None = None) -> QuerySet[SaleLine]:
    """Lines that an approved share had counted, whose sale was voided afterwards, up to a day, and that no later share has
    given back yet. For a decided `share` as it was on the day of its decision.
    """
    end = clock.at(until + timedelta(days=1), 0)
    if not sql.select(_VOIDED, business.pk, end):
        return SaleLine.objects.none()
    lines = SaleLine.objects.filter(business=business, sale__voided_at__lt=end)
    voided = list(lines.values_list("pk", "sale__paid_on", "sale__voided_at"))
    shares = Share.objects.filter(business=business, state=Share.State.APPROVED)
    if share is not None and share.decided_at is not None:
        shares = shares.filter(decided_at__lt=share.decided_at)
    earlier = list(shares)
    back = [
        pk
        for pk, came_on, voided_at in voided
        if voided_at is not None
        and _was_counted(earlier, came_on, voided_at)
        and not _was_given_back(earlier, voided_at)
    ]
    return SaleLine.objects.filter(pk__in=back)


def _was_counted(shares: Sequence[Share], came_on: date | None, voided_at: datetime) -> bool:
    return came_on is not None and any(
        share.since <= came_on <= share.until and share.decided_at is not None and share.decided_at <= voided_at
        for share in shares
    )


def _was_given_back(shares: Sequence[Share], voided_at: datetime) -> bool:
    day = clock.day_of(voided_at)
    return any(day <= share.until and share.prepared_at > voided_at for share in shares)
