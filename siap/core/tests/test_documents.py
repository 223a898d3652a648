"""Files are checked, made anew without metadata, and kept by their digest."""

import io

import pytest
from PIL import Image

from siap.core.models import Document
from siap.core.services import DocumentTooLarge, NotADocument, digest_on_disk, document_path, keep_document

pytestmark = pytest.mark.django_db


def photo(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 30), "teal")
    exif = Image.Exif()
    exif[0x010E] = "Lapas Palu, blok A"
    image.save(out, kind, exif=exif)
    return out.getvalue()


def test_a_photo_is_made_anew_without_its_metadata() -> None:
    document = keep_document(photo(), kind="receipt", by=None)
    kept = document_path(document.sha256).read_bytes()
    assert document.media_type == "image/jpeg"
    assert b"blok A" not in kept
    assert digest_on_disk(document.sha256) == document.sha256


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nbroken", b"GIF89a"]
)
def test_what_is_no_picture_and_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(NotADocument):
        keep_document(content, kind="receipt", by=None)
    assert not Document.objects.exists()


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(DocumentTooLarge):
        keep_document(b"%PDF-" + b"0" * (10 * 1024 * 1024), kind="decree", by=None)


def test_the_same_bytes_lie_there_once() -> None:
    first, second = (keep_document(photo(), kind="receipt", by=None) for _ in range(2))
    assert first.sha256 == second.sha256
    assert first.uid != second.uid
