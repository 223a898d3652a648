"""What buyers say of what they got: read first, then shown."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.market import queries, services
from siap.market.models import Review
from siap.people.access import Request, needs
from siap.ui.pages import paginate, show


@require_safe
@needs("market.see")
def reviews(request: Request) -> HttpResponse:
    """Every review, unread first."""
    rows = queries.reviews_for(request.user)
    return show(
        request,
        "market/reviews.html",
        page=paginate(request, rows),
        waiting=rows.filter(state=Review.State.WAITING).count(),
        may_decide=request.user.can("recall.write"),
    )


@require_POST
@needs("recall.write")
def decide(request: Request, uid: UUID) -> HttpResponse:
    """Show it or not."""
    found = get_object_or_404(queries.reviews_for(request.user), uid=uid)
    services.decide_review(found, shown=request.POST.get("shown") == "1", by=request.user)
    messages.success(request, _("Tersimpan."))
    return redirect("market:reviews")
