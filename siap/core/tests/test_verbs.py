"""What a verb promises: one transaction, its facts written last, reactions that never refuse."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from siap.core.errors import Refused
from siap.core.facts import REACTIONS, Fact, reacts_to
from siap.core.models import ChainHead, Counter, FactRecord, Waiting
from siap.core.verbs import record, seal, verb

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class DoorOpened(Fact):
    """A door was opened."""

    door: int


@dataclass(frozen=True, kw_only=True)
class LightLit(Fact):
    """A light went on."""

    door: int


@pytest.fixture(autouse=True)
def _listeners() -> Iterator[None]:
    yield
    for fact in (DoorOpened, LightLit):
        REACTIONS.pop(fact, None)


@verb
def open_door(door: int, *, by: object = None, then: Exception | None = None) -> None:
    Counter.objects.create(key=f"door:{door}")
    record(DoorOpened(door=door))
    if then is not None:
        raise then


@verb
def light(door: int, *, by: object = None) -> None:
    Counter.objects.create(key=f"light:{door}")
    record(LightLit(door=door))


def names() -> list[str]:
    return list(FactRecord.objects.order_by("id").values_list("name", flat=True))


def test_a_verb_writes_its_fact_behind_the_head() -> None:
    open_door(7)
    fact = FactRecord.objects.get()
    head = ChainHead.objects.get()
    assert json.loads(fact.text)["values"] == {"door": 7}
    assert json.loads(fact.text)["verb"] == "core.open_door"
    assert (head.count, head.digest) == (1, fact.digest)


def test_a_refused_verb_leaves_nothing() -> None:
    with pytest.raises(Refused):
        open_door(7, then=Refused())
    assert names() == []
    assert not Counter.objects.exists()
    assert ChainHead.objects.get().count == 0


def test_rooms_on_the_right_hear_at_once_and_their_facts_follow() -> None:
    reacts_to(DoorOpened)(lambda fact: light(fact.door))
    open_door(3)
    assert names() == ["core.DoorOpened", "core.LightLit"]
    assert Counter.objects.filter(key="light:3").exists()


def test_a_reaction_that_cannot_waits_and_stops_nobody() -> None:
    def half(fact: DoorOpened) -> None:
        light(fact.door)
        raise Refused

    reacts_to(DoorOpened)(half)
    open_door(3)
    assert names() == ["core.DoorOpened"]
    assert not Counter.objects.filter(key="light:3").exists(), "what it had begun is undone"
    waiting = Waiting.objects.get()
    assert (waiting.fact, waiting.values) == ("core.DoorOpened", {"door": 3})


def test_a_mistake_in_a_reaction_undoes_everything() -> None:
    def broken(fact: DoorOpened) -> None:
        raise ZeroDivisionError

    reacts_to(DoorOpened)(broken)
    with pytest.raises(ZeroDivisionError):
        open_door(3)
    assert names() == []


def test_facts_are_said_in_verbs_only() -> None:
    with pytest.raises(RuntimeError):
        record(DoorOpened(door=1))
    with pytest.raises(RuntimeError):
        seal("entry:x")


def test_what_is_sealed_needs_a_fact_that_vouches_for_it() -> None:
    @verb
    def silent(*, by: object = None) -> None:
        seal("entry:x")

    with pytest.raises(AssertionError):
        silent()


def test_a_fact_carries_plain_values_only() -> None:
    @verb
    def careless(*, by: object = None) -> None:
        record(DoorOpened(door=Counter()))  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        careless()
    assert names() == []


def test_one_verb_inside_another_is_one_deed() -> None:
    @verb
    def both(*, by: object = None) -> None:
        open_door(1)
        light(1)

    both()
    assert {json.loads(text)["verb"] for text in FactRecord.objects.values_list("text", flat=True)} == {"core.both"}
