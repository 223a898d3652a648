"""Whether what is made is good: what is checked on every batch of a product, a place held against the hygiene list, and when
it was cleaned. All but the licences is light by default: a product without a quality plan is checked by nobody."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from siap.workshop.models.base import OfBusiness
from siap.workshop.models.products import Product


class QualityPlan(models.Model):
    """What is checked on every batch of a product from now on, and whether the place is cleaned before. Append-only: the
    newest version counts, one without points switches it off."""

    uid = models.UUIDField(unique=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="quality_plans")
    version = models.PositiveSmallIntegerField()
    wants_cleaning = models.BooleanField(default=False)  # a batch needs a cleaning of its day
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    written_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "version"], name="a_quality_version_once")]


class QualityPoint(models.Model):
    """One thing that is checked: a measure with its limits, or, without limits, yes or no. Append-only."""

    plan = models.ForeignKey(QualityPlan, models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=80)
    least = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="a_quality_point_has_its_place"),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")), name="limits_leave_room"
            ),
        ]


class LotCheck(models.Model):
    """A lot was held against the quality plan of its batch. One that failed holds it until one passes. Append-only."""

    uid = models.UUIDField(unique=True)
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, related_name="checks")
    plan = models.ForeignKey(QualityPlan, models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    passed = models.BooleanField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")


class CheckAnswer(models.Model):
    """What was found at one point: the figure, where one is measured, and whether it is within its limits. Append-only."""

    check_of = models.ForeignKey(LotCheck, models.PROTECT, related_name="answers")
    point = models.ForeignKey(QualityPoint, models.PROTECT, related_name="answers")
    measured = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    is_met = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_of", "point"], name="a_point_is_answered_once")]


class Cleaning(models.Model):
    """The place of production was cleaned on a day: what, and with what. Append-only."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="cleanings")
    cleaned_on = models.DateField()
    what = models.CharField(max_length=200)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()


class HygieneAudit(models.Model):
    """A place of production held against the hygiene list (CPPB-IRT): its findings, counted, and the level they make."""

    class Level(models.IntegerChoices):
        """Only I and II pass."""

        ONE = 1, "I"
        TWO = 2, "II"
        THREE = 3, "III"
        FOUR = 4, "IV"

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="hygiene_audits")
    audited_on = models.DateField()
    findings: models.JSONField[Any, Any] = models.JSONField(default=list)  # numbers of the points that fail
    minor = models.PositiveSmallIntegerField()
    major = models.PositiveSmallIntegerField()
    serious = models.PositiveSmallIntegerField()
    critical = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    to_do = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()
