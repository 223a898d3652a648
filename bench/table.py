"""A figure beside what it is measured against, and the table of them all."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import fill


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One row: a figure, what it stands beside, and figure ÷ that. Without a target it only informs (`met` is None)."""

    name: str
    figure: float
    unit: str
    beside: str
    ratio: float
    target: str | None = None
    met: bool | None = None
    note: str = ""


def at_most(limit: float, name: str, figure: float, unit: str, note: str = "") -> Figure:
    """A figure that must not exceed a limit."""
    return _limited("≤", figure <= limit, limit, name, figure, unit, note)


def at_least(limit: float, name: str, figure: float, unit: str, note: str = "") -> Figure:
    """A figure that must reach a limit."""
    return _limited("≥", figure >= limit, limit, name, figure, unit, note)


def beside_peer(
    peer: str,
    peer_figure: float,
    name: str,
    figure: float,
    unit: str,
    note: str = "",
    *,
    least: float | None = None,
    most: float | None = None,
) -> Figure:
    """A figure beside the same unit measured of somebody else, in the same run; a target is one for the ratio."""
    ratio = figure / peer_figure
    bounds = [f"{sign} {bound:g} ×" for sign, bound in (("≥", least), ("≤", most)) if bound is not None]
    return Figure(
        name=name,
        figure=figure,
        unit=unit,
        beside=f"{peer}: {peer_figure:,.4g} {unit}",
        ratio=ratio,
        target=", ".join(bounds) or None,
        met=(least or 0) <= ratio <= (most or ratio) if bounds else None,
        note=note,
    )


def _limited(sign: str, met: bool, limit: float, name: str, figure: float, unit: str, note: str) -> Figure:
    return Figure(
        name=name,
        figure=figure,
        unit=unit,
        beside=f"the limit: {limit:g} {unit}",
        ratio=figure / limit if limit else figure,
        target=f"{sign} {limit:g}",
        met=met,
        note=note,
    )


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text, each with its note below it."""
    head = ("name", "figure", "unit", "beside", "ratio", "target", "met")
    rows = [head, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    notes = ["", *(fill(f.note, 110, initial_indent="    ", subsequent_indent="    ") for f in figures)]
    return "\n".join(text for line, note in zip(lines, notes, strict=True) for text in (line, note) if text)


def _cells(figure: Figure) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: "–"}[figure.met]
    shown = f"{figure.figure:,.0f}" if figure.figure >= 1000 else f"{figure.figure:.3g}"
    return figure.name, shown, figure.unit, figure.beside, f"{figure.ratio:.2f}", figure.target or "–", met


def write(figures: Sequence[Figure], path: Path) -> None:
    """Write the figures as JSON, so that a run can be compared with an older one."""
    path.write_text(json.dumps([asdict(figure) for figure in figures], indent=1, ensure_ascii=False) + "\n")
