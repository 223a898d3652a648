"""Who came home, what they need, how their business is doing. A case lies at the responsible Bapas; after release without
conditions it exists only by the person's consent. Lost contact is a recorded state, never a zero."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.aftercare import rules
from siap.core.ids import new_uid

if TYPE_CHECKING:
    from siap.people.models import User


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, by who may see them."""

    def visible_to(self, user: "User") -> "CaseQuerySet":
        """Those of the Bapas (or the unit that released) in which this user has a role now."""
        if not user.can("aftercare.see"):
            return self.none()
        return (
            self if user.sees_all_units else self.filter(Q(unit__in=user.unit_ids) | Q(released_from__in=user.unit_ids))
        )


class Case(models.Model):
    """One person coming home."""

    uid = models.UUIDField(unique=True, default=new_uid)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="cases")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="cases")  # the Bapas
    released_from = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    release_kind = models.CharField(max_length=12)
    released_on = models.DateField()
    opened_on = models.DateField()
    officer = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="cases")
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed_on=None), name="one_open_case_a_person")
        ]


class Task(models.Model):
    """One thing to do for a person coming home."""

    uid = models.UUIDField(unique=True, default=new_uid)
    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=20)  # a key of rules.TASKS
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints = [models.UniqueConstraint(fields=["case", "what"], name="a_task_once_a_case")]

    @property
    def need(self) -> rules.Need:
        """What it is about, in words."""
        return rules.TASKS[self.what]


class FollowUp(models.Model):
    """How the business is doing, some months after release."""

    class Answer(models.TextChoices):
        """What was found."""

        ALIVE = "alive", _("Usaha jalan")
        PAUSED = "paused", _("Usaha berhenti sementara")
        CLOSED = "closed", _("Usaha tutup")
        NO_BUSINESS = "none", _("Belum ada usaha")
        LOST = "lost", _("Tidak dapat dihubungi")

    uid = models.UUIDField(unique=True, default=new_uid)
    case = models.ForeignKey(Case, models.PROTECT, related_name="follow_ups")
    month = models.PositiveSmallIntegerField()  # after release: 1, 3, 6, 12
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    turnover = models.BigIntegerField(null=True, blank=True)  # rupiah a month, as told
    employed = models.PositiveSmallIntegerField(null=True, blank=True)  # people besides the owner
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["month"]
        constraints = [models.UniqueConstraint(fields=["case", "month"], name="one_follow_up_a_month")]

    @property
    def opens_on(self) -> date:
        """From this day on it may be written down: it tells how it is then, not how it is now."""
        return self.due_on - timedelta(days=rules.EARLY_DAYS)
