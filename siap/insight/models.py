"""Reports, frozen when they are issued."""

from typing import Any, ClassVar

from django.db import models

from siap.core.ids import new_uid


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

    class Meta:
        ordering: ClassVar = ["-month", "-pk"]
