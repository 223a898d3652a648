"""A test of a class, who sat it, what each answered.

A test asks the same questions before and after the course, in another order: only then does a question show what it
taught. An answer may change until the sitting is finished; from then on a fact vouches for it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.learning.models.classes import Cohort, Enrolment
from siap.learning.models.courses import Question


class Test(models.Model):
    """The pre-test or post-test of a class."""

    class Kind(models.TextChoices):
        """Before, or after."""

        PRE = "pre", _("Tes awal")
        POST = "post", _("Tes akhir")

    uid = models.UUIDField(unique=True, default=new_uid)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="tests")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "kind"], name="one_test_a_kind")]


class TestItem(models.Model):
    """A question at its place in a test."""

    test = models.ForeignKey(Test, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()  # from 1
    question = models.ForeignKey(Question, models.PROTECT, related_name="items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["test", "position"], name="one_item_a_position"),
            models.UniqueConstraint(fields=["test", "question"], name="asked_once"),
        ]


class Sitting(models.Model):
    """A person sits a test, on the shared screen or on paper."""

    class Way(models.TextChoices):
        """How the answers came in."""

        SCREEN = "screen", _("di layar")
        PAPER = "paper", _("dari kertas")

    uid = models.UUIDField(unique=True, default=new_uid)
    test = models.ForeignKey(Test, models.PROTECT, related_name="sittings")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="sittings")
    way = models.CharField(max_length=6, choices=Way.choices)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)  # percent of the questions, once finished

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["test", "enrolment"], name="sits_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None, score=None) | Q(finished_at__isnull=False, score__lte=100),
                name="scored_when_finished",
            ),
        ]


class Answer(models.Model):
    """What somebody chose for a question; None is a blank."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="answers")
    item = models.ForeignKey(TestItem, models.PROTECT, related_name="answers")
    choice = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "item"], name="answered_once")]
