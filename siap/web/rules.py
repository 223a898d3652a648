"""What a device may send, and how it is read. Pure.

An item is a text that the device wrote once and never changes, with the SHA-256 of exactly these characters. Whatever cannot
be read is kept and shown, never dropped: a person made it.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from siap.core.errors import Refused
from siap.core.text import _

MOST_ITEMS = 50
"""Items answered in one request; the device sends the rest next."""
LONGEST_BODY = 20_000
"""Characters of one item: a sale of a hundred lines has less than half of it."""
LARGEST_SKEW = timedelta(days=400)
"""A device's clock further off than this says nothing at all."""
NOTICED_SKEW = timedelta(minutes=5)
"""A clock that is off by less is nobody's business."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

T = TypeVar("T")


class Damaged(Refused):
    """The text is not what its digest says, or nobody can read it."""

    message = _("Catatan ini rusak di perangkat atau di jalan. Lihat isinya, lalu catat dari kertas bila perlu.")


class DeedUnknown(Refused):
    """A newer or older device sends something this office does not know."""

    message = _("Jenis catatan “%(verb)s” tidak dikenal. Perbarui aplikasi di perangkat, lalu coba lagi.")


class NotAllowed(Refused):
    """Whoever made it may not do it (any more)."""

    message = _("%(name)s tidak (lagi) berwenang mencatat ini. Mintalah kepala UPT memutuskannya.")


class NotFound(Refused):
    """What it is about does not exist, or not for whoever made it: the sentence is the same."""

    message = _("Yang dimaksud catatan ini tidak ditemukan: sudah ditutup, dihapus, atau bukan milik UPT Anda.")


class OwnItem(Refused):
    """Nobody takes his own item off the list: money may hang on it."""

    message = _("Catatan Anda sendiri diselesaikan oleh rekan atau kepala UPT.")


class NothingWaits(Refused):
    """It was booked or settled meanwhile."""

    message = _("Catatan ini sudah tidak menunggu.")


def digest_of(body: str) -> str:
    """What a device counts over an item's text."""
    return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True)
class Told:
    """An item's text, read. Times: `made_at` as the device's clock said; `skew` is what the office's clock was ahead of it."""

    verb: str
    user: UUID
    device: UUID
    sequence: int
    made_at: datetime
    skew: timedelta
    payload: "Reader"

    def happened_at(self, now: datetime) -> datetime:
        """When it happened by the office's clock; never in the future."""
        skew = self.skew if abs(self.skew) <= LARGEST_SKEW else timedelta()
        return min(now, self.made_at + skew)


class Reader:
    """Reads what a device sent, field by field; anything odd is Damaged."""

    def __init__(self, given: object) -> None:
        if not isinstance(given, dict):
            raise Damaged
        self._given = given

    def _read(self, name: str, kind: type[T], allowed: Callable[[T], bool] = lambda _value: True) -> T:
        value = self._given.get(name)
        if not isinstance(value, kind) or isinstance(value, bool) or not allowed(value):
            raise Damaged
        return value

    def has(self, name: str) -> bool:
        """Whether something is said about it."""
        return self._given.get(name) not in (None, "", [], {})

    def text(self, name: str, most: int = 200) -> str:
        """A text; nothing said is an empty one."""
        return self._read(name, str, lambda text: len(text) <= most and "\x00" not in text) if self.has(name) else ""

    def number(self, name: str) -> int:
        """A whole number from 0."""
        return self._read(name, int, lambda number: 0 <= number < 10**15)

    def signed(self, name: str) -> int:
        """A whole number, also below 0; nothing said is 0."""
        return self._read(name, int, lambda number: abs(number) < 10**15) if self.has(name) else 0

    def typed(self, name: str) -> str:
        """A number as somebody typed it (`1/2`); a number that was sent as one is as good."""
        return str(self._read(name, object, lambda given: isinstance(given, int | str) and len(str(given)) <= 12))

    def inner(self, name: str) -> "Reader":
        """What lies inside."""
        return Reader(self._given.get(name))

    def uid(self, name: str) -> UUID:
        """A name made by the office or a device."""
        return _uid(self._read(name, str))

    def day(self, name: str) -> date:
        """A day of the calendar."""
        try:
            day = date.fromisoformat(self._read(name, str))
        except ValueError as error:
            raise Damaged from error
        if not 2000 <= day.year <= 2100:
            raise Damaged
        return day

    def rows(self, name: str, most: int = 200) -> "list[Reader]":
        """Several of the same."""
        return [Reader(row) for row in self._read(name, list, lambda rows: len(rows) <= most)]

    def by_uid(self, name: str, most: int = 200) -> dict[UUID, object]:
        """Something for each of several names."""
        given = self._read(name, dict, lambda rows: len(rows) <= most)
        return {_uid(key): value for key, value in given.items()}


def _uid(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise Damaged from error


def read(body: str) -> Told:
    """What an item's text says. Raises Damaged."""
    try:
        given = Reader(json.loads(body))
        made_at = EPOCH + timedelta(milliseconds=given.number("made_at"))
        skew = timedelta(milliseconds=given.signed("skew"))
    except (ValueError, OverflowError, RecursionError) as error:
        raise Damaged from error
    return Told(
        verb=given.text("verb", 20),
        user=given.uid("user"),
        device=given.uid("device"),
        sequence=given.number("sequence"),
        made_at=made_at,
        skew=skew,
        payload=given.inner("payload"),
    )
