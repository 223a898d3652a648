"""A person's own plan while he takes part: a few goals with steps and owners, looked at again on days that follow from
the time left; and how well he does ten things, each time with the batch, the sale or the test that shows it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siap.aftercare import rules
from siap.core.ids import new_uid


class PersonalPlan(models.Model):
    """The plan of one person, open until he leaves; or the recorded reason why he has none."""

    uid = models.UUIDField(unique=True, default=new_uid)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="plans")
    made_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    exempt_because = models.CharField(max_length=300, blank=True)  # empty: he has a plan
    review_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed_on=None), name="one_open_plan_a_person")
        ]


class PlanGoal(models.Model):
    """One thing the person wants to reach."""

    uid = models.UUIDField(unique=True)
    plan = models.ForeignKey(PersonalPlan, models.PROTECT, related_name="goals")
    what = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["pk"]

    @property
    def is_reached(self) -> bool:
        """Every step is done; needs the steps at hand."""
        return all(step.done_on is not None for step in self.steps.all())


class PlanStep(models.Model):
    """One step towards a goal: what, who sees to it, until when."""

    uid = models.UUIDField(unique=True, default=new_uid)
    goal = models.ForeignKey(PlanGoal, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=200)
    owner = models.CharField(max_length=8, choices=list(rules.OWNERS.items()))
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]


class PlanReview(models.Model):
    """The plan was looked at with the person."""

    uid = models.UUIDField(unique=True)
    plan = models.ForeignKey(PersonalPlan, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    note = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["-reviewed_on", "-pk"]


class SkillRating(models.Model):
    """How well a person does one of ten things, on four levels, by one piece of evidence. Append-only: the newest counts."""

    uid = models.UUIDField(unique=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="skill_ratings")
    skill = models.CharField(max_length=10, choices=list(rules.SKILLS.items()))
    level = models.PositiveSmallIntegerField(choices=rules.LEVELS)
    rated_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    batch = models.ForeignKey("workshop.Batch", models.PROTECT, null=True, blank=True, related_name="+")
    sale = models.ForeignKey("market.Sale", models.PROTECT, null=True, blank=True, related_name="+")
    sitting = models.ForeignKey("learning.Sitting", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["rated_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="four_levels"),
            models.CheckConstraint(
                condition=Q(batch__isnull=False, sale=None, sitting=None)
                | Q(batch=None, sale__isnull=False, sitting=None)
                | Q(batch=None, sale=None, sitting__isnull=False),
                name="a_rating_has_one_evidence",
            ),
        ]
