"""Which unit stands at which stage, and which activity serves which national framework.

Conditions are counted from every room; a move needs them, or a recorded exception.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

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


ACTIVITIES = ("cohort", "visit", "event", "batch")
"""What can serve a framework: a class, a mentoring visit, a bazaar, a production run."""


def _only(kind: str) -> Q:
    return Q(**{f"{one}__isnull": one != kind for one in ACTIVITIES})


class Contribution(models.Model):
    """An activity serves an item of a national framework; it may serve several."""

    framework = models.ForeignKey("programme.Framework", models.PROTECT, related_name="contributions")
    cohort = models.ForeignKey("learning.Cohort", models.PROTECT, null=True, blank=True, related_name="+")
    visit = models.ForeignKey("business.Visit", models.PROTECT, null=True, blank=True, related_name="+")
    event = models.ForeignKey("market.Event", models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.ForeignKey("workshop.Batch", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_only("cohort") | _only("visit") | _only("event") | _only("batch"), name="one_activity"
            ),
            *(
                models.UniqueConstraint(fields=["framework", kind], name=f"a_{kind}_serves_once")
                for kind in ("cohort", "visit", "event", "batch")
            ),
        ]


class CalendarLink(models.Model):
    """The secret link by which a calendar program reads what one user may see. Only its digest is kept; a new one ends it."""

    user = models.OneToOneField("people.User", models.PROTECT, related_name="calendar_link")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
