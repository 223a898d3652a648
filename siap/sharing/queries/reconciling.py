"""A share beside the income statement: the same months, the same rupiah, and every difference with its name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from siap.core import clock
from siap.ledger import queries as book
from siap.market.models import SaleLine
from siap.sharing.models import Share
from siap.sharing.queries.sold import taken_back

_LATER, _EARLIER, _VOID = "later", "earlier", "void"


@dataclass(frozen=True)
class Difference:
    """A line of the reconciliation (rupiah): revenue, and cost of the goods sold."""

    label: str
    revenue: int
    cost: int


def reconcile(share: Share) -> list[Difference]:
    """From the revenue and cost of the group's income statement to those of the share; the last line is the share's."""
    in_book = book.totals([share.business.book], since=share.first_month, until=share.last_month)
    revenue = sum(one.balance for one in in_book if one.code[0] == "4")
    cost = sum(one.balance for one in in_book if one.code[0] == "5")
    names = {
        _LATER: _("Terjual pada masa ini, uangnya belum dicocokkan sampai akhir masa"),
        _EARLIER: _("Terjual sebelumnya, uangnya dicocokkan pada masa ini"),
        _VOID: _("Penjualan yang dibatalkan"),
    }
    sums = {key: [0, 0] for key in names}
    for key, sign, amount, goods in _moved(share):
        sums[key][0] += sign * amount
        sums[key][1] += sign * goods
    lines = [Difference(_("Laporan laba rugi"), revenue, cost)]
    lines += [Difference(names[key], *sums[key]) for key in names if any(sums[key])]
    left = (
        share.turnover - sum(line.revenue for line in lines),
        share.cost - sum(line.cost for line in lines),
    )
    if any(left):
        lines.append(Difference(_("Catatan lain di buku"), *left))
    return [*lines, Difference(_("Lembar bagi hasil"), share.turnover, share.cost)]


def _moved(share: Share) -> Iterable[tuple[str, int, int, int]]:
    """Lines that stand differently in the share and in the book of its months: (name, sign, amount, cost)."""
    given_back = set(taken_back(share.business, share.until, share).values_list("pk", flat=True))
    day_after = clock.at(share.until + timedelta(days=1), 0)
    nearby = SaleLine.objects.filter(business=share.business).filter(
        Q(sale__sold_on__range=(share.since, share.until))
        | Q(sale__paid_on__range=(share.since, share.until))
        | Q(sale__voided_at__gte=clock.at(share.since, 0), sale__voided_at__lt=day_after)
        | Q(pk__in=given_back)
    )
    columns = ("pk", "sale__sold_on", "sale__paid_on", "sale__voided_at", "amount", "cost")
    for pk, sold_on, came_on, voided_at, amount, cost in nearby.values_list(*columns):
        in_share = _in_share(share, came_on, voided_at) - (pk in given_back)
        in_book = _within(share, sold_on) - (voided_at is not None and _within(share, clock.day_of(voided_at)))
        if in_share != in_book:
            name = _VOID if voided_at is not None else _LATER if in_share < in_book else _EARLIER
            yield name, in_share - in_book, amount, cost


def _within(share: Share, day: date | None) -> bool:
    return day is not None and share.since <= day <= share.until


def _in_share(share: Share, came_on: date | None, voided_at: datetime | None) -> bool:
    """Whether a share counted a line: its money came in its months, and it was not yet voided when that was decided."""
    decided = share.decided_at or share.prepared_at
    return _within(share, came_on) and (voided_at is None or voided_at >= decided)
