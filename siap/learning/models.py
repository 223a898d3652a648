"""Courses, cohorts, who came, who is certified. Officers first: see rules."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from siap.core.ids import new_uid

if TYPE_CHECKING:
    from siap.people.models import User


class Audience(models.TextChoices):
    """For whom a course is."""

    OFFICERS = "officers", pgettext_lazy("audience", "Petugas")
    PARTICIPANTS = "participants", _("Peserta")


class Course(models.Model):
    """What is taught."""

    uid = models.UUIDField(unique=True, default=new_uid)
    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=120)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    lesson_hours = models.PositiveSmallIntegerField()  # of 45 minutes
    pass_mark = models.PositiveSmallIntegerField(default=60)
    issuer = models.CharField(max_length=120)  # in whose name certificates are made: never a unit

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pass_mark__lte=100), name="pass_mark_at_most_100")]


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Cohorts, by who may see them."""

    def visible_to(self, user: "User") -> "CohortQuerySet":
        """Those of the units in which this user has a role now."""
        if not user.can("training.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Cohort(models.Model):
    """A class that goes through a course together."""

    uid = models.UUIDField(unique=True, default=new_uid)
    number = models.CharField(max_length=30, unique=True)
    course = models.ForeignKey(Course, models.PROTECT, related_name="cohorts")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="cohorts")
    opened_on = models.DateField()
    opened_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    objects: ClassVar = CohortQuerySet.as_manager()


class Enrolment(models.Model):
    """A person in a cohort, with his pre-test and post-test (0–100)."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="enrolments")
    enrolled_on = models.DateField()
    pre_test = models.PositiveSmallIntegerField(null=True, blank=True)
    post_test = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="enrolled_once"),
            models.CheckConstraint(condition=Q(pre_test=None) | Q(pre_test__lte=100), name="pre_test_at_most_100"),
            models.CheckConstraint(condition=Q(post_test=None) | Q(post_test__lte=100), name="post_test_at_most_100"),
        ]


class Session(models.Model):
    """One meeting of a cohort."""

    uid = models.UUIDField(unique=True, default=new_uid)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    topic = models.CharField(max_length=120)
    lesson_hours = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(lesson_hours__range=(1, 10)), name="session_hours_sane")]


class Attendance(models.Model):
    """Who came to a session, or why not. A day in court, prayer or illness is no fault of anybody's."""

    class State(models.TextChoices):
        """Present, or the reason."""

        PRESENT = "present", _("Hadir")
        SICK = "sick", _("Sakit")
        CLASH = "clash", _("Ada keperluan lain")
        REFUSED = "refused", _("Tidak mau")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="attendance")
    state = models.CharField(max_length=8, choices=State.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="attends_once")]


class Certificate(models.Model):
    """A person passed a course. Paper, check page and number show no unit, decree or custody."""

    uid = models.UUIDField(unique=True, default=new_uid)
    number = models.CharField(max_length=30, unique=True)
    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="certificate")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="certificates")
    course = models.ForeignKey(Course, models.PROTECT, related_name="certificates")
    issued_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    revoked_because = models.CharField(max_length=200, blank=True)
