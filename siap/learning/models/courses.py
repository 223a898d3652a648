"""What is taught: a course, its lessons as the facilitator reads them, its bank of questions.

Lessons and questions are versioned: a new version of a course brings new lessons, and a question whose words change becomes
a new one, so that an answer always stands beside the question that was asked.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from siap.core.ids import new_uid


class Audience(models.TextChoices):
    """For whom a course is."""

    OFFICERS = "officers", pgettext_lazy("audience", "Petugas")
    PARTICIPANTS = "participants", _("Peserta")


class Course(models.Model):
    """What is taught, and on which terms it is passed."""

    uid = models.UUIDField(unique=True, default=new_uid)
    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=120)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    lesson_hours = models.PositiveSmallIntegerField()  # of 45 minutes
    pass_mark = models.PositiveSmallIntegerField(default=60)
    min_presence = models.PositiveSmallIntegerField(default=75)  # percent of the meetings that count
    issuer = models.CharField(max_length=120)  # in whose name certificates are made: never a unit
    version = models.PositiveSmallIntegerField(default=0)  # of its lessons; 0: it has none of ours
    about = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="pass_mark_at_most_100"),
            models.CheckConstraint(condition=Q(min_presence__lte=100), name="min_presence_at_most_100"),
        ]


class Lesson(models.Model):
    """One meeting's worth of a course, in Markdown: for the facilitator, and what everybody takes away."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="lessons")
    version = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()  # from 1
    title = models.CharField(max_length=120)
    part = models.CharField(max_length=60)
    lesson_hours = models.PositiveSmallIntegerField()
    standard = models.CharField(max_length=160, blank=True)  # the unit of a national standard it teaches
    text = models.TextField()
    take_away = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "version", "position"], name="one_lesson_a_position")]


class Question(models.Model):
    """A question with its choices, the right one, and why. Never changed once written: a new wording is a new version."""

    uid = models.UUIDField(unique=True, default=new_uid)
    course = models.ForeignKey(Course, models.PROTECT, related_name="questions")
    code = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField(default=1)
    lesson = models.PositiveSmallIntegerField()  # position of the lesson that teaches it
    text = models.CharField(max_length=400)
    choices: models.JSONField[Any, Any] = models.JSONField()  # list of texts
    answer = models.PositiveSmallIntegerField()  # index of the right choice
    because = models.CharField(max_length=400)
    picture = models.CharField(max_length=60, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "code", "version"], name="one_wording_a_version")]
