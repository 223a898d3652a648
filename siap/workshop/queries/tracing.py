"""Where a lot came from, and where it went: all the way, over every lot in between.

The graph is walked by its edges alone (integers that carry the target's kind); the lots themselves are read afterwards.
Joining them inside the recursion would make SQLite 3.40 build a Bloom filter over every lot there is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from siap.workshop.models import Lot, LotEdge, LotKind

_MADE_OF_THESE = """
WITH RECURSIVE down(lot) AS (
  SELECT target FROM workshop_lotedge WHERE source IN ({places}) AND kind = {product}
  UNION SELECT edge.target FROM down JOIN workshop_lotedge edge ON edge.source = down.lot AND edge.kind = {product}
) SELECT lot FROM down"""
_WENT_INTO_THESE = """
WITH RECURSIVE up(lot) AS (
  SELECT source FROM workshop_lotedge WHERE kind = {product} AND target IN ({places})
  UNION SELECT edge.source FROM up JOIN workshop_lotedge edge ON edge.kind = {product} AND edge.target = up.lot
) SELECT lot FROM up"""

_SOLD_OF_THESE = """
WITH RECURSIVE down(node, kind) AS (
  SELECT target, kind FROM workshop_lotedge WHERE source IN ({places})
  UNION SELECT edge.target, edge.kind FROM down JOIN workshop_lotedge edge ON edge.source = down.node
  WHERE down.kind = {product}
) SELECT node FROM down WHERE kind = {sale}"""
"""The sale lines come out of the walk itself: joined after it, PostgreSQL reads every edge there is (300 ms instead of 3)."""


@dataclass(frozen=True)
class Part:
    """So much of a lot (base units), and what it cost where that is known (rupiah)."""

    lot: Lot
    quantity: int
    cost: int | None = None


def made_from(lot: Lot) -> list[Part]:
    """The lots that went directly into a lot that was made."""
    edges = LotEdge.objects.filter(kind=LotKind.PRODUCT, target=lot.pk)
    return _parts(dict(edges.values_list("source", "quantity")))


def went_into(lot: Lot) -> list[Part]:
    """The lots that a lot went directly into. Who bought a product lot, the market knows."""
    edges = LotEdge.objects.filter(source=lot.pk, kind=LotKind.PRODUCT)
    return _parts(dict(edges.values_list("target", "quantity")))


def grown_from(lots: Collection[int]) -> set[int]:
    """Every lot that something of these lots is in, at any depth, by id; these lots themselves are not among them."""
    return _walk(_MADE_OF_THESE, lots)


def origins_of(lots: Collection[int]) -> set[int]:
    """Every lot that is in these lots, at any depth, by id: down to what was bought."""
    return _walk(_WENT_INTO_THESE, lots)


def lines_reached(lots: Collection[int]) -> set[int]:
    """The sale lines that something of these lots went into, over every lot in between, by id (voided ones too)."""
    return _walk(_SOLD_OF_THESE, lots)


def _walk(sql: str, lots: Collection[int]) -> set[int]:
    if not lots:
        return set()
    places = ", ".join(["%s"] * len(lots))
    with connection.cursor() as cursor:
        kinds = {"product": int(LotKind.PRODUCT), "sale": int(LotKind.SALE)}
        cursor.execute(sql.format(places=places, **kinds), list(lots))
        return {row[0] for row in cursor.fetchall()}


def lots_by_id(lots: Collection[int]) -> list[Lot]:
    """These lots, the oldest first, with what they are of and where they are."""
    rows = Lot.objects.filter(pk__in=list(lots))
    return list(rows.select_related("material", "product", "purchase", "business__unit").order_by("made_on", "pk"))


def first_bought(lot: Lot) -> date | None:
    """The day on which the first of its material was bought."""
    sources = LotEdge.objects.filter(kind=LotKind.PRODUCT, target=lot.pk).values("source")
    return Lot.objects.filter(pk__in=sources).order_by("made_on").values_list("made_on", flat=True).first()


def _parts(quantities: dict[int, int]) -> list[Part]:
    lots = Lot.objects.filter(pk__in=quantities).select_related("material", "product", "purchase").order_by("pk")
    return [Part(lot, quantities[lot.pk]) for lot in lots]
