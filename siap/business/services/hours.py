"""Who worked how long: one sheet a group and day, keyed in once from paper. A mistake is corrected by a sheet that
replaces the first, which stays."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from siap.business import facts, queries, rules
from siap.business.models import Business, HoursSheet, WorkedTime
from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import Person, User
from siap.ui import words
from siap.ui.hours import MOST_MINUTES, MOST_PIECES, Worked

Counts = Mapping[int, int]
"""By person id: minutes, or good pieces."""
NOTHING: Counts = {}


@verb
def record_hours(
    uid: UUID,
    business: Business,
    worked_on: date,
    minutes: Counts,
    *,
    pieces: Counts = NOTHING,
    excused: Collection[int] = (),
    by: User,
) -> HoursSheet:
    """Key in a day's sheet: person id → minutes; zero means that he did not work. Sent twice, it is there once.

    `pieces`: the good ones each made, where the terms count them; `excused`: who could not come and counts as present.
    Raises DayInTheFuture, DayBeforeForming, SheetExists, NotAMember, TooLong, TooManyPieces, PiecesWithoutHours,
    NobodyWorked, NotAGroup, BusinessClosed.
    """
    if known := HoursSheet.objects.filter(uid=uid).first():
        return known
    business = _locked_group(business)
    _check_day(business, worked_on)
    if queries.sheet_on(business, worked_on) is not None:
        raise rules.SheetExists(day=words.long_day(worked_on))
    worked = _worked(business, worked_on, minutes, pieces, excused)
    if not worked:
        raise rules.NobodyWorked
    sheet = _write(uid, business, worked_on, worked, by=by)
    record(facts.HoursRecorded(sheet=sheet.pk, business=business.pk, on=worked_on, **_said(worked)))
    return sheet


@verb
def record_week(
    uid: UUID,
    business: Business,
    days: Mapping[date, Counts],
    *,
    pieces: Mapping[date, Counts] | None = None,
    excused: Mapping[date, Collection[int]] | None = None,
    by: User,
) -> list[HoursSheet]:
    """Key in the days of a week at once, a sheet a day, all of them or none; days on which nobody worked get none.

    Raises what `record_hours` raises.
    """
    made, away = pieces or {}, excused or {}
    sheets = [
        record_hours(
            uuid5(uid, day.isoformat()), business, day, minutes, pieces=made.get(day, NOTHING), excused=away.get(day, ()),
            by=by,
        )
        for day, minutes in sorted(days.items())
        if any(minutes.values()) or any(made.get(day, NOTHING).values()) or away.get(day)
    ]  # fmt: skip
    if not sheets:
        raise rules.NobodyWorked
    return sheets


@verb
def correct_hours(
    uid: UUID,
    sheet: HoursSheet,
    minutes: Counts,
    *,
    pieces: Counts = NOTHING,
    excused: Collection[int] = (),
    because: str,
    by: User,
) -> HoursSheet:
    """Replace a sheet by another for the same day, with the reason. Nobody's hours at all: that day nobody worked.

    Raises ReasonMissing, AlreadyCorrected, NotAMember, TooLong, TooManyPieces, PiecesWithoutHours.
    """
    if known := HoursSheet.objects.filter(uid=uid).first():
        return known
    sheet = HoursSheet.objects.select_for_update(of=("self",)).select_related("business").get(pk=sheet.pk)
    if not because.strip():
        raise rules.ReasonMissing
    if sheet.replaced_at is not None:
        raise rules.AlreadyCorrected
    worked = _worked(sheet.business, sheet.worked_on, minutes, pieces, excused)
    sheet.replaced_at = clock.now()
    sheet.save(update_fields=["replaced_at"])
    corrected = _write(uid, sheet.business, sheet.worked_on, worked, by=by, replaces=sheet, because=because.strip())
    record(
        facts.HoursCorrected(
            sheet=corrected.pk,
            replaces=sheet.pk,
            business=sheet.business_id,
            on=sheet.worked_on,
            **_said(worked),
        )
    )
    return corrected


def _said(worked: Mapping[int, Worked]) -> dict[str, Any]:
    """A sheet as its fact says it."""
    rows = sorted(worked.items())
    return {
        "times": tuple((person, one.minutes) for person, one in rows if one.minutes),
        "pieces": tuple((person, one.pieces) for person, one in rows if one.pieces),
        "excused": tuple(person for person, one in rows if one.is_excused),
    }


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


def _worked(
    business: Business, day: date, minutes: Counts, pieces: Counts, excused: Collection[int]
) -> dict[int, Worked]:
    """The people who worked or were excused, checked. Who worked a part of the day needs no excuse."""
    worked = {}
    for person in {*minutes, *pieces, *excused}:
        length, made = minutes.get(person, 0), pieces.get(person, 0)
        one = Worked(length, made, person in excused and not length and not made)
        if one != Worked():
            worked[person] = one
    members = set(queries.members_on(business, day).values_list("person", flat=True))
    for person, one in worked.items():
        refusal: type[Refused] | None = None
        if person not in members:
            refusal = rules.NotAMember
        elif not 0 <= one.minutes <= MOST_MINUTES:
            refusal = rules.TooLong
        elif not 0 <= one.pieces <= MOST_PIECES:
            refusal = rules.TooManyPieces
        elif one.pieces and not one.minutes:
            refusal = rules.PiecesWithoutHours
        if refusal is not None:
            raise refusal(person=_called(person), day=words.day(day))
    return worked


def _called(person: int) -> str:
    return Person.objects.values_list("workshop_name", flat=True).filter(pk=person).first() or "?"


def _write(
    uid: UUID,
    business: Business,
    day: date,
    worked: Mapping[int, Worked],
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
        WorkedTime(sheet=sheet, person_id=person, minutes=one.minutes, pieces=one.pieces, is_excused=one.is_excused)
        for person, one in worked.items()
    )
    return sheet
