"""Holidays, prayer, fasting: days of a unit, never an absence of a person."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.facts import UnitDaysDropped, UnitDaysNoted
from siap.people.models import Unit, UnitDay, User

LONGEST = 45
"""Days at once: a fasting month and its feast."""


class DaysOutOfOrder(Refused):
    """They end on or after the day they begin, and not months later."""

    message = _("Hari terakhir tidak boleh sebelum hari pertama, dan paling lama %(most)s hari sekaligus.")
    field = "until_on"


@verb
def note_unit_days(
    uid: UUID, unit: Unit | None, kind: str, name: str, *, from_on: date, until_on: date, by: User
) -> UnitDay:
    """Write down days of a unit; of every unit, where none is named. Repeating a uid changes nothing. Raises DaysOutOfOrder."""
    known = UnitDay.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if not 0 <= (until_on - from_on).days < LONGEST:
        raise DaysOutOfOrder(most=LONGEST)
    days = UnitDay.objects.create(uid=uid, unit=unit, kind=kind, name=name.strip(), from_on=from_on, until_on=until_on)
    record(UnitDaysNoted(days=days.pk, unit=unit.pk if unit else None, kind=kind, from_on=from_on, until_on=until_on))
    return days


@verb
def drop_unit_days(days: UnitDay, *, by: User) -> None:
    """They are days like others after all. Twice changes nothing."""
    found = UnitDay.objects.select_for_update().filter(pk=days.pk).first()
    if found is not None:
        record(UnitDaysDropped(unit=found.unit_id, from_on=found.from_on))
        found.delete()
