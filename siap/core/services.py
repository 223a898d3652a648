"""What every room may ask of the ground: a number from a series, a document kept, a reading noted, a rate."""

import hashlib
import io
import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from siap.core import clock
from siap.core.errors import Refused
from siap.core.facts import DocumentDestroyed, DocumentKept, WaitingSettled
from siap.core.fields import blind_index
from siap.core.models import Document, FactRecord, Knock, Rate, ReadLog, Waiting
from siap.core.verbs import record, seal, verb

LARGEST_DOCUMENT = 10 * 1024 * 1024  # bytes


class Actor(Protocol):
    """Whoever acts: a user."""

    pk: int


class NotADocument(Refused):
    """The file is of a kind we do not keep."""

    message = _("Berkas ini bukan gambar (JPG, PNG, WebP) atau PDF yang dapat dibaca.")
    field = "document"


class DocumentTooLarge(Refused):
    """The file is too large."""

    message = _("Berkas ini terlalu besar. Paling besar 10 MB.")
    field = "document"


class RateUnknown(Refused):
    """No rate of that name is valid on that day."""

    message = _("Angka ketentuan “%(key)s” belum diisi untuk %(on)s.")


def next_number(series: str) -> int:
    """The next number of a series, from 1, without gaps (a rolled-back verb gives its number back)."""
    return next_numbers(series, 1)[0]


def next_numbers(series: str, many: int) -> range:
    """As many numbers of a series at once, for a run that writes hundreds of rows in one transaction."""
    with connection.cursor() as cursor:  # one statement: whoever comes second waits for the row and counts on from it
        cursor.execute(
            "INSERT INTO core_counter (key, last) VALUES (%s, %s) "
            "ON CONFLICT (key) DO UPDATE SET last = core_counter.last + excluded.last RETURNING last",
            [series, many],
        )
        (last,) = cursor.fetchone()
    return range(last - many + 1, last + 1)


@verb
def keep_document(content: bytes, *, kind: str, title: str = "", by: Actor | None) -> Document:
    """Keep a file: checked, images made anew without their metadata, stored by digest before its row is written."""
    if len(content) > LARGEST_DOCUMENT:
        raise DocumentTooLarge
    content, media_type = _cleaned(content)
    sha256 = hashlib.sha256(content).hexdigest()
    _store(document_path(sha256), content)
    document = Document.objects.create(
        sha256=sha256, kind=kind, media_type=media_type, size=len(content), title=title, added_at=clock.now()
    )
    seal(f"document:{document.uid}:{sha256}")
    record(DocumentKept(document=document.pk, kind=kind, sha256=sha256))
    return document


@verb
def destroy_document(document: Document, *, by: Actor | None) -> None:
    """Destroy the bytes of a document once this verb is written: whom it told of is forgotten. Its row and digest stay.

    The same bytes kept for something else stay for that.
    """
    record(DocumentDestroyed(document=document.pk, sha256=document.sha256))
    transaction.on_commit(remove_destroyed)


def remove_destroyed() -> None:
    """Remove every file that is said to be destroyed and still lies there: also one that a crash left."""
    said = FactRecord.objects.filter(name=DocumentDestroyed.name).values_list("text", flat=True)
    gone = {one["document"]: one["sha256"] for one in (json.loads(text)["values"] for text in said)}
    needed = set(
        Document.objects.filter(sha256__in=gone.values()).exclude(pk__in=gone).values_list("sha256", flat=True)
    )
    for sha256 in set(gone.values()) - needed:
        document_path(sha256).unlink(missing_ok=True)


def document_path(sha256: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.DATA, "files", sha256[:2], sha256)


def _cleaned(content: bytes) -> tuple[bytes, str]:
    if content.startswith(b"%PDF-"):
        return content, "application/pdf"
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.format not in {"JPEG", "PNG", "WEBP"} or image.width * image.height > 50_000_000:
                raise NotADocument
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise NotADocument from error
    upright.thumbnail((2400, 2400))
    upright.info.clear()  # Pillow would write the remark of the old file into the new one
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85)
    return out.getvalue(), "image/jpeg"


def _store(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


def note_reading(person: int, *, by: Actor, page: str) -> None:
    """Note that a member of staff opened a person's file. Off the chain, append-only."""
    ReadLog.objects.create(person=person, by=by.pk, at=clock.now(), page=page)


def note_readings(people: Iterable[int], *, by: Actor, page: str) -> None:
    """The same for a list that shows more of people than their names."""
    at = clock.now()
    ReadLog.objects.bulk_create(
        (ReadLog(person=person, by=by.pk, at=at, page=page) for person in people), batch_size=500
    )


def may_knock(address: str, page: str, *, most: int) -> bool:
    """Whether this network address may ask this page once more in this minute, counted over all processes.

    An address is never kept: only a keyed digest, for an hour. Who is over the limit writes nothing any more.
    """
    minute, mark = int(clock.now().timestamp()) // 60, blind_index(f"{page}:{address}")
    now = Knock.objects.filter(mark=mark, minute=minute)
    if now.filter(count__gte=most).exists():
        return False
    if not now.update(count=F("count") + 1):
        Knock.objects.filter(minute__lt=minute - 60).delete()
        Knock.objects.update_or_create(mark=mark, defaults={"minute": minute, "count": 1})
    return True


def readings_since(day: date) -> int:
    """How often a person's file was opened since a day."""
    return ReadLog.objects.filter(at__gte=clock.at(day, 0)).count()


def rate(key: str, on: date) -> Rate:
    """The rate of that name valid on a day. Raises RateUnknown."""
    found = Rate.objects.filter(key=key, valid_from__lte=on).order_by("-valid_from").first()
    if found is None:
        raise RateUnknown(key=key, on=on.isoformat())
    return found


@verb
def set_rate(key: str, value: str, *, basis: str, valid_from: date, by: Actor | None) -> Rate:
    """Enter a number that the government sets, from a day on, inside the verb of the room that knows what it means."""
    return Rate.objects.create(
        key=key, value=value, basis=basis, valid_from=valid_from, approved_by=by.pk if by else None
    )


@verb
def settle_waiting(waiting: Waiting, *, by: Actor, because: str) -> None:
    """Take something off the waiting list, with the reason. Settling twice changes nothing."""
    open_row = Waiting.objects.filter(pk=waiting.pk, settled_at=None)
    if open_row.update(settled_at=clock.now(), settled_by=by.pk, because=because):
        record(WaitingSettled(waiting=waiting.pk))


def digest_on_disk(sha256: str) -> str:
    """The digest of the bytes that lie where these should lie; empty when there are none."""
    try:
        with document_path(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
