"""What may come in at all: a request larger than anything we keep ends before its first byte lies on the disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from siap.core.services import LARGEST_DOCUMENT

LARGEST_REQUEST = 2 * LARGEST_DOCUMENT  # bytes; what lies between is told by the form, in a sentence


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that is not read: what was too large is told so, with the limit; sending it again would not help."""
    if isinstance(exception, RequestDataTooBig):
        most = LARGEST_REQUEST // 1024**2
        return HttpResponse(render_to_string("413.html", {"most": most}), status=413)
    return defaults.bad_request(request, exception)


class Quota(FileUploadHandler):
    """Stands before the handlers that write; also where nobody has signed in yet."""

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        """Raises RequestDataTooBig by the length that the request announces; no more than that is ever read."""
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig("larger than anything we keep")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passed on as it is."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing of it stays here."""
