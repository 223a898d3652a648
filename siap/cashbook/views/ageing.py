"""Claims and debts by age: of a unit and the region on the screen, of any owner as a PDF and as a spreadsheet.

The screen of one business is `owing`, where one also pays. `whose` says whose, as for the statements.
"""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.cashbook import queries
from siap.cashbook.forms import OnForm
from siap.cashbook.views import printing
from siap.cashbook.views.reporting import owner_of
from siap.people.access import Request, needs
from siap.ui.pages import pdf, show


@require_safe
@needs("cashbook.see")
def ageing(request: Request, whose: str, uid: UUID | None = None) -> HttpResponse:
    """What is open in the books of a unit or the region on a day, each row a book; a business opens to its own page."""
    owner = owner_of(request, whose, uid)
    form = OnForm(request.GET)
    told = queries.ageing(owner, form.day)
    return show(
        request,
        "cashbook/ageing.html",
        told=told,
        owner=owner,
        filter=form,
        sheets=[
            (sheet, [(row, reverse("cashbook:owing", args=[row.code]) if row.code else "") for row in sheet.rows])
            for sheet in told.sheets
        ],
        pdf=_address(owner, "-ageing-paper", told),
        table=_address(owner, "-ageing-table", told),
    )


@require_safe
@needs("cashbook.see")
def paper(request: Request, whose: str, uid: UUID | None = None) -> HttpResponse:
    """The same as a PDF."""
    told = queries.ageing(owner_of(request, whose, uid), OnForm(request.GET).day)
    return pdf(printing.ageing_as_pdf(told, by=request.user.name), f"{_filename(told)}.pdf")


@require_safe
@needs("cashbook.see")
def table(request: Request, whose: str, uid: UUID | None = None) -> HttpResponse:
    """The same as a spreadsheet, whose sums are formulas."""
    told = queries.ageing(owner_of(request, whose, uid), OnForm(request.GET).day)
    return printing.spreadsheet(printing.ageing_as_workbook(told), f"{_filename(told)}.xlsx")


def _address(owner: queries.Owner, page: str, told: queries.Ageing) -> str:
    args = [owner.uid] if owner.uid else []
    return f"{reverse(f'cashbook:{owner.kind}{page}', args=args)}?{urlencode({'on': told.on.isoformat()})}"


def _filename(told: queries.Ageing) -> str:
    return slugify(_("umur piutang dan utang %(name)s %(day)s") % {"name": told.owner.name, "day": told.on.isoformat()})
