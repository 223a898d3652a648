"""Where the towns of the province lie on its map, and the units drawn there. Pure.

The map's unit is a hundredth of a degree, from 119° E and 2° N; its outline is drawn in `rollout/map.html`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

TOWNS = {
    "donggala": (74, 267), "palu": (87, 290), "sigi": (92, 305), "parigi": (118, 280), "poso": (175, 339),
    "ampana": (259, 287), "luwuk": (379, 295), "salakan": (428, 331), "banggai": (449, 359), "kolonodale": (234, 400),
    "bungku": (297, 455), "buol": (243, 83), "tolitoli": (181, 96),
}  # fmt: skip
"""East and south of the corner, by town."""


class Placed(Protocol):
    """What stands in a town, and whether it is late."""

    @property
    def place(self) -> str:
        """The town's name."""

    @property
    def is_late(self) -> bool:
        """Whether it should have come further."""


T = TypeVar("T", bound=Placed)


@dataclass(frozen=True)
class Point(Generic[T]):
    """A town with what stands there, numbered from north-west: the number stands on the map and in the list beside it."""

    number: int
    town: str
    x: int
    y: int
    here: tuple[T, ...]

    @property
    def is_late(self) -> bool:
        """Whether one of them is."""
        return any(one.is_late for one in self.here)


@dataclass(frozen=True)
class Map(Generic[T]):
    """The points, the part of the province that holds them, and what stands where the map knows no town."""

    points: tuple[Point[T], ...]
    view: str
    elsewhere: tuple[T, ...]


def drawn(things: Iterable[T]) -> Map[T]:
    """Things by their towns on the part of the map that shows them all."""
    by_town: dict[str, list[T]] = {}
    elsewhere = []
    for thing in things:
        town = thing.place.casefold().replace("-", "").replace("kota ", "").strip()
        if town in TOWNS:
            by_town.setdefault(town, []).append(thing)
        else:
            elsewhere.append(thing)
    order = sorted(by_town, key=lambda town: TOWNS[town][0] + TOWNS[town][1])
    points = tuple(
        Point(number, by_town[town][0].place, *TOWNS[town], tuple(by_town[town]))
        for number, town in enumerate(order, 1)
    )
    return Map(points, _view([TOWNS[town] for town in order]), tuple(elsewhere))


ROOM = 55
"""Around the outermost towns."""


def _view(towns: list[tuple[int, int]]) -> str:
    """The part of the map that holds these towns with room around them; all of it without any."""
    if not towns:
        return "40 60 460 470"
    left, right = min(x for x, _y in towns) - ROOM, max(x for x, _y in towns) + ROOM
    top, bottom = min(y for _x, y in towns) - ROOM, max(y for _x, y in towns) + ROOM
    return f"{left} {top} {right - left} {bottom - top}"
