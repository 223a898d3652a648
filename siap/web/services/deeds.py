"""What may be done on a device without network: one small table. Every deed looks at `visible_to` first and calls one verb."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from siap.aftercare import services as aftercare
from siap.aftercare.models import Case, FollowUp
from siap.aftercare.rules import DIFFICULTIES
from siap.business import services as business
from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.text import _
from siap.learning import services as learning
from siap.learning.models import Cohort
from siap.market import services as market
from siap.market.models import Channel, Sale
from siap.people.models import Person, User
from siap.web.rules import Damaged, DeedUnknown, NotAllowed, NotFound, Reader, Told
from siap.workshop import services as workshop
from siap.workshop.models import Lot, Product, Recipe

M = TypeVar("M", bound=Model)


class Failed(Refused):
    """A mistake of ours."""

    message = _("Ada gangguan di pihak kami saat membukukan ini. Catatannya aman di sini; coba lagi nanti.")


@dataclass(frozen=True)
class Given:
    """What a deed needs to know beside its payload: its name, when it happened, and who did it."""

    uid: UUID
    happened_at: datetime
    by: User


def do(told: Told, uid: UUID, *, happened_at: datetime, by: User) -> None:
    """Carry out one deed. Raises DeedUnknown, NotAllowed, and what the deed raises."""
    if told.verb not in DEEDS:
        raise DeedUnknown(verb=told.verb)
    action, deed = DEEDS[told.verb]
    if not by.can(action):
        raise NotAllowed(name=by.name)
    deed(told.payload, Given(uid, happened_at, by))


def _one(rows: "QuerySet[M]", uid: UUID) -> M:
    found = rows.filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def _sell(payload: Reader, given: Given) -> None:
    """Goods are gone and money was taken: this always posts, with its flags and shortages."""
    channel = _one(Channel.objects.visible_to(given.by).select_related("unit", "seller"), payload.uid("channel"))
    rows = payload.rows("lines")
    products = {one.uid: one for one in _products(channel).filter(uid__in=[row.uid("product") for row in rows])}
    lots = {
        one.number: one for one in Lot.objects.filter(number__in=[row.text("lot") for row in rows if row.has("lot")])
    }
    lines = []
    for row in rows:
        if row.uid("product") not in products:
            raise NotFound
        lines.append(
            market.Taken(
                products[row.uid("product")], row.number("pieces"), row.number("price"), lots.get(row.text("lot"))
            )
        )
    market.replay_sale(
        given.uid,
        channel,
        lines,
        paid=[(row.text("method"), row.number("amount")) for row in payload.rows("paid", 5)],
        sold_at=given.happened_at,
        buyer=payload.text("buyer", 80),
        by=given.by,
    )


def _products(channel: Channel) -> "QuerySet[Product]":
    """What could ever be sold in this place, ready or not any more."""
    return Product.objects.filter(business__unit__in=[channel.unit_id]) | Product.objects.filter(business__unit=None)


def _void(payload: Reader, given: Given) -> None:
    sale = _one(Sale.objects.visible_to(given.by), payload.uid("sale"))
    market.void_sale(sale, because=payload.text("because"), by=given.by)


def _hours(payload: Reader, given: Given) -> None:
    group = _one(Business.objects.visible_to(given.by), payload.uid("business"))
    minutes = {_person(uid, given.by).pk: _whole(value) for uid, value in payload.by_uid("minutes").items()}
    business.record_hours(given.uid, group, payload.day("day"), minutes, by=given.by)


def _batch(payload: Reader, given: Given) -> None:
    product = _one(Product.objects.filter(business__in=Business.objects.visible_to(given.by)), payload.uid("product"))
    recipe = Recipe.objects.filter(product=product, version=payload.number("version")).first()
    if recipe is None:
        raise NotFound
    workshop.seal_batch(
        given.uid,
        recipe,
        rounds=workshop.rounds_typed(payload.typed("rounds")),
        good=payload.number("good"),
        lost=payload.number("lost"),
        lost_because=payload.text("lost_because"),
        made_on=clock.day_of(given.happened_at),
        first=workshop.chosen_lots(product, payload.text("first")),
        chosen_because=payload.text("chosen_because"),
        by=given.by,
    )


def _attendance(payload: Reader, given: Given) -> None:
    cohort = _one(Cohort.objects.visible_to(given.by), payload.uid("cohort"))
    came = {_person(uid, given.by).pk: str(value) for uid, value in payload.by_uid("attendance").items()}
    learning.hold_session(
        cohort,
        uid=given.uid,
        held_on=payload.day("day"),
        topic=payload.text("topic", 120),
        lesson_hours=payload.number("lesson_hours"),
        attendance=came,
        by=given.by,
    )


def _follow_up(payload: Reader, given: Given) -> None:
    """What was found on a visit, in answers and numbers: what stays on a device and in its items has no free text about
    anybody."""
    visible = FollowUp.objects.filter(case__in=Case.objects.visible_to(given.by)).select_related("case")
    turnover, profit, employed, loan = (
        payload.signed(name) if payload.has(name) else None for name in ("turnover", "profit", "employed", "loan")
    )
    permits = {"yes": True, "no": False}.get(payload.text("has_permits", 3))
    difficulty = payload.text("difficulty", 10)
    if difficulty and difficulty not in DIFFICULTIES:
        raise Damaged
    found = aftercare.Findings(
        payload.text("answer", 8), turnover, profit, employed, loan, has_permits=permits, difficulty=difficulty
    )
    aftercare.record_follow_up(
        _one(visible, payload.uid("follow_up")), found, on=clock.day_of(given.happened_at), by=given.by
    )


def _person(uid: UUID, by: User) -> Person:
    return _one(Person.objects.visible_to(by), uid)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Damaged
    return value


Deed = Callable[[Reader, Given], None]
DEEDS: dict[str, tuple[str, Deed]] = {
    "sale": ("sale.write", _sell),
    "void": ("sale.void", _void),
    "hours": ("hours.write", _hours),
    "batch": ("batch.write", _batch),
    "attendance": ("training.write", _attendance),
    "follow_up": ("case.write", _follow_up),
}
"""The deeds of a device: the action that each needs, and what it does."""
