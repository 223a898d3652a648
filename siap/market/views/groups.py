"""The market as one business sees it: what it sold, where, what stands elsewhere, and what is still owed."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from siap.business.models import Business
from siap.core import clock
from siap.market import queries
from siap.people.access import Request, needs
from siap.ui.pages import show

LOOK_BACK = 90
"""Days of sales on the page."""


@require_safe
@needs("market.see")
def group(request: Request, uid: UUID) -> HttpResponse:
    """What a business sold in the last three months, where, and what is still owed."""
    found: Business = get_object_or_404(Business.objects.visible_to(request.user), uid=uid)
    today = clock.today()
    since = today - timedelta(days=LOOK_BACK)
    rows, owed = queries.sold_where(found, since, today), queries.owed_by_name(found)
    standing = queries.goods_on_consignment(found)
    return show(
        request,
        "market/group.html",
        business=found,
        since=since,
        places=queries.joined(rows, "place"),
        products=queries.joined(rows, "product"),
        owed=owed,
        standing=standing,
        sold=sum(one.amount for one in rows),
        unpaid=sum(one.unpaid for one in rows),
        owed_sum=sum(amount for _name, amount in owed),
        pieces_away=sum(one.pieces for one in standing),
        short=queries.short_pieces([found]).get(found.pk, 0),
    )
