"""What a business made, divided: the share, its parts, a slip for each member, and what a member objects to."""

from datetime import date
from string import hexdigits
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.ledger.rules import first_day, last_day

if TYPE_CHECKING:
    from siap.people.models import User


class ShareQuerySet(models.QuerySet["Share"]):
    """Shares, by who may see them."""

    def visible_to(self, user: "User") -> "ShareQuerySet":
        """Those of the units in which this user has a role now."""
        if not user.can("sharing.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(business__unit__in=user.unit_ids)


class Share(models.Model):
    """The result of a business in one or more months, divided. All figures rupiah, as they were when it was prepared."""

    class State(models.TextChoices):
        """How far it is."""

        PREPARED = "prepared", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")
        SENT_BACK = "sent_back", _("Dikembalikan")
        REVERSED = "reversed", _("Dibatalkan")

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="shares")
    first_month = models.IntegerField()  # 202610
    last_month = models.IntegerField()
    terms = models.ForeignKey("programme.SharingTerms", models.PROTECT, related_name="shares")
    turnover = models.BigIntegerField()
    cost = models.BigIntegerField()  # of the goods sold
    expenses = models.BigIntegerField()
    other_income = models.BigIntegerField(default=0)
    carried_loss = models.BigIntegerField(default=0)  # of months before that were not shared; zero or below
    rate = models.BigIntegerField(default=0)  # what an hour or a day was paid, under wage or training terms
    base = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    prepared_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)
    funded_on = models.DateField(null=True, blank=True)  # the money reached the custody of savings
    objects: ClassVar = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_month__gte=models.F("first_month")), name="months_in_order"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(state="approved") | ~Q(decided_by=models.F("prepared_by")),
                name="two_people_share",
            ),
            models.UniqueConstraint(
                fields=["business", "first_month"],
                condition=Q(state__in=("prepared", "approved")),
                name="a_month_is_shared_once",
            ),
        ]

    @property
    def reference(self) -> str:
        """How the books call it."""
        return f"share:{self.uid}"

    @property
    def since(self) -> date:
        """Its first day."""
        return first_day(self.first_month)

    @property
    def until(self) -> date:
        """Its last day."""
        return last_day(self.last_month)


class Part(models.Model):
    """One part of the base: members, capital, state, programme (rupiah)."""

    share = models.ForeignKey(Share, models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    percent = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints = [models.UniqueConstraint(fields=["share", "kind"], name="a_part_once")]


class SlipQuerySet(models.QuerySet["Slip"]):
    """Slips, by who may see them."""

    def numbered(self, number: str) -> "SlipQuerySet":
        """Those with this number, however it was typed."""
        typed = "".join(number.split()).lower()
        is_number = len(typed) == NUMBER and all(letter in hexdigits for letter in typed)
        return self.filter(uid__endswith=typed) if is_number else self.none()

    def visible_to(self, user: "User") -> "SlipQuerySet":
        """Those of the units in which this user has a role now, if he may see what a person owns."""
        if not user.can("savings.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(share__business__unit__in=user.unit_ids)


NUMBER = 8
"""Characters of a slip's number: among a million slips hardly two are alike."""


class Slip(models.Model):
    """One member's part of a share, and the page that explains it. Handed over singly: nobody sees another's."""

    uid = models.UUIDField(unique=True, default=new_uid)
    share = models.ForeignKey(Share, models.PROTECT, related_name="slips")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="slips")
    minutes = models.PositiveIntegerField(default=0)  # worked in the period
    present = models.PositiveSmallIntegerField(default=0)  # days, excused ones too; where they are weighed
    pieces = models.PositiveIntegerField(default=0)  # good ones; where they are weighed
    conduct = models.PositiveSmallIntegerField(default=100)  # percent; where it is weighed
    weight = models.BigIntegerField()
    amount = models.BigIntegerField()
    usable = models.BigIntegerField()  # of the amount; the rest is held to release
    received_at = models.DateTimeField(null=True, blank=True)  # the thumb-print is on it
    handed_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = SlipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "person"], name="one_slip_a_member"),
            models.CheckConstraint(
                condition=Q(usable__gte=0, usable__lte=models.F("amount")), name="usable_within_part"
            ),
        ]

    @property
    def held(self) -> int:
        """What is kept to release (rupiah)."""
        return self.amount - self.usable

    @property
    def number(self) -> str:
        """What is printed on it, so that whoever checks it finds it again: the end of its uid, which tells of nobody."""
        return self.uid.hex[-NUMBER:].upper()


class ObjectionQuerySet(models.QuerySet["Objection"]):
    """Objections, by who may see them."""

    def visible_to(self, user: "User") -> "ObjectionQuerySet":
        """Those of the units in which this user has a role now, if he may see what a person owns."""
        if not user.can("savings.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(slip__share__business__unit__in=user.unit_ids)


class Objection(models.Model):
    """A member says a slip is wrong. The first about a slip goes to the head, the second to the Kanwil, and none is ever
    answered by who prepared the share."""

    uid = models.UUIDField(unique=True, default=new_uid)
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="objections")
    raised_on = models.DateField()
    words = models.CharField(max_length=300)
    answer = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slip"], condition=Q(answered_on=None), name="one_open_objection_a_slip")
        ]
