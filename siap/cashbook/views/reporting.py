"""The statements on the screen, as a PDF and as a spreadsheet, and the lines behind each of their figures.

One set of pages for all owners; which address was asked says whose: `whose` is business, unit or region.
"""

from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.cashbook import queries, rules
from siap.cashbook.forms import PeriodForm
from siap.cashbook.views import printing
from siap.cashbook.views.books import find, href
from siap.people.access import Request, needs
from siap.people.models import Unit
from siap.ui.pages import paginate, pdf, show

_NAMES = {"business": "statements", "unit": "unit", "region": "region"}
"""How the addresses of an owner's pages begin."""


@require_safe
@needs("cashbook.see")
def statements(request: Request, whose: str, uid: UUID | None = None) -> HttpResponse:
    """All statements of an owner, for a month or several, beside as many months before."""
    owner = owner_of(request, whose, uid)
    form, since, until = _period(request, owner)
    told = queries.statements(owner, since, until)
    return show(
        request,
        "cashbook/statements.html",
        filter=form,
        told=told,
        owner=owner,
        since=since,
        until=until,
        sheets=[(sheet, _linked(sheet, owner, since, until)) for sheet in told.sheets],
        back=reverse("cashbook:book", args=[owner.uid]) if owner.business else reverse("cashbook:home"),
        ageing=reverse(f"cashbook:{whose}-ageing", args=[owner.uid] if owner.uid else []) if not owner.business else "",
        pdf=_address("-paper", owner, since, until),
        table=_address("-table", owner, since, until),
    )


@require_safe
@needs("cashbook.see")
def paper(request: Request, whose: str, uid: UUID | None = None) -> HttpResponse:
    """The same as a PDF, with the notes."""
    told = _told(request, whose, uid)
    return pdf(printing.as_pdf(told, by=request.user.name), f"{_filename(told)}.pdf")


@require_safe
@needs("cashbook.see")
def table(request: Request, whose: str, uid: UUID | None = None) -> HttpResponse:
    """The same as a spreadsheet, whose sums are formulas."""
    told = _told(request, whose, uid)
    return printing.spreadsheet(printing.as_workbook(told), f"{_filename(told)}.xlsx")


@require_safe
@needs("cashbook.see")
def lines(request: Request, whose: str, figure: str, uid: UUID | None = None) -> HttpResponse:
    """*Buku besar*: what stood before, every line of a figure in a period, and what stands after."""
    owner = owner_of(request, whose, uid)
    if not rules.is_figure(figure):
        raise Http404
    _form, since, until = _period(request, owner)
    ledger = queries.general_ledger(owner.books, figure, since, until)
    page = paginate(request, ledger.lines)
    events = queries.events(line.entry.reference for line in page)
    return show(
        request,
        "cashbook/lines.html",
        owner=owner,
        name=rules.figure_name(figure),
        ledger=ledger,
        is_standing=rules.is_standing(figure),
        period=queries.spoken(since, until),
        back=_address("", owner, since, until),
        page=page,
        rows=[(line, event := events[line.entry.reference], href(event, request.user)) for line in page],
    )


def owner_of(request: Request, whose: str, uid: UUID | None) -> queries.Owner:
    """Whose statements, or 404; a unit and the region are for those who see the programme's reports.

    The books of people's savings count only for those who may see these.
    """
    if whose == "business":
        assert uid is not None
        return queries.owner_of_business(find(request, uid))
    if not request.user.can("report.see"):
        raise PermissionDenied
    with_savings = request.user.can("savings.see")
    if whose == "unit":
        unit = get_object_or_404(Unit.objects.visible_to(request.user), uid=uid)
        return queries.owner_of_unit(unit, with_savings=with_savings)
    if not request.user.sees_all_units:
        raise Http404
    return queries.owner_of_region(with_savings=with_savings)


def _told(request: Request, whose: str, uid: UUID | None) -> queries.Statements:
    owner = owner_of(request, whose, uid)
    _form, since, until = _period(request, owner)
    return queries.statements(owner, since, until)


def _period(request: Request, owner: queries.Owner) -> tuple[PeriodForm, int, int]:
    form = PeriodForm(queries.months_of(*owner.books), request.GET)
    return form, *form.period


Linked = list[tuple[rules.Row, str]]
"""Rows of a sheet, each with the address of the lines behind it, or none."""


def _linked(sheet: rules.Sheet, owner: queries.Owner, since: int, until: int) -> Linked:
    return [(row, _address("-lines", owner, since, until, row.code) if row.code else "") for row in sheet.rows]


def _address(page: str, owner: queries.Owner, since: int, until: int, *more: str) -> str:
    args = [*([owner.uid] if owner.uid else []), *more]
    return f"{reverse(f'cashbook:{_NAMES[owner.kind]}{page}', args=args)}?{urlencode({'since': since, 'until': until})}"


def _filename(told: queries.Statements) -> str:
    return slugify(_("laporan keuangan %(name)s %(period)s") % {"name": told.owner.name, "period": told.period})
