"""How every page finds its row: only among what the reader may see."""

from typing import Any, TypeVar
from uuid import UUID

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from siap.business.models import Business
from siap.core.models import Document
from siap.core.services import document_path
from siap.people.access import Request
from siap.workshop.models import BatchPlan, Lot, Material, Permit, Product, Purchase

Row = TypeVar("Row", BatchPlan, Lot, Material, Permit, Product, Purchase)

_AT_HAND = {
    BatchPlan: ("business__unit", "product", "recipe__product"),
    Lot: (
        "business__unit",
        "material",
        "product",
        "batch__recipe",
        "batch__sealed_by",
        "batch__quality",
        "purchase__by",
    ),
    Material: ("business__unit",),
    Permit: ("proof", "product", "business__unit"),
    Product: ("business__unit",),
    Purchase: ("receipt", "lot", "material", "business"),
}


def find(model: type[Row], request: Request, uid: UUID) -> Row:
    """The row with this uid, with what its page shows at hand; 404 when this reader may not see it."""
    row: Row = get_object_or_404(model.objects.visible_to(request.user).select_related(*_AT_HAND[model]), uid=uid)
    return row


def find_business(request: Request, uid: UUID) -> Business:
    """The business with this uid; 404 when this reader may not see it."""
    found: Business = get_object_or_404(Business.objects.visible_to(request.user).select_related("unit"), uid=uid)
    return found


def hand_out(document: Document | None) -> FileResponse:
    """A kept file as it is; 404 when there is none."""
    if document is None or not document_path(document.sha256).exists():  # destroyed: whom it told of is forgotten
        raise Http404
    response = FileResponse(document_path(document.sha256).open("rb"), content_type=document.media_type)
    response["Cache-Control"] = "private, no-store"
    return response


def read_upload(file: Any) -> bytes | None:
    """The bytes of an uploaded file, from their beginning; None when none was sent."""
    if not file:
        return None
    file.seek(0)
    content: bytes = file.read()
    return content
