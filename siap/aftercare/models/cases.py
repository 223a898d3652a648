"""Who comes home, what they need, how their business is doing.

A case opens twelve weeks before the expected day and lies at the responsible Bapas; after release without conditions it
exists only by the person's consent. Lost contact is a recorded state, never a zero.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

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


class OfCase(models.QuerySet[Any]):
    """Rows that belong to a case, by who may see it."""

    def visible_to(self, user: "User") -> Self:
        """Those of the cases that this user may see."""
        return self.filter(case__in=Case.objects.visible_to(user))


class Case(models.Model):
    """One person coming home: expected on a day, then released on one."""

    uid = models.UUIDField(unique=True, default=new_uid)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="cases")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="cases")  # the Bapas
    released_from = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    release_kind = models.CharField(max_length=12)  # as expected, then as it was
    expected_on = models.DateField(null=True, blank=True)  # none: nobody expected it
    released_on = models.DateField(null=True, blank=True)  # none: still inside
    opened_on = models.DateField()
    officer = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="cases")
    income_before = models.BigIntegerField(
        null=True, blank=True
    )  # rupiah a month before custody, as told; none: not asked
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed_on=None), name="one_open_case_a_person"),
            models.CheckConstraint(
                condition=Q(expected_on__isnull=False) | Q(released_on__isnull=False), name="a_case_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(income_before=None) | Q(income_before__range=(0, 10**12)), name="an_income_is_no_debt"
            ),
        ]

    @property
    def home_on(self) -> date:
        """The day of release: as it was, before that as it is expected."""
        day = self.released_on or self.expected_on
        assert day is not None  # the database says so
        return day

    @property
    def is_ahead(self) -> bool:
        """Whether the person is still inside."""
        return self.released_on is None


class Task(models.Model):
    """One thing to do for a person coming home."""

    uid = models.UUIDField(unique=True, default=new_uid)
    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=20)  # a key of rules.TASKS
    owner = models.CharField(max_length=8, choices=list(rules.OWNERS.items()))
    due_on = models.DateField()
    blocked_because = models.CharField(max_length=200, blank=True)  # what stands in the way now
    needless_because = models.CharField(max_length=200, blank=True)  # why this person does not need it
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints = [models.UniqueConstraint(fields=["case", "what"], name="a_task_once_a_case")]

    @property
    def need(self) -> rules.Need:
        """What it is about, in words."""
        return rules.TASKS[self.what]

    @property
    def is_settled(self) -> bool:
        """Done, or not needed by this person."""
        return self.done_on is not None


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
    profit = models.BigIntegerField(null=True, blank=True)  # rupiah a month, as told; a loss is negative
    employed = models.PositiveSmallIntegerField(null=True, blank=True)  # people besides the owner
    loan = models.BigIntegerField(null=True, blank=True)  # rupiah still owed to a bank or a lender
    has_permits = models.BooleanField(null=True, blank=True)  # everything its products need
    difficulty = models.CharField(max_length=10, choices=list(rules.DIFFICULTIES.items()), blank=True)
    help_given = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["month"]
        constraints = [models.UniqueConstraint(fields=["case", "month"], name="one_follow_up_a_month")]

    @property
    def opens_on(self) -> date:
        """From this day on it may be written down: it tells how it is then, not how it is now."""
        return self.due_on - timedelta(days=rules.EARLY_DAYS)


class Provision(models.Model):
    """Something a person takes along into the own business, agreed with who gives it; a loan comes back."""

    class Kind(models.TextChoices):
        """What sort of thing."""

        RECIPE = "recipe", _("Resep kelompok")
        LOAN = "loan", _("Pinjaman alat")
        GRANT = "grant", _("Bantuan modal")
        BUYER = "buyer", _("Titip jual pada koperasi")

    uid = models.UUIDField(unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="provisions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    what = models.CharField(max_length=120)
    given_by = models.CharField(max_length=120)  # the group, the cooperative, an office
    terms = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)  # rupiah of a grant
    given_on = models.DateField()
    return_due_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    return_note = models.CharField(max_length=200, blank=True)  # in what state it came back
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfCase.as_manager()

    class Meta:
        ordering: ClassVar = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="loan") | Q(return_due_on__isnull=False), name="a_loan_comes_back"
            ),
            models.CheckConstraint(condition=Q(kind="loan") | Q(returned_on=None), name="only_a_loan_returns"),
            models.CheckConstraint(condition=~Q(kind="grant") | Q(amount__gt=0), name="a_grant_is_something"),
        ]


class Referral(models.Model):
    """A letter that asks somebody else to help: another Bapas, an office, a bank, a clinic."""

    uid = models.UUIDField(unique=True)
    number = models.CharField(max_length=30, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    to = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    asks_for = models.CharField(max_length=300)
    sent_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfCase.as_manager()

    class Meta:
        ordering: ClassVar = ["sent_on", "pk"]


class VentureState(models.Model):
    """How a person's business stands, from a day on, and why. The newest row is how it stands now. Append-only."""

    class State(models.TextChoices):
        """How it stands."""

        ALIVE = "alive", _("Jalan")
        PAUSED = "paused", _("Berhenti sementara")
        CLOSED = "closed", _("Tutup")

    case = models.ForeignKey(Case, models.PROTECT, related_name="venture_states")
    venture = models.ForeignKey("business.Business", models.PROTECT, related_name="states")
    state = models.CharField(max_length=8, choices=State.choices)
    since = models.DateField()
    because = models.CharField(max_length=200)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["since", "pk"]


class CreditRecord(models.Model):
    """What a bank may read of a business: its figures as its book had them that day, frozen, asked for by the owner.

    It names the business and its owner and says nothing of custody. The owner may take it back at any time.
    """

    uid = models.UUIDField(unique=True)
    number = models.CharField(max_length=30, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="credit_records")
    venture = models.ForeignKey("business.Business", models.PROTECT, related_name="credit_records")
    for_whom = models.CharField(max_length=120)  # the bank the owner means to show it to
    figures: models.JSONField[Any, Any] = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of the canonical figures: printed, and shown by the check page
    issued_on = models.DateField()
    valid_until = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfCase.as_manager()

    class Meta:
        ordering: ClassVar = ["-issued_on", "-pk"]
