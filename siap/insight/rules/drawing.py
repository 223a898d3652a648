"""The curve of survival as a drawing: places in a box of 600 by 220, written as SVG wants them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from siap.insight.rules.survival import Point

WIDE, TALL, LEFT, TOP = 600, 220, 40, 10
MONTH_DAYS = 30.44


@dataclass(frozen=True)
class Curve:
    """The steps, the band around them, and the marks of both axes (place, text)."""

    steps: str
    band: str
    months: tuple[tuple[str, str], ...]
    shares: tuple[tuple[str, str], ...]


def curve(points: Sequence[Point], last: int = 0) -> Curve:
    """The drawing of points whose times are days, at least a year wide, to the day `last` where that is later."""
    days = max([365, last, *(point.time for point in points)])

    def x(day: float) -> str:
        return f"{LEFT + day / days * (WIDE - LEFT):.1f}"

    def y(share: float) -> str:
        return f"{TOP + (1 - share) * (TALL - TOP):.1f}"

    def steps(shares: Sequence[float]) -> list[str]:
        path, before = [f"{x(0)},{y(1)}"], 1.0
        for point, share in zip(points, shares, strict=True):
            path += [f"{x(point.time)},{y(before)}", f"{x(point.time)},{y(share)}"]
            before = share
        return [*path, f"{x(days)},{y(before)}"]

    every = 3 if days <= 800 else 12
    months = range(0, int(days / MONTH_DAYS) + 1, every)
    high, low = steps([point.high for point in points]), steps([point.low for point in points])
    return Curve(
        steps=" ".join(steps([point.alive for point in points])),
        band=" ".join([*high, *reversed(low)]) if points else "",
        months=tuple((x(month * MONTH_DAYS), str(month)) for month in months),
        shares=tuple((y(share / 100), f"{share} %") for share in (0, 25, 50, 75, 100)),
    )
