"""Kept papers, in and out."""

from django.core.files import File
from django.http import FileResponse, Http404

from siap.core.models import Document
from siap.core.services import document_path


def content(sent: "File[bytes] | None") -> bytes | None:
    """What was sent, from its beginning; None when nothing was."""
    if not sent:
        return None
    sent.seek(0)
    read: bytes = sent.read()
    return read


def hand_out(document: Document | None) -> FileResponse:
    """A kept file as it is; 404 when there is none."""
    if document is None or not document_path(document.sha256).exists():  # destroyed: whom it told of is forgotten
        raise Http404
    response = FileResponse(document_path(document.sha256).open("rb"), content_type=document.media_type)
    response["Cache-Control"] = "private, no-store"
    return response
