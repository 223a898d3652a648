"""Who owes a business and whom it owes, by age; and one counterparty with everything between them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from siap.cashbook import queries, rules
from siap.cashbook.models import Counterparty
from siap.cashbook.views.books import find, href, may_write
from siap.ledger import chart
from siap.people.access import Request, needs
from siap.ui.pages import show

_SIDES = (chart.receivable.code, chart.payable.code)


@require_safe
@needs("cashbook.see")
def owing(request: Request, uid: UUID) -> HttpResponse:
    """Claims and debts by counterparty, in columns of age."""
    business = find(request, uid)
    claims, debts = ([one for one in queries.owing(business, code) if one.ages.total] for code in _SIDES)
    return show(
        request,
        "cashbook/owing.html",
        business=business,
        claims=claims,
        debts=debts,
        claimed=sum((one.ages for one in claims), rules.Ages()),
        owed=sum((one.ages for one in debts), rules.Ages()),
        may_write=may_write(request.user, business) and business.closed_on is None,
    )


@require_safe
@needs("cashbook.see")
def counterparty(request: Request, uid: UUID) -> HttpResponse:
    """One supplier or buyer: what is open, since when, and every event between."""
    rows = Counterparty.objects.visible_to(request.user).select_related("business__unit")
    found: Counterparty = get_object_or_404(rows, uid=uid)
    business = found.business
    claim, debt = (
        next((one for one in queries.owing(business, code) if one.counterparty == found), None) for code in _SIDES
    )
    movements = [(is_claim, one) for is_claim, side in ((True, claim), (False, debt)) if side for one in side.movements]
    events = queries.events(one.reference for _is_claim, one in movements)
    told = [(is_claim, one, event := events[one.reference], href(event, request.user)) for is_claim, one in movements]
    return show(
        request,
        "cashbook/counterparty.html",
        counterparty=found,
        business=business,
        claim=claim.ages if claim else rules.Ages(),
        debt=debt.ages if debt else rules.Ages(),
        rows=sorted(told, key=lambda row: row[1].happened_on, reverse=True),
        may_write=may_write(request.user, business) and business.closed_on is None,
    )
