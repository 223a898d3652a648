"""Reports, frozen when they are issued."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from siap.core.ids import new_uid
from siap.ledger.rules import first_day

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
    """The month's report of a unit, or of the whole office (no unit): its figures as they were, with the chain's head."""

    uid = models.UUIDField(unique=True, default=new_uid)
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="reports")
    month = models.IntegerField()  # 202610
    figures: models.JSONField[Any, Any] = models.JSONField()
    head = models.CharField(max_length=90)  # of the chain, when it was issued
    issued_on = models.DateField()
    issued_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-month", "-pk"]

    @property
    def first_day(self) -> date:
        """The first day of its month."""
        return first_day(self.month)
