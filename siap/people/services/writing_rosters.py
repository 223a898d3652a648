"""What was read of a unit's sheet and looked at, written some rows at a time. Writing the same sheet again makes nobody twice."""

from collections.abc import Mapping
from datetime import date
from time import monotonic, sleep
from typing import Any

from siap.core import clock
from siap.core.fields import blind_index
from siap.core.services import next_numbers
from siap.core.verbs import record, verb
from siap.people.custody import CONVICT, DETAINEE, register_key
from siap.people.facts import PersonConvicted, PersonRegistered, RosterWritten, SentenceNoted
from siap.people.models import Identifier, Person, Placement, Profile, Roster, RosterRow, Unit, User
from siap.people.roster.judging import Told
from siap.people.services.registering import identify
from siap.people.services.rostering import DAYS, FORGOTTEN_AT_ONCE, RosterOver, known_by_number

Verdict = RosterRow.Verdict
TO_WRITE = (Verdict.NEW, Verdict.CHANGED, Verdict.CONVICTED)
AT_ONCE = 120
"""Rows of one transaction at most: a row is a person, a number, a place and a fact."""
FEWEST = 10
HELD = 0.1
"""Seconds that one transaction should take: a till waits for it, on a slow machine too, so the next bite follows the last."""
BREATH = 0.12
"""Seconds between two transactions: SQLite's waiting writers look again every tenth of a second at most."""


def write_for(roster: Roster, seconds: float, *, by: User, invented: bool = False) -> int:
    """Write as many rows as these seconds allow, letting others in between; how many still wait. `invented` marks whom a demo
    reads in. Raises RosterOver."""
    until, bite = monotonic() + seconds, AT_ONCE // 4
    while True:
        began = monotonic()
        left = write_rows(roster, bite, by=by, invented=invented)
        if not left or monotonic() > until:
            return left
        bite = max(FEWEST, min(AT_ONCE, int(bite * HELD / (monotonic() - began))))
        sleep(BREATH)


@verb
def write_rows(roster: Roster, at_once: int = AT_ONCE, *, by: User, invented: bool = False) -> int:
    """Write the next rows of a run; how many still wait. The last calls forget what was not written. Raises RosterOver."""
    roster = Roster.objects.select_for_update(of=("self",)).select_related("unit").get(pk=roster.pk)
    if roster.state == Roster.State.WRITTEN:
        return 0
    if roster.state == Roster.State.DROPPED:
        raise RosterOver
    waiting = roster.rows.filter(is_done=False, verdict__in=TO_WRITE)
    rows = list(waiting.select_related("person__profile").order_by("number")[:at_once])
    _enter(roster.unit, [row for row in rows if row.verdict == Verdict.NEW], invented=invented)
    for row in rows:
        if row.verdict != Verdict.NEW:
            _bring_up_to_date(roster.unit, row)
    RosterRow.objects.filter(pk__in=[row.pk for row in rows]).update(is_done=True, told="")
    left: int = waiting.count() or _forget(roster)
    roster.state = Roster.State.WRITING if left else Roster.State.WRITTEN
    if not left:
        _finish(roster)
    roster.save(update_fields=["state", "written_at"])
    return left


def _forget(roster: Roster) -> int:
    """Wipe what the rows that were not written said, some at a time; how many still say something."""
    told = roster.rows.exclude(told="")
    some = list(told.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
    RosterRow.objects.filter(pk__in=some).update(told="")
    left: int = told.count()
    return left


def _finish(roster: Roster) -> None:
    roster.written_at = clock.now()
    done = roster.rows.filter(is_done=True)
    new = done.filter(verdict=Verdict.NEW).count()
    record(RosterWritten(roster=roster.pk, unit=roster.unit_id, new=new, changed=done.count() - new))


def _enter(unit: Unit, rows: list[RosterRow], *, invented: bool) -> None:
    """Register new people by the hundred: what `register_person` does for one. Who came in meanwhile is passed over."""
    told = [(row, Told.unpacked(row.told)) for row in rows]
    known = known_by_number([blind_index(register_key(one.number)) for _row, one in told])
    fresh = [
        (row, one) for row, one in told if (blind_index(register_key(one.number)), one.born_on) not in known
    ]  # fmt: skip
    today = clock.today()
    people = [
        Person(
            member_code=f"SU-{number:04}", name=one.name, workshop_name=one.name.split()[0][:40], sex=one.sex,
            born_on=date.fromisoformat(one.born_on), invented=invented,
        )
        for number, (_row, one) in zip(next_numbers("member", len(fresh)), fresh, strict=True)
    ]  # fmt: skip
    Person.objects.bulk_create(people)
    pairs = [(person, one) for person, (_row, one) in zip(people, fresh, strict=True)]
    Identifier.objects.bulk_create(
        Identifier(
            person=person, kind=Identifier.Kind.REGISTER, value=one.number,
            index=blind_index(register_key(one.number)), from_on=today,
        )
        for person, one in pairs
    )  # fmt: skip
    Placement.objects.bulk_create(
        Placement(person=person, unit=unit, status=one.status, from_on=today, **_dates(one)) for person, one in pairs
    )
    Profile.objects.bulk_create(
        Profile(person=person, education=one.education, past_work=one.occupation, noted_on=today)
        for person, one in pairs
        if one.education or one.occupation
    )
    for person, one in pairs:
        record(PersonRegistered(person=person.pk, unit=unit.pk, status=one.status))


def _dates(told: Told) -> dict[str, Any]:
    """The days of a sentence as a placement holds them; what the sheet does not say stays out."""
    days = {one: told.day(one) for one in DAYS} | {"expected_release_on": told.day("ends_on")}
    found: dict[str, Any] = {name: day for name, day in days.items() if day is not None}
    return found | ({"remission_days": told.remission} if told.remission is not None else {})


def _bring_up_to_date(unit: Unit, row: RosterRow) -> None:
    """A person we know: a number he did not have, dates that changed, a sentence, or a new entry after he had left."""
    person, told = row.person, Told.unpacked(row.told)
    assert person is not None  # a row of a known person names him
    here = person.placements.filter(until_on=None).first()
    if here is not None and here.unit_id != unit.pk:
        return  # he moved since the sheet was looked at: his new unit's sheet says more
    if here is None:
        Placement.objects.create(person=person, unit=unit, status=told.status, from_on=clock.today(), **_dates(told))
        record(PersonRegistered(person=person.pk, unit=unit.pk, status=told.status))
    elif here.status == DETAINEE and told.status == CONVICT:
        convict(person, here, dates=_dates(told))
    elif here.status == told.status:
        _note_dates(here, _dates(told))
    index = blind_index(register_key(told.number))
    if not person.identifiers.filter(kind=Identifier.Kind.REGISTER, index=index).exists():
        identify(person, Identifier.Kind.REGISTER, told.number, clock.today())
    if told.education or told.occupation:
        said = {"education": told.education, "past_work": told.occupation}
        Profile.objects.update_or_create(
            person=person,
            defaults={"noted_on": clock.today()} | {name: text for name, text in said.items() if text},
        )


def _note_dates(here: Placement, dates: Mapping[str, Any]) -> None:
    """Other days of a sentence than were known; a sheet that says the same, or only something else, asks nobody anything."""
    other = {name: value for name, value in dates.items() if getattr(here, name) != value}
    if not other:
        return
    for name, value in other.items():
        setattr(here, name, value)
    here.save(update_fields=list(other))
    record(SentenceNoted(person=here.person_id, unit=here.unit_id))


def convict(person: Person, here: Placement, *, dates: Mapping[str, Any]) -> Placement:
    """A detainee was sentenced: his place as a detainee ends, and in the same unit he is a convict. Inside a verb."""
    today = clock.today()
    here.until_on, here.ended_by = today, "convicted"
    here.save(update_fields=["until_on", "ended_by"])
    there = Placement.objects.create(
        person=person, unit=here.unit, status=Placement.Status.CONVICT, from_on=today, **dates
    )
    record(PersonConvicted(person=person.pk, unit=here.unit_id, on=today))
    return there
