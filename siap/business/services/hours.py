"""Who worked how long: one sheet a group and day, keyed in once from paper. A mistake is corrected by a sheet that
replaces the first, which stays."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid5

from siap.business import facts, queries, rules
from siap.business.models import Business, HoursSheet, WorkedTime
from siap.core import clock
from siap.core.verbs import record, verb
from siap.people.models import Person, User
from siap.ui import words


@verb
def record_hours(uid: UUID, business: Business, worked_on: date, minutes: Mapping[int, int], *, by: User) -> HoursSheet:
    """Key in a day's sheet: person id → minutes; zero means that he did not work. Sent twice, it is there once.

    Raises DayInTheFuture, DayBeforeForming, SheetExists, NotAMember, TooLong, NobodyWorked, NotAGroup, BusinessClosed.
    """
    if known := HoursSheet.objects.filter(uid=uid).first():
        return known
    business = _locked_group(business)
    _check_day(business, worked_on)
    if queries.sheet_on(business, worked_on) is not None:
        raise rules.SheetExists(day=words.long_day(worked_on))
    worked = _worked(business, worked_on, minutes)
    if not worked:
        raise rules.NobodyWorked
    sheet = _write(uid, business, worked_on, worked, by=by)
    record(facts.HoursRecorded(sheet=sheet.pk, business=business.pk, on=worked_on, times=_times(worked)))
    return sheet


@verb
def record_week(uid: UUID, business: Business, days: Mapping[date, Mapping[int, int]], *, by: User) -> list[HoursSheet]:
    """Key in the days of a week at once, a sheet a day, all of them or none; days on which nobody worked get none.

    Raises what `record_hours` raises.
    """
    sheets = [
        record_hours(uuid5(uid, day.isoformat()), business, day, minutes, by=by)
        for day, minutes in sorted(days.items())
        if any(minutes.values())
    ]
    if not sheets:
        raise rules.NobodyWorked
    return sheets


@verb
def correct_hours(uid: UUID, sheet: HoursSheet, minutes: Mapping[int, int], *, because: str, by: User) -> HoursSheet:
    """Replace a sheet by another for the same day, with the reason. Nobody's hours at all: that day nobody worked.

    Raises ReasonMissing, AlreadyCorrected, NotAMember, TooLong.
    """
    if known := HoursSheet.objects.filter(uid=uid).first():
        return known
    sheet = HoursSheet.objects.select_for_update(of=("self",)).select_related("business").get(pk=sheet.pk)
    if not because.strip():
        raise rules.ReasonMissing
    if sheet.replaced_at is not None:
        raise rules.AlreadyCorrected
    worked = _worked(sheet.business, sheet.worked_on, minutes)
    sheet.replaced_at = clock.now()
    sheet.save(update_fields=["replaced_at"])
    corrected = _write(uid, sheet.business, sheet.worked_on, worked, by=by, replaces=sheet, because=because.strip())
    record(
        facts.HoursCorrected(
            sheet=corrected.pk,
            replaces=sheet.pk,
            business=sheet.business_id,
            on=sheet.worked_on,
            times=_times(worked),
        )
    )
    return corrected


def _times(worked: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(worked.items()))


def _locked_group(business: Business) -> Business:
    business = Business.objects.select_for_update().get(pk=business.pk)
    if business.kind != Business.Kind.GROUP:
        raise rules.NotAGroup(name=business.name)
    if business.closed_on is not None:
        raise rules.BusinessClosed(name=business.name)
    return business


def _check_day(business: Business, day: date) -> None:
    if day > clock.today():
        raise rules.DayInTheFuture(day=words.long_day(day))
    if day < business.formed_on:
        raise rules.DayBeforeForming(day=words.long_day(day), formed_on=words.day(business.formed_on))


def _worked(business: Business, day: date, minutes: Mapping[int, int]) -> dict[int, int]:
    """The people who worked, checked."""
    worked = {person: length for person, length in minutes.items() if length}
    members = set(queries.members_on(business, day).values_list("person", flat=True))
    for person, length in worked.items():
        if person not in members:
            raise rules.NotAMember(person=_called(person), day=words.day(day))
        if not 0 < length <= rules.MOST_MINUTES:
            raise rules.TooLong(person=_called(person), day=words.day(day))
    return worked


def _called(person: int) -> str:
    return Person.objects.values_list("workshop_name", flat=True).filter(pk=person).first() or "?"


def _write(
    uid: UUID,
    business: Business,
    day: date,
    worked: Mapping[int, int],
    *,
    by: User,
    replaces: HoursSheet | None = None,
    because: str = "",
) -> HoursSheet:
    sheet = HoursSheet.objects.create(
        uid=uid, business=business, worked_on=day, entered_by=by, entered_at=clock.now(), replaces=replaces,
        because=because,
    )  # fmt: skip
    WorkedTime.objects.bulk_create(
        WorkedTime(sheet=sheet, person_id=person, minutes=length) for person, length in worked.items()
    )
    return sheet
