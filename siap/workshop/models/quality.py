"""A place of production held against the hygiene list."""

from typing import Any, ClassVar

from django.db import models

from siap.workshop.models.base import OfBusiness


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
