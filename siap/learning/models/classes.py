"""A class: who is in it, when it met, who came."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.learning.models.courses import Course

if TYPE_CHECKING:
    from siap.people.models import User


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
    weekdays = models.CharField(max_length=7, blank=True)  # on which it meets: "02" is Monday and Wednesday
    objects: ClassVar = CohortQuerySet.as_manager()


class Enrolment(models.Model):
    """A person in a cohort, with his pre-test and post-test (0–100).

    `sign` is the picture he chose at his first test on the shared screen: with it he says that he is himself.
    """

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="enrolments")
    enrolled_on = models.DateField()
    pre_test = models.PositiveSmallIntegerField(null=True, blank=True)
    post_test = models.PositiveSmallIntegerField(null=True, blank=True)
    sign = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="enrolled_once"),
            models.CheckConstraint(condition=Q(pre_test=None) | Q(pre_test__lte=100), name="pre_test_at_most_100"),
            models.CheckConstraint(condition=Q(post_test=None) | Q(post_test__lte=100), name="post_test_at_most_100"),
        ]


class Session(models.Model):
    """One meeting of a cohort: which lesson, in which room, led by whom."""

    uid = models.UUIDField(unique=True, default=new_uid)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    topic = models.CharField(max_length=120)
    lesson_hours = models.PositiveSmallIntegerField()
    lesson = models.PositiveSmallIntegerField(null=True, blank=True)  # position in the course
    room = models.CharField(max_length=60, blank=True)
    facilitator = models.ForeignKey("people.User", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(lesson_hours__range=(1, 10)), name="session_hours_sane")]


class Attendance(models.Model):
    """Who came to a session, or why not. What each means for the certificate stands in `rules.MEANING`."""

    class State(models.TextChoices):
        """Present, or the reason."""

        PRESENT = "present", _("Hadir")
        SICK = "sick", _("Sakit")
        COURT = "court", _("Sidang")
        CLASH = "clash", _("Ada keperluan lain")
        NOT_REQUIRED = "not_req", _("Tidak perlu ikut")
        RELEASED = "released", _("Sudah pulang atau pindah")
        REFUSED = "refused", _("Tidak mau")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="attendance")
    state = models.CharField(max_length=8, choices=State.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="attends_once")]
