"""How every page finds its row: only among what the reader may see."""

from typing import TypeVar
from uuid import UUID

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from siap.core.models import Document
from siap.core.services import document_path
from siap.people.access import Request
from siap.workshop.models import Lot, Material, Permit, Product, Purchase

Row = TypeVar("Row", Lot, Material, Permit, Product, Purchase)

_AT_HAND = {
    Lot: ("business__unit", "material", "product", "batch__recipe", "batch__sealed_by", "purchase__by"),
    Material: ("business__unit",),
    Permit: ("proof",),
    Product: ("business__unit",),
    Purchase: ("receipt", "lot"),
}


def find(model: type[Row], request: Request, uid: UUID) -> Row:
    """The row with this uid, with what its page shows at hand; 404 when this reader may not see it."""
    row: Row = get_object_or_404(model.objects.visible_to(request.user).select_related(*_AT_HAND[model]), uid=uid)
    return row


def hand_out(document: Document | None) -> FileResponse:
    """A kept file as it is; 404 when there is none."""
    if document is None:
        raise Http404
    response = FileResponse(document_path(document.sha256).open("rb"), content_type=document.media_type)
    response["Cache-Control"] = "private, no-store"
    return response
