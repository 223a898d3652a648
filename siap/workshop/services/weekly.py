"""A week's sheet comes back from the kitchen: who worked how long, what was bought, what was made, in one go."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from siap.business import services as groups
from siap.business.models import Business, HoursSheet
from siap.core.errors import Refused
from siap.core.verbs import verb
from siap.people.models import User
from siap.ui import words
from siap.workshop.models import Batch, BatchPlan, Material, Purchase, Recipe
from siap.workshop.services.making import seal_batch
from siap.workshop.services.refusals import Wrong
from siap.workshop.services.supplying import buy_material

T = TypeVar("T")
Days = Mapping[date, Mapping[int, int]]
"""By day and person id: minutes, or good pieces."""


class WeekWrong(Wrong):
    """A row of a week's sheet that cannot be, beside the field of that row; or a sheet that says nothing."""


@dataclass(frozen=True, kw_only=True)
class Bought:
    """A purchase on the sheet; `row` names it there."""

    row: str
    material: Material
    supplier: str
    quantity: int
    total: int
    bought_on: date
    best_before: date | None = None
    is_paid: bool = True


@dataclass(frozen=True, kw_only=True)
class Made:
    """A batch on the sheet; `row` names it there, `plan` is the uid of the plan that it carries out."""

    row: str
    recipe: Recipe
    rounds: Decimal
    good: int
    lost: int = 0
    lost_because: str = ""
    made_on: date
    plan: UUID | None = None


@dataclass(frozen=True)
class Keyed:
    """What a sheet became."""

    sheets: list[HoursSheet]
    purchases: list[Purchase]
    batches: list[Batch]


@verb
def key_week(
    uid: UUID,
    business: Business,
    minutes: Days,
    *,
    pieces: Days,
    excused: Mapping[date, Collection[int]],
    bought: Sequence[Bought] = (),
    made: Sequence[Made] = (),
    by: User,
) -> Keyed:
    """Key in a week's paper sheet: its hours, its purchases, then its batches in the order of days; all of it, or nothing.

    The same `uid` again changes nothing. What somebody keyed in already from the same paper is refused, not booked twice.
    Raises WeekWrong beside the row's field, and what `record_week` raises.
    """
    has_hours = any(any(done.values()) for days in (minutes, pieces) for done in days.values()) or any(excused.values())
    if not (has_hours or bought or made):
        raise WeekWrong(_("Lembar ini masih kosong: isi jam kerja, pembelian, atau produksi."))
    purchases = {one.row: uuid5(uid, one.row) for one in bought}
    made, batches = _planned(uid, business, made)
    _refuse_bought_twice(bought, purchases.values())
    _refuse_made_twice(made, batches.values())
    return Keyed(
        groups.record_week(uid, business, minutes, pieces=pieces, excused=excused, by=by) if has_hours else [],
        [_in_row(one.row, partial(_buy, purchases[one.row], one, by)) for one in bought],
        [_in_row(one.row, partial(_seal, batches[one.row], one, by)) for one in sorted(made, key=_day)],
    )


def _planned(uid: UUID, business: Business, made: Sequence[Made]) -> tuple[list[Made], dict[str, UUID]]:
    """The batches with the recipe of their plan, and the uid of each by row: that of its plan, where it carries one out."""
    rows = BatchPlan.objects.filter(business=business, uid__in=[one.plan for one in made if one.plan])
    plans = {(one.uid, one.product_id): one for one in rows.select_related("recipe")}
    found = [(one, plans.get((one.plan or uid, one.recipe.product_id or 0))) for one in made]
    return (
        [replace(one, recipe=plan.recipe) if plan else one for one, plan in found],
        {one.row: plan.uid if plan else uuid5(uid, one.row) for one, plan in found},
    )


def _day(one: Made) -> tuple[date, str]:
    return one.made_on, one.row


def _buy(uid: UUID, one: Bought, by: User) -> Purchase:
    return buy_material(
        uid,
        one.material,
        supplier=one.supplier,
        quantity=one.quantity,
        total=one.total,
        bought_on=one.bought_on,
        best_before=one.best_before,
        is_paid=one.is_paid,
        by=by,
    )


def _seal(uid: UUID, one: Made, by: User) -> Batch:
    return seal_batch(
        uid,
        one.recipe,
        rounds=one.rounds,
        good=one.good,
        lost=one.lost,
        lost_because=one.lost_because,
        made_on=one.made_on,
        by=by,
    )


def _in_row(row: str, act: Callable[[], T]) -> T:
    """What one row of the sheet does; a refusal stands beside that row's field."""
    try:
        return act()
    except Refused as refusal:
        raise WeekWrong(str(refusal), f"{row}_{refusal.field}" if refusal.field else "") from refusal


def _refuse_bought_twice(bought: Sequence[Bought], own: Collection[UUID]) -> None:
    """Two officers may hold the same paper: the same material, amount and price on the same day is the same purchase."""
    rows = Purchase.objects.filter(
        material__in=[one.material for one in bought], bought_on__in=[one.bought_on for one in bought], reversed_on=None
    )
    known = {
        (one.material_id, one.bought_on, one.quantity, one.total): one.by.name
        for one in rows.exclude(uid__in=own).select_related("by")
    }
    for one in bought:
        who = known.get((one.material.pk, one.bought_on, one.quantity, one.total))
        if who is not None:
            raise WeekWrong(
                _(
                    "Pembelian yang sama pada %(day)s sudah dicatat %(who)s. Kalau memang dua kali, catat yang kedua "
                    "di halaman bahannya."
                ),
                f"{one.row}_quantity",
                who=who,
                day=words.day(one.bought_on),
            )


def _refuse_made_twice(made: Sequence[Made], own: Collection[UUID]) -> None:
    """The same product with the same pieces on the same day is the same batch."""
    rows = Batch.objects.filter(
        product__recipes__in=[one.recipe for one in made], made_on__in=[one.made_on for one in made]
    )
    known = {
        (one.product_id, one.made_on, one.good, one.lost): one.sealed_by.name
        for one in rows.exclude(uid__in=own).select_related("sealed_by")
    }
    for one in made:
        who = known.get((one.recipe.product_id or 0, one.made_on, one.good, one.lost))
        if who is not None:
            raise WeekWrong(
                _(
                    "Produksi yang sama pada %(day)s sudah dicatat %(who)s. Kalau memang dua kali, catat yang kedua "
                    "di halaman produknya."
                ),
                f"{one.row}_good",
                who=who,
                day=words.day(one.made_on),
            )
