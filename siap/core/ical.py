"""Days in a calendar that other programs read (RFC 5545): whole days, UTF-8, lines of at most 75 octets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True)
class CalendarDay:
    """What stands in a calendar from a day to another, both included. `uid` names it for ever; a cancelled one stays, as such."""

    uid: str
    title: str
    since: date
    until: date
    place: str = ""
    text: str = ""
    changed_at: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    is_cancelled: bool = False


def calendar(name: str, days: Iterable[CalendarDay]) -> bytes:
    """The whole file, ready to be sent as `text/calendar`."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Siap Usaha//ID", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(name)}",
        *(line for day in days for line in _event(day)), "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(_folded(line) for line in lines)


def _event(day: CalendarDay) -> Iterator[str]:
    changed = day.changed_at.astimezone(UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{day.uid}"
    yield f"DTSTAMP:{changed:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.since:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.until + timedelta(days=1):%Y%m%d}"  # the first day after it
    yield f"SUMMARY:{_text(day.title)}"
    if day.place:
        yield f"LOCATION:{_text(day.place)}"
    if day.text:
        yield f"DESCRIPTION:{_text(day.text)}"
    yield f"STATUS:{'CANCELLED' if day.is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """3.3.11: what has a meaning of its own is escaped, control characters are left out."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return "".join(character for character in text if character >= " " and character != "\x7f")


def _folded(line: str) -> bytes:
    """3.1: a line goes on after a space, never in the middle of a character."""
    parts, room, part = [], 75, b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > room:
            parts.append(part)
            part, room = b" ", 75
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
