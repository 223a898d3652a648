"""Facts and verbs: how the office does things and remembers that it did.

A *verb* is one function, one transaction. While it runs it may `record` facts; the rooms on the right that care react
at once, in street order, inside the same transaction. At its very end all its facts are written to the append-only
log, chained to everything before them. A fact is past tense, with ids and plain values only: never a model and never
a name, so that a person can be forgotten and the log stays whole.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

F = TypeVar("F", bound="Fact")

FACTS: dict[str, type[Fact]] = {}
REACTIONS: dict[type[Fact], list[Callable[[Any], None]]] = defaultdict(list)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened. Subclasses are named `NounVerbed` and live in a room's `facts.py`."""

    name: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.name = f"{room_of(cls.__module__)}.{cls.__name__}"
        FACTS[cls.name] = cls

    def values(self) -> dict[str, object]:
        """The fact's own values, as JSON can hold them."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}


def room_of(module: str) -> str:
    """`siap.market.services.selling` lies in the room `market`; tests stand outside the street."""
    parts = module.split(".")
    return parts[1] if parts[0] == "siap" and len(parts) > 1 else parts[0]


def plain(value: object) -> object:
    """A value as it stands in the log. Raises TypeError for anything that does not belong there."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} does not belong in a fact")


def canonical(document: dict[str, object]) -> str:
    """One text for one meaning: the digest is taken over exactly these characters."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def reacts_to(fact: type[F]) -> Callable[[Callable[[F], None]], Callable[[F], None]]:
    """Let a room on the right hear a fact. Reactions are read in street order, and run in it."""

    def listen(reaction: Callable[[F], None]) -> Callable[[F], None]:
        REACTIONS[fact].append(reaction)
        return reaction

    return listen


@dataclass(frozen=True, kw_only=True)
class WaitingSettled(Fact):
    """A person settled what a reaction could not do."""

    waiting: int


@dataclass(frozen=True, kw_only=True)
class DocumentKept(Fact):
    """A file was kept under its digest."""

    document: int
    kind: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class DocumentDestroyed(Fact):
    """A file was destroyed because whom it told of is forgotten; its row and its digest stay."""

    document: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class FieldKeyChanged(Fact):
    """Encrypted texts lie under another key: so many were put under it."""

    key: str
    texts: int
