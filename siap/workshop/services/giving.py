"""Goods that are gone already: a sale that a device made without network is written down, whatever the lots say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from siap.core.verbs import record
from siap.workshop import queries, rules
from siap.workshop.facts import StockMoved
from siap.workshop.models import Lot, Product
from siap.workshop.services.stocking import Issued, OutOfStock, give


def issue_what_is_there(
    product: Product,
    quantity: int,
    *,
    reference: str,
    on: date,
    scanned: Mapping[int, int] | None = None,
    elsewhere: Callable[[Iterable[int]], Mapping[int, int]] = lambda _lots: {},
) -> list[Issued]:
    """Take pieces of a product from the lots that were scanned (pieces by lot id), then from usable lots, then from held and
    expired ones; fewer when there are fewer. On-hand never goes below zero: what is missing the caller tells. What stands
    `elsewhere` stays there.

    Part of the verb of another room, once a product and reference.
    """
    rows = Lot.objects.filter(product=product, on_hand__gt=0).select_for_update().order_by("pk")

    def rank(lot: Lot) -> tuple[bool, bool, date, int]:
        return (lot.pk not in asked, not lot.is_usable(on), lot.best_before or date.max, lot.pk)

    asked = scanned or {}
    lots = sorted(rows, key=rank)
    away = elsewhere([lot.pk for lot in lots])
    there = {lot.pk: max(lot.on_hand - away.get(lot.pk, 0), 0) for lot in lots}
    needed, quantities = quantity, {}
    for lot in lots:
        quantities[lot.pk] = min(asked.get(lot.pk, 0), there[lot.pk], needed)
        needed -= quantities[lot.pk]
    for lot in lots:
        more = min(needed, there[lot.pk] - quantities[lot.pk])
        quantities[lot.pk] += more
        needed -= more
    parts = [
        queries.Part(lot, taken.quantity, taken.cost)
        for lot in lots
        if quantities[lot.pk]
        for taken in rules.take([lot.offered], quantities[lot.pk])
    ]
    if not parts:
        return []
    moves = give(parts, reference=reference, on=on)
    record(StockMoved(reference=reference, moves=tuple((m.lot_id, m.quantity, m.value) for m in moves), on=on))
    return [Issued(part.lot, part.quantity, part.cost or 0) for part in parts]


def issue_from(pieces: Sequence[tuple[Lot, int]], *, reference: str, on: date) -> list[Issued]:
    """Take so many pieces from exactly these lots, whatever their state: they stand elsewhere and are sold or gone there.

    Part of the verb of another room, once a reference. Raises OutOfStock when a lot has fewer.
    """
    rows = Lot.objects.filter(pk__in=[lot.pk for lot, _count in pieces]).select_for_update().order_by("pk")
    locked = {one.pk: one for one in rows}
    parts = []
    for lot, quantity in pieces:
        taken = rules.take([locked[lot.pk].offered], quantity)
        if not taken or taken[0].quantity < quantity:
            raise OutOfStock(product=lot.name, left=locked[lot.pk].on_hand, asked=quantity)
        parts.append(queries.Part(locked[lot.pk], quantity, taken[0].cost))
    moves = give(parts, reference=reference, on=on)
    record(StockMoved(reference=reference, moves=tuple((m.lot_id, m.quantity, m.value) for m in moves), on=on))
    return [Issued(part.lot, part.quantity, part.cost or 0) for part in parts]
