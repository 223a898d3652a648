"""The only clock. Aware UTC inside, the office's zone for days and months; tests and the demo history fix it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

_fixed: datetime | None = None


def now() -> datetime:
    """The present instant, aware, UTC."""
    return (_fixed or timezone.now()).astimezone(UTC)


def zone() -> ZoneInfo:
    """The office's time zone (Central Sulawesi: WITA)."""
    return ZoneInfo(settings.TIME_ZONE)


def day_of(instant: datetime) -> date:
    """The business day an instant falls on in the office's zone."""
    return instant.astimezone(zone()).date()


def today() -> date:
    """The present business day."""
    return day_of(now())


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The instant of a wall-clock time of the office."""
    return datetime.combine(day, time(hour, minute), zone())


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Stop the clock at an instant, for every thread of this process."""
    global _fixed
    before, _fixed = _fixed, instant
    try:
        yield
    finally:
        _fixed = before
