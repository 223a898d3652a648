"""The columns of a sheet that somebody else made, found by what they are called. Pure.

Everybody calls them something else: what is usual is recognised, what somebody chose is remembered with where it came from.
"""

from collections.abc import Callable, Mapping, Sequence

from siap.people.roster.sheet import Cell, Line

LOOK_AT = 30
"""Rows above the headings at most: name of the bank, account, period."""

Places = Mapping[str, int]
"""Which column holds what."""


def find(
    rows: Sequence[Line],
    usual: Mapping[str, Sequence[str]],
    chosen: Mapping[str, str],
    is_enough: Callable[[Places], bool],
) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the place of each column, by the chosen name or a usual one; None where no row has enough."""
    wanted = {what: (plain(chosen[what]),) if chosen.get(what) else names for what, names in usual.items()}
    for position, line in enumerate(rows[:LOOK_AT]):
        names = [plain(cell) for cell in line.cells]
        found = (
            (what, next((names.index(one) for one in ours if one in names), None)) for what, ours in wanted.items()
        )
        at = {what: place for what, place in found if place is not None}
        if is_enough(at):
            return position, at
    return None


def seen(rows: Sequence[Line]) -> str:
    """What stands where the headings could be, for the sentence that asks for their names."""
    texts = ([str(cell) for cell in line.cells if isinstance(cell, str) and cell] for line in rows[:LOOK_AT])
    return ", ".join(max(texts, key=len, default=[])[:12])[:300] or "–"


def named(line: Line, at: Places) -> dict[str, str]:
    """The headings as they stand in the sheet, by what they hold: what is remembered."""
    return {what: str(line.cells[place]).strip() for what, place in at.items()}


def cells_of(line: Line, at: Places) -> dict[str, Cell]:
    """What a line holds, by column; None where it is shorter."""
    return {what: line.cells[place] if place < len(line.cells) else None for what, place in at.items()}


def plain(cell: Cell) -> str:
    """A heading without case, dots and doubled spaces."""
    return " ".join(str(cell or "").replace("_", " ").casefold().split()).strip(" .:")
