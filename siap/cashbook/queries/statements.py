"""The statements, read from month totals, and the lines behind each of their figures."""

from collections.abc import Sequence

from django.db.models import F, Max, Min, QuerySet, Sum
from django.db.models.functions import Coalesce

from siap.cashbook import rules
from siap.core import clock
from siap.ledger import queries as book
from siap.ledger.models import Line, MonthTotal
from siap.ledger.rules import first_day, last_day, month_of, next_month


def income_statement(book_keys: Sequence[str], since: int, until: int) -> rules.IncomeStatement:
    """What these books earned and cost over months (202610), both included, beside the period before."""
    earlier = rules.previous_period(since, until)
    return rules.income_statement(
        _balances(book_keys, since=since, until=until), _balances(book_keys, since=earlier[0], until=earlier[1])
    )


def financial_position(book_keys: Sequence[str], on_month: int, *, months: int = 1) -> rules.FinancialPosition:
    """What there is and what is owed at the end of a month, beside `months` before."""
    earlier = rules.months_before(on_month, months)
    return rules.financial_position(_balances(book_keys, until=on_month), _balances(book_keys, until=earlier))


def _balances(book_keys: Sequence[str], *, since: int = 0, until: int) -> dict[str, int]:
    return {found.code: found.balance for found in book.totals(book_keys, since=since, until=until)}


def lines_behind(book_key: str, figure: str, *, since: int, until: int) -> "QuerySet[Line]":
    """The lines that make up a figure of a statement over months, newest first. `since` 0: from the beginning."""
    return book.lines_of(
        book_key,
        *rules.accounts_behind(figure),
        since=first_day(since) if since else None,
        until=last_day(until),
    )


def amount_of(figure: str, lines: "QuerySet[Line]") -> int:
    """What the lines behind a figure come to, as the statement shows it (rupiah)."""
    return rules.figure_amount(figure, int(lines.aggregate(net=Coalesce(Sum(F("side") * F("amount")), 0))["net"]))


def months_of(book_key: str) -> list[int]:
    """The months a book covers, newest first, the present one always among them."""
    ends = MonthTotal.objects.filter(book__key=book_key).aggregate(first=Min("month"), last=Max("month"))
    present = month_of(clock.today())
    months = [ends["first"] or present]
    while months[-1] < max(present, ends["last"] or present):
        months.append(next_month(months[-1]))
    return months[::-1]
