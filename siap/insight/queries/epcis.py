"""A lot's whole way as GS1 EPCIS 2.0 events (JSON-LD), for whoever traces with another system. No person, no buyer.

A product lot is named by its GS1 number where its label has one (a GS1 Digital Link), every other lot by its own uid.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from siap.core import clock
from siap.insight.queries.trace import Trace, trace
from siap.market.models import ConsignmentLine, RecallLot
from siap.workshop.models import Label, Lot, LotEdge, LotKind, Measure, WriteOff

Event = dict[str, Any]

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_UNITS = {Measure.GRAM.value: "KGM", Measure.MILLILITRE.value: "LTR"}
"""UN/CEFACT units; thousandths of them are what we count in. Pieces have none."""


def epcis_document(lot: Lot) -> Event:
    """Everything that happened to a lot, to what it was made of and to what was made of it, in the order it happened."""
    told = trace(lot)
    events = sorted(_events(told), key=lambda event: (event["eventTime"], event["eventID"]))
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": _moment(clock.now()),
        "epcisBody": {"eventList": events},
    }


def _events(told: Trace) -> Iterator[Event]:
    lots = {one.pk: one for one in (*told.origins, told.lot, *told.made)}
    barcodes = dict(Label.objects.exclude(barcode="").values_list("product", "barcode"))
    names = {pk: _class(one, barcodes) for pk, one in lots.items()}
    yield from _bought(lots.values(), names)
    yield from _made(lots, names)
    for line in told.sales.select_related("sale", "lot"):
        if line.lot is not None and line.lot_id in names:
            yield _object(
                line.sale.uid, f"line:{line.pk}", line.sale.sold_at, "retail_selling", "retail_sold",
                [_quantity(line.lot, names, line.quantity)], of=("inv", line.sale.uid),
            )  # fmt: skip
    moved = ConsignmentLine.objects.filter(lot__in=lots, note__kind__in=("brought", "back")).select_related("note")
    for one in moved.order_by("pk"):
        step, state = ("shipping", "in_transit") if one.quantity > 0 else ("receiving", "returned")
        amount = _quantity(lots[one.lot_id], names, abs(one.quantity))
        yield _object(
            one.note.uid, f"line:{one.pk}", _at(one.happened_on), step, state, [amount], of=("desadv", one.note.uid)
        )
    for gone in WriteOff.objects.filter(lot__in=lots).order_by("pk"):
        amount = _quantity(lots[gone.lot_id], names, gone.quantity)
        yield _object(gone.uid, "", _at(gone.happened_on), "destroying", "destroyed", [amount], action="DELETE")
    called = RecallLot.objects.filter(lot__in=lots, recall__is_drill=False).select_related("recall")
    for held in called.order_by("pk"):
        recall = held.recall
        amount = {"epcClass": names[held.lot_id]}
        yield _object(recall.uid, f"lot:{held.lot_id}", recall.started_at, "holding", "recalled", [amount])


def _bought(lots: Iterable[Lot], names: Mapping[int, str]) -> Iterator[Event]:
    for lot in lots:
        if lot.purchase is not None:
            amount = _quantity(lot, names, lot.purchase.quantity)
            event = _object(
                lot.purchase.uid, "", _at(lot.purchase.bought_on), "receiving", "in_progress", [amount], action="ADD",
                of=("po", lot.purchase.uid),
            )  # fmt: skip
            yield {**event, "ilmd": _ilmd(lot)}


def _made(lots: Mapping[int, Lot], names: Mapping[int, str]) -> Iterator[Event]:
    """A batch is a transformation. What went into it beside the lots of this way is named too: nobody eats half a recipe."""
    edges = list(LotEdge.objects.filter(kind=LotKind.PRODUCT, target__in=lots).order_by("pk"))
    strange = Lot.objects.filter(pk__in={one.source for one in edges} - lots.keys()).select_related(
        "material", "product"
    )
    everything = {**lots, **{one.pk: one for one in strange}}
    known = {**{one.pk: one.uid.urn for one in strange}, **names}
    for lot in Lot.objects.filter(pk__in=lots).exclude(batch=None).select_related("batch").order_by("pk"):
        assert lot.batch is not None
        used = [_quantity(everything[one.source], known, one.quantity) for one in edges if one.target == lot.pk]
        yield {
            **_common(lot.batch.uid, "", _at(lot.batch.made_on)),
            "type": "TransformationEvent",
            "bizStep": "commissioning",
            "disposition": "active",
            "transformationID": lot.batch.uid.urn,
            "inputQuantityList": used,
            "outputQuantityList": [_quantity(lots[lot.pk], names, lot.batch.good)],
            "ilmd": _ilmd(lot),
        }


def _class(lot: Lot, barcodes: Mapping[int, str]) -> str:
    barcode = barcodes.get(lot.product_id or 0, "")
    return f"https://id.gs1.org/01/0{barcode}/10/{lot.number}" if barcode else lot.uid.urn


def _quantity(lot: Lot, names: Mapping[int, str], quantity: int) -> Event:
    unit = _UNITS.get(lot.measure)
    amount: Event = {"epcClass": names[lot.pk], "quantity": quantity / 1000 if unit else quantity}
    return {**amount, "uom": unit} if unit else amount


def _ilmd(lot: Lot) -> Event:
    told = {"cbvmda:lotNumber": lot.number, "cbvmda:descriptionShort": lot.name}
    return {**told, "cbvmda:bestBeforeDate": lot.best_before.isoformat()} if lot.best_before else told


def _object(
    uid: UUID,
    part: str,
    at: datetime,
    step: str,
    state: str,
    quantities: list[Event],
    *,
    action: str = "OBSERVE",
    of: tuple[str, UUID] | None = None,
) -> Event:
    event = {
        **_common(uid, part, at),
        "type": "ObjectEvent",
        "action": action,
        "bizStep": step,
        "disposition": state,
        "quantityList": quantities,
    }
    return {**event, "bizTransactionList": [{"type": of[0], "bizTransaction": of[1].urn}]} if of else event


def _common(uid: UUID, part: str, at: datetime) -> Event:
    moment = _moment(at)
    return {"eventID": uuid5(uid, f"epcis:{part}").urn, "eventTime": moment, "eventTimeZoneOffset": moment[-6:]}


def _moment(at: datetime) -> str:
    return at.astimezone(clock.zone()).isoformat(timespec="milliseconds")


def _at(day: date) -> datetime:
    return clock.at(day, 12)
