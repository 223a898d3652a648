"""How long businesses live when some still do, and what a small number can tell. Pure.

Kaplan–Meier: at every day on which a business closed, the share that survives is multiplied by (1 − closed / still at risk).
Whoever is still alive, or was last heard of then, leaves those at risk after his last day: lost contact is never a closing.
The band is Greenwood's variance on the log-log scale (Kalbfleisch and Prentice), which never leaves 0 to 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Z = 1.959964
"""Of a normal distribution 95 % lies within so many standard deviations."""


@dataclass(frozen=True)
class Life:
    """How long one business was watched (days or any other unit), and whether it closed then."""

    time: int
    closed: bool


@dataclass(frozen=True)
class Point:
    """After `time` so large a share lives, of `at_risk` that were watched until then; with its 95 % band."""

    time: int
    at_risk: int
    closed: int
    alive: float
    low: float
    high: float

    @property
    def percent_alive(self) -> int:
        """Whole percent that lives."""
        return round(self.alive * 100)

    @property
    def percent_low(self) -> int:
        """Whole percent at the band's foot."""
        return round(self.low * 100)

    @property
    def percent_high(self) -> int:
        """Whole percent at the band's top."""
        return round(self.high * 100)


def survival(lives: Iterable[Life]) -> list[Point]:
    """The curve: one point for every time at which something closed."""
    watched = sorted(lives, key=lambda life: life.time)
    points, alive, variance = list[Point](), 1.0, 0.0
    for time in sorted({life.time for life in watched if life.closed}):
        at_risk = sum(life.time >= time for life in watched)
        closed = sum(life.closed and life.time == time for life in watched)
        alive *= 1 - closed / at_risk
        variance += closed / (at_risk * (at_risk - closed)) if at_risk > closed else 0.0
        points.append(Point(time, at_risk, closed, alive, *_band(alive, variance)))
    return points


def _band(alive: float, variance: float) -> tuple[float, float]:
    if not 0 < alive < 1:
        return (alive, alive) if alive else (0.0, 1.0)
    spread = Z * sqrt(variance) / log(alive)
    return alive ** exp(-spread), alive ** exp(spread)


def alive_at(points: Sequence[Point], time: int) -> Point | None:
    """The last point not after a time; none while nothing closed."""
    passed = [point for point in points if point.time <= time]
    return passed[-1] if passed else None


def interval(part: int, whole: int) -> tuple[int, int]:
    """Between which whole percents a share lies with 95 % confidence (Wilson): 3 of 4 is 30 to 95. Nothing tells nothing."""
    if whole <= 0:
        return 0, 100
    share, square = part / whole, Z * Z / whole
    centre = (share + square / 2) / (1 + square)
    spread = Z * sqrt(share * (1 - share) / whole + square / (4 * whole)) / (1 + square)
    return max(0, round((centre - spread) * 100)), min(100, round((centre + spread) * 100))
