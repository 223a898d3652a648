"""The statements, on the screen and on paper, and the lines behind a figure."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from siap.business.models import Business
from siap.cashbook import queries, rules
from siap.cashbook.forms import PeriodForm
from siap.cashbook.views.books import find, href
from siap.ledger.rules import first_day
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.pages import paginate, show


@require_safe
@needs("cashbook.see")
def statements(request: Request, uid: UUID) -> HttpResponse:
    """Income and position of a business, for a month or several, beside the period before."""
    return _statements(request, uid, "cashbook/statements.html")


@require_safe
@needs("cashbook.see")
def paper(request: Request, uid: UUID) -> HttpResponse:
    """The same, for paper."""
    return _statements(request, uid, "cashbook/statements_paper.html")


def _statements(request: Request, uid: UUID, template: str) -> HttpResponse:
    business = find(request, uid)
    form, since, until = _period(request, business)
    months = rules.months_between(since, until)
    before = rules.previous_period(since, until)
    return show(
        request,
        template,
        business=business,
        filter=form,
        since=since,
        until=until,
        period=_spoken(since, until),
        period_before=_spoken(*before),
        end=words.month(first_day(until)),
        end_before=words.month(first_day(rules.months_before(until, months))),
        income=queries.income_statement([business.book], since, until),
        position=queries.financial_position([business.book], until, months=months),
    )


@require_safe
@needs("cashbook.see")
def lines(request: Request, uid: UUID, figure: str) -> HttpResponse:
    """What a figure of a statement is made of."""
    business = find(request, uid)
    if not rules.is_figure(figure):
        raise Http404
    _form, since, until = _period(request, business)
    is_position = figure[0] in "123"
    found = queries.lines_behind(business.book, figure, since=0 if is_position else since, until=until)
    page = paginate(request, found)
    events = queries.events(line.entry.reference for line in page)
    return show(
        request,
        "cashbook/lines.html",
        business=business,
        name=rules.figure_name(figure),
        amount=queries.amount_of(figure, found),
        period=words.month(first_day(until)) if is_position else _spoken(since, until),
        is_position=is_position,
        since=since,
        until=until,
        page=page,
        rows=[(line, event := events[line.entry.reference], href(event, request.user)) for line in page],
    )


def _period(request: Request, business: Business) -> tuple[PeriodForm, int, int]:
    form = PeriodForm(queries.months_of(business.book), request.GET)
    return form, *form.period


def _spoken(since: int, until: int) -> str:
    first, last = words.month(first_day(since)), words.month(first_day(until))
    return first if since == until else f"{first} – {last}"
