"""Days on which nobody works are written down before they come, so that no deadline falls on them."""

from datetime import date

from siap.core import clock
from siap.core.errors import Refused
from siap.core.text import _
from siap.core.verbs import record, verb
from siap.people.facts import DayOffStruck, DayOffWritten
from siap.people.models import DayOff, Unit, User


class DayOffOver(Refused):
    """A day that is gone stays what it was: deadlines were counted by it."""

    message = _("Hari yang sudah lewat tidak diubah lagi.")
    field = "on"


@verb
def write_day_off(unit: Unit | None, on: date, name: str, *, by: User) -> DayOff:
    """Nobody works in this unit (None: anywhere) on that day. Written twice, it is one. Raises DayOffOver."""
    known: DayOff | None = DayOff.objects.filter(unit=unit, on=on).first()
    if known is not None:
        return known
    if on < clock.today():
        raise DayOffOver
    day: DayOff = DayOff.objects.create(unit=unit, on=on, name=name.strip()[:80])
    record(DayOffWritten(unit=unit.pk if unit else None, on=on))
    return day


@verb
def strike_day_off(unit: Unit | None, on: date, *, by: User) -> None:
    """People work on that day after all. Twice changes nothing. Raises DayOffOver."""
    known = DayOff.objects.select_for_update().filter(unit=unit, on=on).first()
    if known is None:
        return
    if on < clock.today():
        raise DayOffOver
    known.delete()
    record(DayOffStruck(unit=unit.pk if unit else None, on=on))
