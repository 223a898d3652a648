"""Reports, frozen when they are issued."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from siap.core.facts import canonical
from siap.core.ids import new_uid
from siap.core.verbs import digest_of
from siap.insight import rules

if TYPE_CHECKING:
    from siap.people.models import User


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, by who may see them."""

    def visible_to(self, user: "User") -> "ReportQuerySet":
        """Those of his units; a role in the whole office sees all."""
        if not user.can("report.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Report(models.Model):
    """What a unit, or the whole office (no unit), reports of a month, a quarter or a year: its figures as they were, the
    chain's head, and the printed sheet itself, so that a sheet printed again is the same to the last byte."""

    uid = models.UUIDField(unique=True, default=new_uid)
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="reports")
    span = models.CharField(max_length=8, choices=list(rules.SPANS.items()), default=rules.MONTH)
    month = models.IntegerField()  # 202610: the last one of the period
    figures: models.JSONField[Any, Any] = models.JSONField()
    units: models.JSONField[Any, Any] = models.JSONField(default=list)  # of the office: [code, name, figures] of each
    head = models.CharField(max_length=90)  # of the chain, when it was issued
    issued_on = models.DateField()
    issued_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    paper = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-month", "-pk"]

    @property
    def period(self) -> rules.Period:
        """What it covers."""
        return rules.Period(self.month, self.span)

    @property
    def digest(self) -> str:
        """Of everything that was frozen: stands in its fact and in the foot of its sheet."""
        frozen = {"figures": self.figures, "units": self.units} if self.units else {**self.figures}
        return digest_of(canonical(frozen))
