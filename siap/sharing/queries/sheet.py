"""The sharing sheet: what a group made in some months, and whose it is. Worked out, nothing written.

It stands before a share is prepared, and is worked out again before it is approved: what no longer agrees is not approved.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core import clock, sql
from siap.core.errors import Refused
from siap.ledger import chart
from siap.ledger.rules import first_day, last_day, month_of
from siap.programme import queries as programme
from siap.programme.models import SharingTerms
from siap.programme.rules import BY_PIECES, WAGE, NobodyEntitled
from siap.sharing import rules
from siap.sharing.models import Share
from siap.sharing.queries import dividing
from siap.sharing.queries.lines import MemberLine, PartLine
from siap.sharing.queries.sold import SoldLine, sold_lines
from siap.sharing.queries.warning import warnings
from siap.ui import words


@dataclass(frozen=True)
class Sheet:
    """Everything a person must see before he prepares or approves a share. `problem` says why it cannot be prepared."""

    business: Business
    first_month: int
    last_month: int
    terms: SharingTerms | None = None
    sold: tuple[SoldLine, ...] = ()
    expenses: tuple[tuple[str, int], ...] = ()
    result: rules.Result = rules.Result(0, 0, 0)
    carried_loss: int = 0
    base: int = 0
    rate: int = 0
    parts: tuple[PartLine, ...] = ()
    members: tuple[MemberLine, ...] = ()
    problem: Refused | None = None

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know before he goes on, the gravest first; asked for only when somebody looks."""
        if self.terms is None:
            return ()
        return tuple(warnings(self.business, self.since, self.until, self.terms, self.members, self.base))

    @property
    def since(self) -> date:
        """The first day."""
        return first_day(self.first_month)

    @property
    def until(self) -> date:
        """The last day."""
        return last_day(self.last_month)

    @property
    def months(self) -> str:
        """Its months in words."""
        return months_in_words(self.first_month, self.last_month)

    @property
    def figures(self) -> tuple[object, ...]:
        """What must be the same when it is prepared and when it is approved."""
        parts = tuple((part.kind, part.amount) for part in self.parts)
        members = tuple(sorted((line.person.pk, line.weight, line.amount, line.usable) for line in self.members))
        return self.result, self.carried_loss, self.base, self.rate, parts, members

    @property
    def wages(self) -> int:
        """What everybody is paid for his hours, before there is a profit (rupiah); nothing under other terms."""
        return sum(line.amount for line in self.members) if self.terms and self.terms.regime == WAGE else 0

    @property
    def after_wages(self) -> int:
        """What wages leave of the result (rupiah): a loss is below zero."""
        return self.result.profit - self.wages


def months_in_words(first: int, last: int) -> str:
    """`Oktober 2026`, or `Oktober 2026 sampai November 2026`."""
    start = words.month(first_day(first))
    if first == last:
        return start
    return _("%(first)s sampai %(last)s") % {"first": start, "last": words.month(first_day(last))}


def working(business: Business, first_month: int, last_month: int, *, apart_from: Share | None = None) -> Sheet:
    """The sheet of a group for whole months (202610), both included; `apart_from` is the share that is looked at anew."""
    problem = _obstacle(business, first_month, last_month, apart_from)
    if problem is not None or business.unit is None:
        return Sheet(business, first_month, last_month, problem=problem)
    since, until = first_day(first_month), last_day(last_month)
    terms = apart_from.terms if apart_from else programme.terms_for(business.unit, until)
    if terms is None:
        return Sheet(business, first_month, last_month, problem=rules.TermsMissing(month=words.month(until)))
    sold = sold_lines(business, since, until)
    spent, other_income = dividing.spending(business, first_month, last_month)
    result = rules.Result(
        turnover=sum(line.amount for line in sold),
        cost=sum(line.cost for line in sold),
        expenses=sum(amount for _code, amount in spent),
        other_income=other_income,
    )
    lost = dividing.carried_loss(business, terms, first_month)
    try:
        division = dividing.divide(terms, result, lost, dividing.worked_by(business, terms, since, until))
        problem = dividing.nothing(terms, division, has_sold=bool(sold))
    except NobodyEntitled as nobody:
        division = dividing.Division(result.base(terms.base))
        problem = rules.NobodyMade() if terms.weights in BY_PIECES else nobody
    return Sheet(
        business, first_month, last_month, terms, sold, tuple((_spent(code), amount) for code, amount in spent),
        result, lost, division.base, division.rate, division.parts, division.members,
        problem,
    )  # fmt: skip


def _spent(code: str) -> str:
    """What it was spent on, as who noted it calls it."""
    return _("belanja") if code == chart.expense.code else str(chart.NAMES[code])


def _obstacle(business: Business, first: int, last: int, apart_from: Share | None) -> Refused | None:
    """Why these months of this business cannot be looked at for sharing at all."""
    if business.kind != Business.Kind.GROUP or business.unit is None:
        return rules.NotAGroup()
    if not (rules.is_month(first) and rules.is_month(last)) or first > last:
        return rules.MonthsOutOfOrder()
    if len(list(rules.months(first, last))) > rules.MOST_MONTHS:
        return rules.MonthsOutOfOrder()
    if last >= month_of(clock.today()):
        return rules.MonthNotOver(month=words.month(first_day(last)))
    for pk, begins, ends in sql.select(_STANDING, business.pk, last, first):
        if apart_from is None or pk != apart_from.pk:
            return rules.MonthShared(month=months_in_words(max(first, begins), min(last, ends)))
    return None


_STANDING = """
SELECT id, first_month, last_month FROM sharing_share WHERE business_id = %s AND state IN ('prepared', 'approved')
AND first_month <= %s AND last_month >= %s"""
"""In SQL (`standing_shares`): a region's month asks it a thousand times, twice for every share."""


def standing_shares(business: Business) -> QuerySet[Share]:
    """The shares of a business that hold a claim on their months: approved, or waiting to be."""
    return Share.objects.filter(business=business, state__in=(Share.State.PREPARED, Share.State.APPROVED))
