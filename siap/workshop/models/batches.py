"""A production run: planned, and done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.workshop.models.base import OfBusiness
from siap.workshop.models.products import Product
from siap.workshop.models.quality import QualityPlan
from siap.workshop.models.recipes import Recipe


class Batch(models.Model):
    """One production run: material lots in, one product lot out. Written when it is sealed."""

    uid = models.UUIDField(unique=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="batches")
    recipe = models.ForeignKey(Recipe, models.PROTECT, related_name="batches")
    made_on = models.DateField()
    good = models.PositiveIntegerField()  # pieces fit for sale
    lost = models.PositiveIntegerField(default=0)
    lost_because = models.CharField(max_length=200, blank=True)
    planned = models.PositiveIntegerField(null=True, blank=True)  # good pieces the recipe gives for its rounds
    chosen_because = models.CharField(max_length=200, blank=True)  # why not what ends first was taken first
    quality = models.ForeignKey(
        QualityPlan, models.PROTECT, null=True, blank=True, related_name="batches"
    )  # to be passed
    cost = models.BigIntegerField()  # rupiah of the material used, packaging too: what the book says
    # What else it cost as it was sealed, and what its recipe asked (rupiah); None where nobody reckoned it then.
    packaging = models.BigIntegerField(null=True, blank=True)  # of `cost`
    labour = models.BigIntegerField(null=True, blank=True)
    overhead = models.BigIntegerField(null=True, blank=True)
    plan_cost = models.BigIntegerField(
        null=True, blank=True
    )  # all four by its recipe, at the prices last paid that day
    sealed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(good__gt=0), name="a_batch_makes_something"),
            models.CheckConstraint(
                condition=Q(packaging=None, labour=None, overhead=None, plan_cost=None)
                | Q(
                    packaging__gte=0, packaging__lte=models.F("cost"), labour__gte=0, overhead__gte=0, plan_cost__gte=0
                ),
                name="a_batch_is_costed_whole",
            ),
        ]

    @property
    def reference(self) -> str:
        """How the book and the stock call it."""
        return f"batch:{self.uid}"


class BatchPlan(models.Model):
    """A batch that is to be made: how often its recipe, on which day. Light: nobody has to plan before sealing.

    Its `uid` is that of the batch it becomes, so that a device that planned it and an office that seals it mean the same.
    """

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", _("Direncanakan")
        STARTED = "started", _("Dikerjakan")
        CHECKED = "checked", _("Diperiksa")
        SEALED = "sealed", _("Ditutup")
        DROPPED = "dropped", _("Dibatalkan")

    OPEN: ClassVar = (State.PLANNED, State.STARTED, State.CHECKED)

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="batch_plans")
    product = models.ForeignKey(Product, models.PROTECT, related_name="plans")
    recipe = models.ForeignKey(Recipe, models.PROTECT, related_name="plans")
    rounds = models.DecimalField(max_digits=7, decimal_places=2)
    planned_on = models.DateField()  # the day it is to be made
    because = models.CharField(max_length=200, blank=True)  # what asks for it, when something does
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    started_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_note = models.CharField(max_length=200, blank=True)
    dropped_because = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(rounds__gt=0), name="a_plan_has_rounds")]
