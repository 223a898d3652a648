"""What the history knows while it lives: the office, its people by unit, the agenda, the groups, one pair of dice."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from uuid import UUID

from siap.business.models import Business
from siap.learning.models import Course
from siap.ledger.rules import month_of, next_month
from siap.market.models import Channel
from siap.people.models import Person, User
from siap.web.demo import cast
from siap.web.demo.founding import Programme
from siap.workshop.models import Material, Product, Recipe

SEED = 20251106
COOPERATIVE = "Koperasi Farmtisan Lestari Berjaya"
BEGINS = {"LPP": 0, "LPR": 0, "RTP": 2, "BPP": 2, "RTD": 4, "LPG": 7}
"""In which month of the history a unit's officers begin to learn: the programme goes through the units in stages."""
OFFICERS = {
    "LPP": ("budi", "wati"), "LPR": ("ayu", "lapas-pr2"), "RTP": ("rutan-palu", "rutan-palu2"),
    "RTD": ("donggala", "donggala2"), "BPP": ("hendra", "maya"), "LPG": ("joko", "parigi2"),
}  # fmt: skip
HEADS = {
    "LPP": "kalapas", "LPR": "kalapas-pr", "RTP": "karutan-palu", "RTD": "karutan-donggala", "BPP": "kabapas",
    "LPG": "kalapas-parigi",
}  # fmt: skip


@dataclass
class Shop:
    """What is remembered of one group while it lives."""

    plan: cast.Group
    business: Business
    recipes: list[tuple[Product, Recipe, cast.Thing]] = field(default_factory=list)
    materials: dict[str, Material] = field(default_factory=dict)
    on_hand: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    turn: int = 0


class Life:
    """The office from `start` to `end`."""

    def __init__(self, programme: Programme, start: date, end: date) -> None:
        self.p = programme
        self.start, self.end = start, end
        self.dice = Random(SEED)  # nosec B311 (a story, not a secret)
        self.agenda: dict[date, list[Callable[[], object]]] = defaultdict(list)
        self.shops: list[Shop] = []
        self.channels: dict[str, Channel] = {}
        self.names = {sex: iter(names) for sex, names in cast.NAMES.items()}
        self.courses: dict[str, Course] = {}
        self.ventures: list[Business] = []
        self.users = self.p.users

    def on(self, day: date, act: Callable[[], object]) -> None:
        """Plan something for the morning of a day; what lies behind the end never happens."""
        if day <= self.end:
            self.agenda[max(day, self.start)].append(act)

    def month_day(self, month: int, day: int) -> date:
        """A day of the n-th month of the history, counted from 0."""
        when = month_of(self.start)
        for _ in range(month):
            when = next_month(when)
        return max(date(when // 100, when % 100, day), self.start)

    def officer(self, code: str) -> User:
        """Who works with the groups of a unit."""
        return self.users[OFFICERS[code][0]]

    def head(self, code: str) -> User:
        """Who heads a unit."""
        return self.users[HEADS[code]]

    def person(self, username: str) -> Person:
        """An officer as a person, who learns too."""
        person = self.users[username].person
        assert person is not None
        return person

    def shops_of(self, code: str) -> list[Shop]:
        """The groups of a unit."""
        return [shop for shop in self.shops if shop.plan.unit == code]

    def uid(self) -> UUID:
        """A name that is the same in every run."""
        return UUID(int=self.dice.getrandbits(128), version=4)
