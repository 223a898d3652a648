"""Lots are called back: the lot itself and whatever was made of it, however deep, in one step; or let go again."""

from collections.abc import Collection
from datetime import date

from siap.core.verbs import record
from siap.workshop import queries
from siap.workshop.facts import LotFreed, LotHeld
from siap.workshop.models import Lot


def lock_whole(lot: Lot) -> list[Lot]:
    """A lot and every lot that something of it is in, locked, the oldest first. Part of another room's verb.

    A batch locks the lots it takes from; so nothing new can grow from a lot that is locked. What grew meanwhile from one that
    was not yet locked is found by looking again, until nothing is new.
    """
    known: set[int] = set()
    wanted = {lot.pk}
    locked: list[Lot] = []
    while wanted - known:
        known |= wanted
        rows = Lot.objects.filter(pk__in=known).select_for_update(of=("self",)).order_by("pk")
        locked = list(rows.select_related("business", "product", "material"))
        wanted = queries.grown_from([lot.pk])
    return locked


def recall_lots(lots: Collection[Lot], *, on: date, because: str) -> None:
    """Locked lots are held and called back from a day on; only the end of the recall lets them go. Part of another verb."""
    for lot in lots:
        if not lot.is_held:
            lot.held_because, lot.freed_because = because[:200], ""
            record(LotHeld(lot=lot.pk, business=lot.business_id))
        lot.recalled_on = lot.recalled_on or on
    Lot.objects.bulk_update(lots, ["held_because", "freed_because", "recalled_on"])


def clear_lots(lots: Collection[Lot], *, held_because: str, because: str) -> None:
    """Locked lots are not called back any more. What somebody had held for another reason stays held, and so does
    what did not pass its check. Part of another verb."""
    unpassed = queries.unpassed(lots)
    for lot in lots:
        lot.recalled_on = None
        if lot.held_because == held_because[:200] and lot.pk in unpassed:
            lot.held_because = unpassed[lot.pk]
        elif lot.held_because == held_because[:200]:
            lot.held_because, lot.freed_because = "", because[:200]
            record(LotFreed(lot=lot.pk, business=lot.business_id))
    Lot.objects.bulk_update(lots, ["held_because", "freed_because", "recalled_on"])
