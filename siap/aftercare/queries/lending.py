"""What a bank may read of a business: its months, what it has and owes, who taught it, and what it could pay back.

Everything comes from the business's own book and from certificates. Nothing here knows or says where its owner was.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from siap.aftercare import rules
from siap.business.models import Business, Visit
from siap.cashbook import queries as cashbook
from siap.core import services as core
from siap.learning.models import Certificate
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import month_of, previous_month
from siap.workshop.models import Permit

INTEREST = "kur-interest-flat"
"""The rate's key: flat interest a year, as a fraction."""
SOLD = (chart.revenue.code,)
BESIDES = (chart.other_income.code,)
"""Help, a gift, a loan: money that came in and that nobody bought anything for. It pays no instalment."""
SPENT = (
    chart.cost_of_sales.code, chart.expense.code, chart.wages.code, chart.loss_of_goods.code,
    chart.stock_difference.code, chart.cash_difference.code, chart.depreciation.code, chart.other_expense.code,
)  # fmt: skip


def loan_rate(on: date) -> Fraction:
    """Flat interest a year that is valid on a day. Raises RateUnknown."""
    return Fraction(core.rate(INTEREST, on).value)


def credit_figures(venture: Business, loan: rules.Loan, *, purpose: str, on: date) -> dict[str, Any]:
    """Everything the record says, as plain values (rupiah), so that it can be frozen and digested."""
    months = months_of(venture, on)
    usual = rules.ordinary(months)
    position = _position(venture, on)
    capacity = rules.Capacity(usual.result, loan.instalments[0])
    return {
        "business": venture.name,
        "what": venture.what,
        "owner": venture.owner.name if venture.owner else "",
        "since": venture.formed_on.isoformat(),
        "months": [[one.month, one.sold, one.spent] for one in months],
        "usual": [usual.sold, usual.spent],
        "besides": besides(venture, months),
        "position": position,
        "certificates": _certificates(venture),
        "permits": _permits(venture, on),
        "visits": Visit.objects.filter(business=venture, visited_on__lte=on).count(),
        "purpose": purpose,
        "loan": [loan.amount, loan.months, str(loan.rate), loan.interest, loan.instalments[0]],
        "percent": capacity.percent,
        "projection": [list(row) for row in rules.projection(months, loan, opening=position["money"])],
    }


def months_of(venture: Business, on: date) -> list[rules.Month]:
    """The whole months of a business before a day, at most twelve, the oldest first: from the first in which it traded."""
    last = previous_month(month_of(on))
    first = last
    for _turn in range(rules.RECORD_MONTHS - 1):
        first = previous_month(first)
    first = max(first, month_of(venture.formed_on))
    sold, spent = (_monthly(codes, venture, first, last) for codes in (SOLD, SPENT))
    traded = sorted(sold.keys() | spent.keys())
    if not traded:
        return []
    months, month = [], last
    while month >= traded[0]:
        months.append(rules.Month(month, sold.get(month, 0), spent.get(month, 0)))
        month = previous_month(month)
    return months[::-1]


def besides(venture: Business, months: Sequence[rules.Month]) -> int:
    """What else came in during these months (rupiah)."""
    return sum(_monthly(BESIDES, venture, months[0].month, months[-1].month).values()) if months else 0


def _monthly(codes: tuple[str, ...], venture: Business, since: int, until: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for code in codes:
        for month, amount in book.monthly(code, [venture.book], since=since, until=until).items():
            found[month] = found.get(month, 0) + amount
    return found


def _position(venture: Business, on: date) -> dict[str, int]:
    """What there is and what is owed now, under a bank's headings."""
    stood = cashbook.figures([venture.book], month_of(on), month_of(on)).stood
    return {
        "money": sum(stood.get(code, 0) for code in chart.CASH),
        "claims": stood.get(chart.receivable.code, 0),
        "goods": stood.get(chart.material_stock.code, 0) + stood.get(chart.stock.code, 0),
        "tools": stood.get(chart.equipment.code, 0) + stood.get(chart.accumulated_depreciation.code, 0),
        "debts": stood.get(chart.payable.code, 0),
        "own": stood.get(chart.capital.code, 0) - stood.get(chart.drawings.code, 0),
    }


def _certificates(venture: Business) -> list[list[str | int]]:
    rows = Certificate.objects.filter(person=venture.owner, revoked_on=None).select_related("course")
    return [
        [one.number, one.course.title, one.course.lesson_hours, one.issued_on.isoformat()]
        for one in rows.order_by("issued_on")
    ]


def _permits(venture: Business, on: date) -> list[list[str]]:
    rows = Permit.objects.filter(business=venture, valid_from__lte=on, withdrawn_on=None).order_by("kind", "pk")
    return [[one.get_kind_display(), one.number] for one in rows if one.valid_until is None or one.valid_until >= on]
