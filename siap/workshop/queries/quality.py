"""What is checked on a product, what checks of a lot found, and which lots did not pass."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from siap.business.models import Business
from siap.workshop import rules
from siap.workshop.models import CheckAnswer, Cleaning, Lot, LotCheck, Product, QualityPlan, QualityPoint


def quality_plan(product: Product) -> QualityPlan | None:
    """The newest quality plan of a product, switched off or not."""
    return product.quality_plans.prefetch_related("points").order_by("-version").first()


def points_of(plan: QualityPlan) -> list[QualityPoint]:
    """What it checks, in order."""
    return list(plan.points.order_by("position"))


def as_point(point: QualityPoint) -> rules.Point:
    """A point as the rules know it."""
    return rules.Point(point.says, point.least, point.most, point.unit)


def checks_of(lot: Lot) -> list[LotCheck]:
    """Every check of a lot with what was found, the newest first."""
    return list(lot.checks.select_related("by").prefetch_related("answers__point").order_by("-pk"))


def unpassed(lots: Iterable[Lot]) -> dict[int, str]:
    """Those of these lots that did not pass the quality plan of their batch, each with why it is held."""
    last = LotCheck.objects.filter(lot=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = not_passed(Lot.objects.filter(pk__in=[lot.pk for lot in lots])).annotate(check_pk=Subquery(last))
    found: dict[int, int | None] = dict(rows.values_list("pk", "check_pk"))
    failing: dict[int, list[str]] = {pk: [] for pk in found.values() if pk is not None}
    answers = CheckAnswer.objects.filter(check_of__in=failing, is_met=False) if failing else CheckAnswer.objects.none()
    for check, says in answers.order_by("point__position").values_list("check_of", "point__says"):
        failing[check].append(says)
    return {lot: rules.held_for(None if check is None else failing[check]) for lot, check in found.items()}


def not_passed(lots: "QuerySet[Lot]") -> "QuerySet[Lot]":
    """Lots whose batch has a quality plan and whose newest check, if there is one, did not pass."""
    last = LotCheck.objects.filter(lot=OuterRef("pk")).order_by("-pk")
    judged = lots.exclude(batch__quality=None).annotate(last_passed=Subquery(last.values("passed")[:1]))
    return judged.filter(Q(last_passed=None) | Q(last_passed=False))


def was_cleaned(business: Business, on: date) -> bool:
    """Whether somebody wrote that the place was cleaned on that day."""
    return Cleaning.objects.filter(business=business, cleaned_on=on).exists()
