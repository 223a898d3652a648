"""What is checked on a product's batches, a lot held against it, and the cleaning of the place."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop import queries, rules
from siap.workshop.facts import LotChecked, LotFreed, LotHeld, PlaceCleaned, QualityPlanned
from siap.workshop.models import CheckAnswer, Cleaning, Lot, LotCheck, Product, QualityPlan, QualityPoint
from siap.workshop.services.refusals import Wrong, refuse_unless_working

Found = Decimal | bool
"""What was found at a point: a figure, or whether it is so."""
FARTHEST = Decimal(1_000_000)


class QualityWrong(Wrong):
    """A quality plan or a check that cannot be."""


class NothingToCheck(Refused):
    """The batch of a lot had no quality plan."""

    message = _("Lot %(number)s tidak punya rencana mutu: waktu dibuat, produknya belum diperiksa.")


@verb
def plan_quality(
    uid: UUID, product: Product, points: Sequence[rules.Point], *, wants_cleaning: bool = False, by: User
) -> QualityPlan:
    """From now on these points are checked on every batch, and the place is cleaned before when wanted; nothing of either
    switches it off. Batches that were sealed before keep the plan they had. Raises QualityWrong.
    """
    if known := QualityPlan.objects.filter(uid=uid).first():
        return known
    product = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    _check_points(points)
    newest = queries.quality_plan(product)
    plan = QualityPlan.objects.create(
        uid=uid,
        product=product,
        version=newest.version + 1 if newest else 1,
        wants_cleaning=wants_cleaning,
        written_on=clock.today(),
        by=by,
    )
    QualityPoint.objects.bulk_create(
        QualityPoint(
            plan=plan,
            position=at,
            says=one.says.strip()[:80],
            least=one.least,
            most=one.most,
            unit=one.unit.strip()[:12],
        )
        for at, one in enumerate(points, 1)
    )
    record(
        QualityPlanned(
            plan=plan.pk, product=product.pk, version=plan.version, points=len(points), wants_cleaning=wants_cleaning
        )
    )
    return plan


def _check_points(points: Sequence[rules.Point]) -> None:
    if len(points) > rules.MOST_POINTS:
        raise QualityWrong(_("Paling banyak %(most)s hal yang diperiksa."), most=rules.MOST_POINTS)
    for at, one in enumerate(points, 1):
        if not one.says.strip():
            raise QualityWrong(_("Tulis apa yang diperiksa."), f"says_{at}")
        if one.least is not None and one.most is not None and one.least > one.most:
            raise QualityWrong(_("Batas bawah lebih besar dari batas atas."), f"least_{at}")


@verb
def check_lot(uid: UUID, lot: Lot, found: Mapping[int, Found], *, checked_on: date, by: User) -> LotCheck:
    """Hold a lot against the quality plan of its batch: what was found, by point id. One point outside its limits holds the
    lot; when all are met it is let go, unless somebody holds it for another reason. The same `uid` again changes nothing.

    Raises NothingToCheck, QualityWrong.
    """
    lot = Lot.objects.select_for_update(of=("self",)).select_related("batch__quality").get(pk=lot.pk)
    if known := LotCheck.objects.filter(uid=uid).first():
        return known
    if lot.batch is None or lot.batch.quality is None:
        raise NothingToCheck(number=lot.number)
    if not lot.made_on <= checked_on <= clock.today():
        raise QualityWrong(_("Diperiksa sesudah dibuat dan paling lambat hari ini."), "checked_on")
    points = queries.points_of(lot.batch.quality)
    met = {one.pk: _is_met(one, found.get(one.pk)) for one in points}
    failing = [one.says for one in points if not met[one.pk]]
    ours = queries.unpassed([lot]).get(lot.pk)
    check = LotCheck.objects.create(
        uid=uid, lot=lot, plan=lot.batch.quality, checked_on=checked_on, passed=not failing, by=by
    )
    CheckAnswer.objects.bulk_create(
        CheckAnswer(check_of=check, point=one, measured=_figure(found[one.pk]), is_met=met[one.pk]) for one in points
    )
    _mark(lot, ours, failing)
    record(
        LotChecked(
            check=check.pk,
            lot=lot.pk,
            business=lot.business_id,
            plan=check.plan_id,
            passed=check.passed,
            failing=len(failing),
            on=checked_on,
        )
    )
    return check


def _is_met(point: QualityPoint, found: Found | None) -> bool:
    """Raises QualityWrong for a point that nobody looked at, or an absurd figure."""
    rule = queries.as_point(point)
    if found is None or isinstance(found, bool) == rule.is_measured:
        raise QualityWrong(_("Isi hasil pemeriksaan %(point)s."), f"point_{point.pk}", point=point.says)
    if isinstance(found, bool):
        return found
    if abs(found) > FARTHEST:
        raise QualityWrong(_("Angka ini tidak mungkin."), f"point_{point.pk}")
    return rule.is_met(found)


def _figure(found: Found) -> Decimal | None:
    return None if isinstance(found, bool) else found


def _mark(lot: Lot, ours: str | None, failing: Sequence[str]) -> None:
    """`ours` is why an earlier check, or the want of one, held it; any other reason stands beside this one and stays."""
    if lot.is_held and lot.held_because != ours:
        return
    was_held = lot.is_held
    if failing:
        lot.held_because, lot.freed_because = rules.held_for(failing), ""
        if not was_held:
            record(LotHeld(lot=lot.pk, business=lot.business_id))
    elif was_held and lot.recalled_on is None:
        lot.held_because, lot.freed_because = "", str(_("Lulus pemeriksaan mutu"))
        record(LotFreed(lot=lot.pk, business=lot.business_id))
    lot.save(update_fields=["held_because", "freed_because"])


@verb
def log_cleaning(uid: UUID, business: Business, what: str, *, cleaned_on: date, by: User) -> Cleaning:
    """The place was cleaned on a day: what, and with what. Raises QualityWrong, DayWrong, BusinessEnded."""
    if known := Cleaning.objects.filter(uid=uid).first():
        return known
    if not what.strip():
        raise QualityWrong(_("Tulis apa yang dibersihkan."), "what")
    refuse_unless_working(business, cleaned_on, "cleaned_on")
    cleaning = Cleaning.objects.create(
        uid=uid, business=business, cleaned_on=cleaned_on, what=what.strip()[:200], by=by
    )
    record(PlaceCleaned(cleaning=cleaning.pk, business=business.pk, on=cleaned_on))
    return cleaning
