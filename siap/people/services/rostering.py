"""A unit's own sheet of people: read and judged row by row, to be looked at by somebody before anything is written.

The sheet is not kept; what may be taken of a row lies encrypted until the run is over, and then is gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.fields import blind_index
from siap.core.text import Text
from siap.core.verbs import verb
from siap.people.custody import CONVICT, DETAINEE, register_key
from siap.people.models import Identifier, Person, Placement, Profile, Roster, RosterMapping, RosterRow, Unit, User
from siap.people.roster import columns, sheet
from siap.people.roster.judging import Judged, Told, alike, judge
from siap.people.rules import BAPAS

Verdict = RosterRow.Verdict
AT_ONCE = 250
"""Rows of one transaction: a till's sale never waits long for them."""
FORGOTTEN_AT_ONCE = 5_000
"""Rows whose words are wiped in one transaction."""
DAYS = ("sentence_from", "third_on", "half_on", "two_thirds_on")
LONGEST_PROBLEM = 200


class RosterNotYours(Refused):
    """A unit reads its own sheet."""

    message = _("Lembar hanya dibaca oleh petugas UPT itu sendiri.")
    field = "unit"


class RosterOver(Refused):
    """The run was written or dropped."""

    message = _("Lembar ini sudah selesai. Baca lembarnya lagi bila ada yang kurang.")


class PersonElsewhere(Refused):
    """He is in another unit now."""

    message = _("Orang ini masih tercatat di UPT lain. Minta UPT itu mencatat pindahnya dulu.")


@dataclass(frozen=True)
class _Row:
    """A row on its way into the preview."""

    number: int
    judged: Judged
    key: str  # blind index of its register number


def read_roster(unit: Unit, content: bytes, *, mapping: Mapping[str, str] | None = None, by: User) -> Roster:
    """Read a sheet for a unit into a run that waits to be looked at. `mapping` (field → heading) adds to what is remembered.

    Writes 250 rows a transaction, and nothing about people. Raises RosterNotYours, SheetRefused and its kinds,
    HeadingsNowhere, HeadingsMissing.
    """
    if unit.pk not in by.unit_ids:
        raise RosterNotYours
    known = RosterMapping.objects.filter(unit=unit).first()
    remembered = {**(known.columns if known else {}), **(mapping or {})}
    table = columns.understood(sheet.lines(content), remembered)
    for old in Roster.objects.filter(unit=unit, state=Roster.State.READ):
        drop_roster(old, by=by)
    roster = _begin(unit, table.columns, by=by)
    reader = _Reader(unit, by)
    judged = reader.judged(table)
    while chunk := list(islice(judged, AT_ONCE)):
        rows = reader.verdicts(roster, chunk)
        _keep(roster, rows)
    Roster.objects.filter(pk=roster.pk).update(missing=reader.missing())
    return roster


@verb
def _begin(unit: Unit, found: Mapping[str, str], *, by: User) -> Roster:
    """A new run; the columns are remembered."""
    RosterMapping.objects.update_or_create(unit=unit, defaults={"columns": dict(found)})
    return Roster.objects.create(unit=unit, read_at=clock.now(), read_by=by)


@verb
def _keep(roster: Roster, rows: list[RosterRow]) -> None:
    RosterRow.objects.bulk_create(rows)


class _Reader:
    """Holds each row against the sheet's own rows and against who is known."""

    def __init__(self, unit: Unit, by: User) -> None:
        self.unit, self.by, self.today = unit, by, clock.today()
        self.seen: dict[tuple[str, str], int] = {}
        self.matched: set[int] = set()

    def judged(self, table: columns.Table) -> Iterator[_Row]:
        names = (self.unit.code, self.unit.name, self.unit.short_name)
        for line in table.people:
            judged = judge(
                table.told(line), unit_names=names, is_bapas=self.unit.kind == BAPAS, today=self.today,
                is_merged=line.is_merged,
            )  # fmt: skip
            told = judged.told
            key = blind_index(register_key(told.number)) if told.number else ""
            first = self.seen.setdefault((key, told.born_on), line.number)
            if first != line.number and key:
                judged = Judged(told, (*judged.problems, _("Sama dengan baris %(n)s.") % {"n": first}))
            yield _Row(line.number, judged, key)

    def verdicts(self, roster: Roster, chunk: Sequence[_Row]) -> list[RosterRow]:
        by_key = known_by_number(row.key for row in chunk if row.key)
        by_birth = self._by_birth([row for row in chunk if (row.key, row.judged.told.born_on) not in by_key])
        return [self._verdict(roster, row, by_key, by_birth) for row in chunk]

    def _by_birth(self, chunk: Sequence[_Row]) -> dict[str, list[Person]]:
        """People this user may see, by birth date: only among them a twin may be shown."""
        days = {row.judged.told.born_on for row in chunk if row.judged.told.born_on}
        found: dict[str, list[Person]] = {}
        people = Person.objects.visible_to(self.by).filter(born_on__in=days, same_as=None, died_on=None)
        for person in people.prefetch_related(_places()):
            found.setdefault(person.born_on.isoformat(), []).append(person)
        return found

    def _verdict(
        self, roster: Roster, row: _Row, by_key: dict[tuple[str, str], Person], by_birth: dict[str, list[Person]]
    ) -> RosterRow:
        told, problems = row.judged.told, list(row.judged.problems)
        known = by_key.get((row.key, told.born_on))
        if known is not None:
            self.matched.add(known.pk)
        made = RosterRow(roster=roster, number=row.number, person=known)
        if known is not None and not problems:
            made.verdict, problem = self._of_known(known, told)
            problems += [problem] if problem else []
        elif problems:
            made.verdict = Verdict.WRONG
        else:
            made.verdict = Verdict.NEW
            twin = next((one for one in by_birth.get(told.born_on, ()) if _may_be(one, told)), None)
            if twin is not None:
                made.verdict, made.person = Verdict.TWIN, twin
                self.matched.add(twin.pk)
        if made.verdict != Verdict.SAME:
            made.told = told.packed()
        made.problem = " ".join(str(problem) for problem in problems)[:LONGEST_PROBLEM]
        return made

    def _of_known(self, known: Person, told: Told) -> tuple[str, Text]:
        place = known.place[0] if known.place else None  # type: ignore[attr-defined]
        if known.died_on is not None:
            return Verdict.WRONG, _("Sudah dicatat meninggal.")
        if place is None:
            return Verdict.TWIN, _("Pernah keluar. Masuk lagi?")
        if place.unit_id != self.unit.pk:
            return Verdict.WRONG, PersonElsewhere.message
        if place.status == DETAINEE and told.status == CONVICT:
            return Verdict.CONVICTED, ""
        if place.status != told.status:
            return Verdict.WRONG, _("Statusnya di sini lain. Periksa di berkas orangnya.")
        profile = getattr(known, "profile", None)
        return (Verdict.SAME if _is_same(place, profile, told) else Verdict.CHANGED), ""

    def missing(self) -> int:
        """People in custody here who are not in the sheet."""
        here = Placement.objects.filter(unit=self.unit, until_on=None).exclude(status=Placement.Status.OFFICER)
        return len(set(here.values_list("person", flat=True)) - self.matched)


def known_by_number(keys: Iterator[str] | Sequence[str]) -> dict[tuple[str, str], Person]:
    """People by (blind index of a register number, birth date), each with `place`, where he is now."""
    rows = Identifier.objects.filter(kind=Identifier.Kind.REGISTER, index__in=list(keys), person__same_as=None)
    found = rows.select_related("person__profile").prefetch_related(_places("person__"))
    return {(one.index, one.person.born_on.isoformat()): one.person for one in found}


def _places(before: str = "") -> "Prefetch[Any]":
    return Prefetch(f"{before}placements", Placement.objects.filter(until_on=None), to_attr="place")


def _may_be(person: Person, told: Told) -> bool:
    place = person.place[0] if person.place else None  # type: ignore[attr-defined]
    is_officer = place is not None and place.status == Placement.Status.OFFICER
    return not is_officer and person.sex == told.sex and alike(person.name, told.name)


def _is_same(place: Placement, profile: Profile | None, told: Told) -> bool:
    days = [(told.day("ends_on"), place.expected_release_on), *((told.day(one), getattr(place, one)) for one in DAYS)]
    if any(new is not None and new != old for new, old in days):
        return False
    if told.remission is not None and told.remission != place.remission_days:
        return False
    had = (profile.education, profile.past_work) if profile else ("", "")
    return all(not new or new == old for new, old in zip((told.education, told.occupation), had, strict=True))


def drop_roster(roster: Roster, *, by: User) -> None:
    """Forget a run that nobody wrote, its rows some at a time. Nothing about people changes."""
    while _drop_rows(roster, by=by):
        continue


@verb
def _drop_rows(roster: Roster, *, by: User) -> int:
    """Say that it is over, and delete the next rows; how many went."""
    roster = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if roster.state == Roster.State.READ:
        roster.state = Roster.State.DROPPED
        roster.save(update_fields=["state"])
    if roster.state != Roster.State.DROPPED:
        return 0
    last = roster.rows.order_by("number").values_list("number", flat=True)[FORGOTTEN_AT_ONCE - 1 : FORGOTTEN_AT_ONCE]
    rows = roster.rows.filter(number__lte=last[0]) if last else roster.rows.all()
    gone: int = rows.delete()[0]
    return gone


@verb
def settle_twin(row: RosterRow, *, is_same: bool, by: User) -> RosterRow:
    """Somebody said whether a row is a person we know or somebody new. Saying it twice changes nothing.

    Raises RosterOver, PersonElsewhere.
    """
    row = RosterRow.objects.select_for_update(of=("self",)).select_related("roster", "person").get(pk=row.pk)
    if row.roster.state != Roster.State.READ:
        raise RosterOver
    if row.verdict != Verdict.TWIN or row.person is None:
        return row
    place = row.person.placements.filter(until_on=None).first()
    if is_same and place is not None and place.unit_id != row.roster.unit_id:
        raise PersonElsewhere
    row.verdict = Verdict.CHANGED if is_same else Verdict.NEW
    row.person = row.person if is_same else None
    row.save(update_fields=["verdict", "person"])
    return row
