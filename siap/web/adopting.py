"""A new regional office from one file: read whole, checked whole, founded whole or not at all.

The file is TOML; `docs/kantor-contoh.toml` is a complete one. Nothing of Central Sulawesi is in here: another Kanwil
brings its own names, units, partner, agreement, terms and stages.
"""

import secrets
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import available_timezones

from django.db import transaction

from siap.core import clock
from siap.core.errors import Refused
from siap.people import rules as roles
from siap.people import services as people
from siap.people.models import Office, Unit, User
from siap.programme import rules as terms_in_use
from siap.programme import services as programme
from siap.rollout import rules as stages
from siap.rollout import services as rollout

T = TypeVar("T")

PASSWORD_BYTES = 9
UNIT_KINDS = tuple(Unit.Kind.values)
LEARNERS = (roles.OFFICER, roles.PROBATION_OFFICER)
"""These roles are held by people who are trained themselves: they stand in the register too."""


class CannotAdopt(Exception):
    """The file does not found an office; the sentence says where and why."""


@dataclass
class Sign:
    """Who signs in, and the password he got; it is shown once and kept nowhere."""

    user: User
    password: str


@dataclass
class Adopted:
    """What stands after adopting."""

    office: Office
    units: dict[str, Unit]
    signs: list[Sign] = field(default_factory=list)


class Table:
    """A table of the file that names itself in every complaint, and knows which of its keys were asked for."""

    def __init__(self, values: dict[str, Any], where: str) -> None:
        self._values, self._where, self._asked = values, where, set[str]()

    def take(self, key: str, kind: type[T], default: T | None = None, *, one_of: Sequence[T] = ()) -> T:
        """The value of a key. Raises CannotAdopt when it is missing, of another kind, empty, or none of `one_of`."""
        self._asked.add(key)
        value = self._values.get(key, default)
        if value is None:
            raise CannotAdopt(f"{self._where}: {key} is missing")
        if type(value) is not kind or (isinstance(value, str) and key in self._values and not value.strip()):
            raise CannotAdopt(f"{self._where}: {key} must be {_KINDS[kind]}, not {value!r}")
        if one_of and value not in one_of:
            raise CannotAdopt(f"{self._where}: {key} must be one of {', '.join(map(str, one_of))}, not {value!r}")
        return value

    def table(self, key: str) -> "Table":
        """A table inside this one."""
        return Table(self.take(key, dict), f"{self._where}.{key}")

    def tables(self, key: str, *, least: int = 0) -> "list[Table]":
        """The tables of an array (`[[key]]`)."""
        rows: list[Any] = self.take(key, list, [])
        if len(rows) < least:
            raise CannotAdopt(f"{self._where}: at least {least} [[{key}]] is needed")
        return [Table(row, f"{key}[{at}]") for at, row in enumerate(rows, 1)]

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def refuse(self, why: str) -> CannotAdopt:
        """A complaint about this table."""
        return CannotAdopt(f"{self._where}: {why}")

    def done(self) -> None:
        """Raises CannotAdopt for a key that nobody asked for: a slip of the pen is no silent default."""
        unknown = sorted(self._values.keys() - self._asked)
        if unknown:
            raise CannotAdopt(f"{self._where}: {unknown[0]} means nothing here")


_KINDS = {str: "a text", int: "a whole number", bool: "true or false", date: "a date", dict: "a table", list: "a list"}


def read(path: Path) -> Table:
    """The file. Raises CannotAdopt when it cannot be read or is no TOML."""
    try:
        return Table(tomllib.loads(path.read_text("utf-8")), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise CannotAdopt(f"{path}: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise CannotAdopt(f"{path.name}: {error}") from error


def zone_of(file: Table) -> str:
    """The office's time zone (`Asia/Jayapura`): its business day and month follow it."""
    return file.table("office").take("zone", str, one_of=sorted(available_timezones()))


@transaction.atomic
def adopt(file: Table) -> Adopted:
    """Found the office that a file describes, in one transaction. Raises CannotAdopt; then nothing was written."""
    if Office.objects.exists():
        raise CannotAdopt("An office stands here already. Adopt into an empty SIAP_DATA.")
    try:
        adopted = _found(file)
        _sign_agreement(file.table("agreement"), adopted.units)
        adopted.signs.extend(_let_in(file, adopted.units))
        _begin(file, adopted)
    except Refused as refusal:
        raise CannotAdopt(str(refusal)) from refusal
    file.done()
    return adopted


def _found(file: Table) -> Adopted:
    told = file.table("office")
    office = people.found_office(
        told.take("name", str), told.take("short_name", str), told.take("place", str), head=told.take("head", str, "")
    )
    told.take("zone", str)
    told.done()
    units: dict[str, Unit] = {}
    for row in file.tables("units", least=1):
        code = row.take("code", str)
        if code in units:
            raise row.refuse(f"code {code} is there twice")
        units[code] = people.add_unit(
            code,
            row.take("name", str),
            row.take("short_name", str),
            row.take("kind", str, one_of=UNIT_KINDS),
            row.take("place", str),
            head=row.take("head", str, ""),
        )
        row.done()
    return Adopted(office, units)


def _unit(row: Table, units: dict[str, Unit]) -> Unit:
    return units[row.take("unit", str, one_of=list(units))]


def _sign_agreement(told: Table, units: dict[str, Unit]) -> None:
    partner, terms = told.table("partner"), told.table("terms")
    signed_on = told.take("signed_on", date)
    if signed_on > clock.today():
        raise told.refuse("signed_on lies in the future")
    scope = []
    for row in told.tables("scope", least=1):
        scope.append((row.take("title", str), row.take("deliverable", str)))
        row.done()
    agreement = programme.sign_agreement(
        title=told.take("title", str),
        number=told.take("number", str, ""),
        partner={key: partner.take(key, str) for key in ("name", "chair", "place")},
        signed_on=signed_on,
        place=told.take("place", str),
        for_office=told.take("for_office", str),
        for_partner=told.take("for_partner", str),
        until_on=told.take("until_on", date) if told.has("until_on") else None,
        scope=scope,
        units=dict.fromkeys(units.values(), signed_on),
        by=None,
    )
    programme.load_frameworks(by=None)
    programme.agree_terms(
        agreement,
        terms_in_use.BUILT_IN[terms.take("built_in", str, one_of=list(terms_in_use.BUILT_IN))],
        valid_from=terms.take("valid_from", date, signed_on),
        usable_percent=terms.take("usable_percent", int, 0),
        state_first=terms.take("state_first", bool, False),
        objection_days=terms.take("objection_days", int, 14),
        by=None,
    )
    for table in (partner, terms, told):
        table.done()


def _let_in(file: Table, units: dict[str, Unit]) -> Iterator[Sign]:
    known: set[str] = set()
    for row in file.tables("users", least=1):
        username, name = row.take("username", str), row.take("name", str)
        if username in known:
            raise row.refuse(f"{username} is there twice")
        known.add(username)
        role = row.take("role", str, one_of=list(roles.ROLE_NAMES))
        unit = _unit(row, units) if role in roles.IN_A_UNIT else None
        person = None
        if role in LEARNERS and unit is not None:
            person = people.register_person(
                name=name,
                workshop_name=name.split()[0],
                sex=row.take("sex", str, one_of=("f", "m")),
                born_on=row.take("born_on", date),
                unit=unit,
                status="officer",
                by=None,
            )
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        user = people.add_user(username, name, password, person=person)
        people.give_role(user, role, unit)
        row.done()
        yield Sign(user, password)


def _begin(file: Table, adopted: Adopted) -> None:
    """Every unit begins to prepare; by which day the next stage should be reached, and what it should reach this year."""
    managers = [one.user for one in adopted.signs if one.user.has_role(roles.KANWIL_MANAGER)]
    if not managers:
        raise file.refuse(f"one of [[users]] must be {roles.KANWIL_MANAGER}")
    manager = managers[0]
    due: dict[str, date] = {}
    for row in file.tables("stages"):
        due[_unit(row, adopted.units).code] = row.take("officers_by", date)
        row.done()
    for code, unit in adopted.units.items():
        rollout.move_stage(unit, stages.PREPARATION, by=manager, due_on=due.get(code))
    for row in file.tables("targets"):
        unit, what = _unit(row, adopted.units), row.take("what", str, one_of=list(dict(stages.TARGETS)))
        rollout.set_target(unit, row.take("year", int), what, row.take("amount", int), by=manager)
        row.done()
