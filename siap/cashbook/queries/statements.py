"""The statements, read from month totals, and the lines behind each of their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import BigIntegerField, ExpressionWrapper, F, Max, Min, Q, QuerySet, Sum, Value, Window
from django.db.models.functions import Coalesce

from siap.business.models import Business
from siap.cashbook import rules
from siap.core import clock
from siap.core import services as core
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Line, MonthTotal
from siap.ledger.rules import first_day, last_day, month_of, next_month

_SIGNED = F("side") * F("amount")


@dataclass(frozen=True)
class Figures:
    """What month totals say of a period and of the one before, by account code, each in its account's own direction.

    `grown`: within the period; `stood`: at its end, from the beginning; `came_in`: the money of the period that came
    (positive) or went against an account. Rupiah.
    """

    grown: dict[str, int]
    grown_before: dict[str, int]
    stood: dict[str, int]
    stood_before: dict[str, int]
    came_in: dict[str, int]
    came_in_before: dict[str, int]


def figures(book_keys: Sequence[str], since: int, until: int) -> Figures:
    """All that the statements of these books over months (202610) need, in one question."""
    first, last = rules.previous_period(since, until)
    now, before = Q(month__gte=since), Q(month__gte=first, month__lte=last)
    net, moved = F("debit") - F("credit"), F("cash_credit") - F("cash_debit")
    rows = (
        MonthTotal.objects.filter(book__key__in=book_keys, month__lte=until)
        .values_list("code")
        .annotate(
            grown=Sum(net, filter=now, default=0),
            grown_before=Sum(net, filter=before, default=0),
            stood=Sum(net, default=0),
            stood_before=Sum(net, filter=Q(month__lte=last), default=0),
            came_in=Sum(moved, filter=now, default=0),
            came_in_before=Sum(moved, filter=before, default=0),
        )
        .order_by("code")
    )
    read = Figures({}, {}, {}, {}, {}, {})
    for code, grown, grown_before, stood, stood_before, came_in, came_in_before in rows:
        sign = 1 if chart.grows_by_debit(code) else -1
        read.grown[code], read.grown_before[code] = sign * grown, sign * grown_before
        read.stood[code], read.stood_before[code] = sign * stood, sign * stood_before
        if code not in chart.CASH:
            read.came_in[code], read.came_in_before[code] = came_in, came_in_before
    return read


def income_statement(book_keys: Sequence[str], since: int, until: int) -> rules.IncomeStatement:
    """What these books earned and cost over months (202610), both included, beside the period before."""
    read = figures(book_keys, since, until)
    return rules.income_statement(read.grown, read.grown_before)


def financial_position(book_keys: Sequence[str], on_month: int, *, months: int = 1) -> rules.FinancialPosition:
    """What there is and what is owed at the end of a month, beside `months` before."""
    read = figures(book_keys, rules.months_before(on_month, months - 1), on_month)
    return rules.financial_position(read.stood, read.stood_before)


# --- Cash flows ---------------------------------------------------------------------------------------------------------


def cash_flow(read: Figures) -> rules.CashFlow:
    """Where the money of a period came from and went to, beside the period before."""
    return rules.cash_flow(
        read.came_in,
        read.came_in_before,
        opening=_money(read.stood) - _money(read.grown),
        opening_before=_money(read.stood_before) - _money(read.grown_before),
    )


def _money(balances: dict[str, int]) -> int:
    return sum(balances.get(code, 0) for code in chart.CASH)


def _flow_lines(book_keys: Sequence[str], since: int, until: int) -> "QuerySet[Line]":
    """The other side of the money: every line of an entry that moved money, except the money itself."""
    moved = Line.objects.filter(
        book__key__in=book_keys,
        account__code__in=chart.CASH,
        booked_on__gte=first_day(since),
        booked_on__lte=last_day(until),
    )
    return Line.objects.filter(entry__in=moved.values("entry")).exclude(account__code__in=chart.CASH)


# --- What is behind a figure --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GeneralLedger:
    """*Buku besar* of a figure (rupiah, as its statement counts): what stood before, its lines, what stands after."""

    opening: int
    closing: int
    lines: "QuerySet[Line]"


def general_ledger(book_keys: Sequence[str], figure: str, since: int, until: int) -> GeneralLedger:
    """The lines behind a figure over months, newest first, each with `after`: what they come to so far."""
    sign = rules.sign_of(figure)
    lines = lines_behind(book_keys, figure, since=since, until=until)
    opening = 0
    if rules.is_standing(figure):
        earlier = MonthTotal.objects.filter(
            book__key__in=book_keys, code__in=rules.accounts_behind(figure), month__lt=since
        )
        opening = sign * int(earlier.aggregate(total=Coalesce(Sum(F("debit") - F("credit")), 0))["total"])
    so_far = Window(Sum(_SIGNED), order_by=[F("booked_on").asc(), F("pk").asc()])
    after = ExpressionWrapper(Value(opening) + Value(sign) * so_far, output_field=BigIntegerField())
    return GeneralLedger(opening, opening + amount_of(figure, lines), lines.annotate(after=after))


def lines_behind(book_keys: Sequence[str], figure: str, *, since: int, until: int) -> "QuerySet[Line]":
    """The lines that make up a figure of a statement over months, newest first. `since` 0: from the beginning."""
    codes = rules.accounts_behind(figure)
    if figure.startswith(rules.FLOW):
        rows = _flow_lines(book_keys, since, until).filter(account__code__in=codes)
    else:
        rows = Line.objects.filter(book__key__in=book_keys, account__code__in=codes, booked_on__lte=last_day(until))
        if since:
            rows = rows.filter(booked_on__gte=first_day(since))
    return rows.select_related("entry", "account", "book").order_by("-booked_on", "-pk")


def amount_of(figure: str, lines: "QuerySet[Line]") -> int:
    """What the lines behind a figure come to, as the statement shows it (rupiah)."""
    return rules.sign_of(figure) * int(lines.aggregate(net=Coalesce(Sum(_SIGNED), 0))["net"])


def months_of(*book_keys: str) -> list[int]:
    """The months these books cover, newest first, the present one always among them."""
    ends = MonthTotal.objects.filter(book__key__in=book_keys).aggregate(first=Min("month"), last=Max("month"))
    present = month_of(clock.today())
    months = [ends["first"] or present]
    while months[-1] < max(present, ends["last"] or present):
        months.append(next_month(months[-1]))
    return months[::-1]


# --- Tax ----------------------------------------------------------------------------------------------------------------

TAX, TAX_FREE = "final-income-tax", "final-income-tax-free"
"""Rates: the part of the turnover, and what an individual has free a year (rupiah)."""


def tax_of(business: Business, since: int, until: int) -> rules.Tax | None:
    """The final income tax on the turnover of a venture or the cooperative, by the rates of the period's last day.

    None for a group, which is no taxpayer, and for days of which no rate is known.
    """
    if business.kind == Business.Kind.GROUP:
        return None
    earlier = rules.previous_period(since, until)
    try:
        rule = _tax_rule(business, last_day(until))
    except core.RateUnknown:
        return None
    january = earlier[0] // 100 * 100 + 1
    turnover = book.monthly(chart.revenue.code, [business.book], since=january, until=until)
    return rules.Tax(
        rules.final_tax(turnover, rule, since, until), rules.final_tax(turnover, rule, *earlier), rule.basis
    )


def _tax_rule(business: Business, on: date) -> rules.TaxRule:
    part = core.rate(TAX, on)
    is_individual = business.kind == Business.Kind.VENTURE
    free = int(core.rate(TAX_FREE, on).value) if is_individual else 0
    return rules.TaxRule(Fraction(part.value), free, part.basis)
