"""The pages of groups, ventures and the cooperative."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from siap.business.models import Business
from siap.people.access import Request


def visible(request: Request) -> QuerySet[Business]:
    """The businesses this user may see, with what every page names."""
    rows: QuerySet[Business] = Business.objects.visible_to(request.user)
    return rows.select_related("unit", "owner", "bridge", "mentor")


def business_or_404(request: Request, uid: UUID) -> Business:
    """The only way to a business."""
    business: Business = get_object_or_404(visible(request), uid=uid)
    return business
