"""Lots give, take back, and are held."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext_lazy as _

from siap.core import sql
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.ledger.services import ReasonMissing
from siap.people.models import User
from siap.workshop import queries, rules
from siap.workshop.facts import LotFreed, LotHeld, StockMoved
from siap.workshop.models import Lot, Product, StockMove


class OutOfStock(Refused):
    """Fewer pieces may be sold than were asked for."""

    message = _("%(product)s tinggal %(left)s buah yang boleh dijual; Anda meminta %(asked)s.")


class LotRecalled(Refused):
    """A lot that is called back is not let go by hand."""

    message = _(
        "Lot %(number)s sedang ditarik dari peredaran. Lot ini hanya lepas bila penarikannya ditutup sebagai aman."
    )
    field = "because"


class LotUnchecked(Refused):
    """A lot whose quality plan was not passed is not let go by hand."""

    message = _(
        "Lot %(number)s belum lulus pemeriksaan mutu. Periksa lagi; kalau tidak bisa diperbaiki, catat yang dibuang."
    )
    field = "because"


@dataclass(frozen=True)
class Issued:
    """Pieces that left a product lot, and what they cost (rupiah)."""

    lot: Lot
    quantity: int
    cost: int


def issue_goods(
    product: Product,
    quantity: int,
    *,
    reference: str,
    on: date,
    scanned: str = "",
    elsewhere: Callable[[Iterable[int]], Mapping[int, int]] = lambda _lots: {},
) -> list[Issued]:
    """Take pieces of a product from its lots: from the one whose label was scanned (its number), then what ends first; never
    from a held or expired one. `elsewhere` says how many pieces of these lots stand at somebody else's: they stay there.

    Part of the verb of another room, once a product and reference. Raises OutOfStock.
    """
    lots = {lot.pk: lot for lot in _usable(product, on)}
    away = elsewhere(lots)
    free = {pk: max(0, lot.on_hand - away.get(pk, 0)) for pk, lot in lots.items()}
    left = sum(free.values())
    if not 0 < quantity <= left:
        raise OutOfStock(product=product.name, left=left, asked=quantity)
    parts, needed = [], quantity
    for lot in sorted(lots.values(), key=lambda lot: (lot.number != scanned, lot.best_before or date.max, lot.pk)):
        for one in rules.take([lot.offered], min(needed, free[lot.pk])):
            parts.append(queries.Part(lot, one.quantity, one.cost))
            needed -= one.quantity
    moves = give(parts, reference=reference, on=on)
    record(StockMoved(reference=reference, moves=_told(moves), on=on))
    return [Issued(part.lot, part.quantity, part.cost or 0) for part in parts]


_GIVES = ("id", "number", "best_before", "on_hand", "value")
_USABLE = """
SELECT id, number, best_before, on_hand, value FROM workshop_lot WHERE product_id = %s AND on_hand > 0 AND held_because = ''
AND made_on <= %s AND (best_before IS NULL OR best_before >= %s) ORDER BY id"""
"""In SQL: every sale asks it (`queries.usable_lots`)."""


def _usable(product: Product, on: date) -> list[Lot]:
    """The lots of a product that may be sold on a day, locked; what else is known of one is read when somebody asks."""
    asked = _USABLE + (" FOR UPDATE" if connection.features.has_select_for_update else "")
    return [Lot.from_db(connection.alias, _GIVES, row) for row in sql.select(asked, product.pk, on, on)]


def return_goods(reference: str, *, on: date) -> Sequence[StockMove]:
    """Undo `issue_goods`: every piece goes back into its lot, at what it cost when it left. Twice changes nothing."""
    back = f"{reference}:returned"
    moves = list(StockMove.objects.filter(reference=reference).order_by("lot"))
    if not moves or StockMove.objects.filter(reference=back).exists():
        return []
    touched = Lot.objects.filter(pk__in=[move.lot_id for move in moves])
    lots = {lot.pk: lot for lot in touched.select_for_update().order_by("pk")}
    returned = shift([(lots[move.lot_id], -move.quantity, -move.value) for move in moves], back, on)
    record(StockMoved(reference=back, moves=_told(returned), on=on))
    return returned


def give(parts: Sequence[queries.Part], *, reference: str, on: date) -> Sequence[StockMove]:
    """Lots that are locked already give what was taken from them."""
    return shift([(part.lot, -part.quantity, -(part.cost or 0)) for part in parts], reference, on)


def shift(changes: Sequence[tuple[Lot, int, int]], reference: str, on: date) -> Sequence[StockMove]:
    """Lots that are locked already grow or shrink by so many base units and rupiah (signed), and each has its move."""
    for lot, quantity, value in changes:
        lot.on_hand += quantity
        lot.value += value
    with connection.cursor() as cursor:  # one short statement a lot: a third of the time of one long CASE
        cursor.executemany(
            "UPDATE workshop_lot SET on_hand = %s, value = %s WHERE id = %s",
            [(lot.on_hand, lot.value, lot.pk) for lot, _quantity, _value in changes],
        )
    moves = [
        StockMove(lot=lot, quantity=quantity, value=value, reference=reference, moved_on=on)
        for lot, quantity, value in changes
    ]
    return sql.insert(StockMove, moves)


def _told(moves: Sequence[StockMove]) -> tuple[tuple[int, int, int], ...]:
    return tuple((move.lot_id, move.quantity, move.value) for move in moves)


@verb
def hold_lot(lot: Lot, *, because: str, by: User) -> Lot:
    """From now on nobody uses or sells it. Raises ReasonMissing."""
    return _mark(lot, because, held=True)


@verb
def unhold_lot(lot: Lot, *, because: str, by: User) -> Lot:
    """Let a held lot go again; one that is called back only its recall lets go, one that failed its check only a check that it
    passes. Raises ReasonMissing, LotRecalled, LotUnchecked."""
    return _mark(lot, because, held=False)


def _mark(lot: Lot, because: str, *, held: bool) -> Lot:
    because = because.strip()
    if not because:
        raise ReasonMissing
    lot = Lot.objects.select_for_update().get(pk=lot.pk)
    if lot.recalled_on is not None and not held:
        raise LotRecalled(number=lot.number)
    if not held and queries.unpassed([lot]):
        raise LotUnchecked(number=lot.number)
    if lot.is_held != held:
        lot.held_because, lot.freed_because = (because[:200], "") if held else ("", because[:200])
        lot.save(update_fields=["held_because", "freed_because"])
        said = LotHeld if held else LotFreed
        record(said(lot=lot.pk, business=lot.business_id))
    return lot
