"""`@verb` and `record`: see the head of `facts`."""

from __future__ import annotations

import functools
import hashlib
import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

from siap.core import chain, clock
from siap.core.errors import Refused
from siap.core.facts import REACTIONS, Fact, room_of
from siap.core.models import Waiting

P = ParamSpec("P")
R = TypeVar("R")

_TRIES = 4


class Deed:
    """What the verb at work has done so far."""

    def __init__(self, verb: str, by: int | None) -> None:
        self.verb = verb
        self.by = by
        self.facts: list[Fact] = []
        self.seals: list[str] = []
        self.queue: deque[Fact] = deque()
        self.busy = False

    def say(self, fact: Fact) -> None:
        """Remember a fact and let the rooms on the right hear it; facts said meanwhile queue behind it."""
        self.facts.append(fact)
        self.queue.append(fact)
        if self.busy:
            return
        self.busy = True
        try:
            while self.queue:
                heard = self.queue.popleft()
                for reaction in REACTIONS[type(heard)]:
                    self._react(reaction, heard)
        finally:
            self.busy = False

    def _react(self, reaction: Callable[[Any], None], fact: Fact) -> None:
        """A reaction never refuses: what it cannot do is undone as a whole and waits where somebody sees it."""
        facts, seals, queue = len(self.facts), len(self.seals), len(self.queue)
        try:
            with transaction.atomic():
                reaction(fact)
        except Refused as refusal:
            del self.facts[facts:]
            del self.seals[seals:]
            while len(self.queue) > queue:
                self.queue.pop()
            Waiting.objects.create(
                room=room_of(reaction.__module__),
                fact=fact.name,
                values=fact.values(),
                reason=str(refusal),
                since=clock.now(),
            )


_deed: ContextVar[Deed | None] = ContextVar("deed", default=None)


def record(fact: Fact) -> None:
    """Say what happened. Only inside a verb."""
    deed = _deed.get()
    if deed is None:
        raise RuntimeError(f"{fact.name} said outside a verb")
    deed.say(fact)


def seal(digest: str) -> None:
    """Let the verb's facts vouch for a digest (an entry, a document)."""
    deed = _deed.get()
    if deed is None:
        raise RuntimeError("sealed outside a verb")
    deed.seals.append(digest)


def actor_id() -> int | None:
    """Who the verb at work acts for; nobody when the office itself acts."""
    deed = _deed.get()
    return deed.by if deed else None


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """One function, one transaction, its facts written last. A verb called by a verb is part of it.

    The actor is the keyword `by` (a user, or None for the office itself). A deadlock is tried again, and so is a row that
    somebody else wrote at the same moment (then it is there, and the verb finds it): nothing of the first attempt is left.
    """
    name = f"{room_of(function.__module__)}.{function.__name__}"

    @functools.wraps(function)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        if _deed.get() is not None:
            return function(*args, **kwargs)
        by = getattr(kwargs.get("by"), "pk", None)
        for attempt in range(1, _TRIES + 1):
            try:
                return _once(Deed(name, by), lambda: function(*args, **kwargs))
            except (OperationalError, IntegrityError) as error:
                if attempt == _TRIES or connection.in_atomic_block or not _is_passing(error):
                    raise
                time.sleep(0.01 * attempt)
        raise AssertionError("unreachable")

    return act


def _is_passing(error: Exception) -> bool:
    """Two people at once: a deadlock, or the same new row."""
    words = str(error).lower()
    return any(word in words for word in ("deadlock", "unique", "duplicate key"))


def _once(deed: Deed, work: Callable[[], R]) -> R:
    token = _deed.set(deed)
    try:
        with transaction.atomic():
            result = work()
            if deed.seals and not deed.facts:
                raise AssertionError(f"{deed.verb} sealed entries but said nothing")
            chain.append(deed.verb, deed.by, deed.facts, deed.seals)
            return result
    finally:
        _deed.reset(token)


def digest_of(text: str) -> str:
    """SHA-256 of a text, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
