"""Which unit stands at which stage. Conditions are counted from every room; a move needs them, or a recorded exception."""

from typing import ClassVar

from django.db import models

from siap.core.ids import new_uid
from siap.rollout import rules


class StageMove(models.Model):
    """A unit came to a stage. The last one is where it stands."""

    uid = models.UUIDField(unique=True, default=new_uid)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="stage_moves")
    stage = models.CharField(max_length=12, choices=rules.STAGES)
    moved_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)  # when the next stage should be reached
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    exception = models.CharField(max_length=200, blank=True)  # why, although conditions were missing

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "stage"], name="a_stage_is_reached_once")]


class Target(models.Model):
    """What a unit should reach in a year: rupiah or a count."""

    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=20, choices=rules.TARGETS)
    amount = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["unit", "year", "what"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "what"], name="one_target_a_year")]
