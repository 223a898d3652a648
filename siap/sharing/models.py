"""Who a rupiah belongs to, and how it reaches them.

A share divides what a business made in some months by the terms valid then: first the base into parts, then the members'
part among members by weight, each time to the last rupiah. One person prepares it, another approves it; then it is in the
books. What a person is owed is counted from the custody book, never stored beside it.
"""

from datetime import date
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

    def visible_to(self, user: "User") -> "SlipQuerySet":
        """Those of the units in which this user has a role now, if he may see what a person owns."""
        if not user.can("savings.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(share__business__unit__in=user.unit_ids)


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


class PayoutQuerySet(models.QuerySet["Payout"]):
    """Payouts, by who may see them."""

    def visible_to(self, user: "User") -> "PayoutQuerySet":
        """Those of the units in which this user has a role now."""
        if not user.can("savings.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Payout(models.Model):
    """Money leaves a person's savings, to him: asked, approved by another, paid by a recorded channel."""

    class Kind(models.TextChoices):
        """Why."""

        WITHDRAWAL = "withdrawal", _("Penarikan di dalam")
        CLOSING = "closing", _("Penutupan titipan")

    class State(models.TextChoices):
        """How far it is."""

        PREPARED = "prepared", _("Menunggu persetujuan")
        APPROVED = "approved", _("Siap dibayar")
        PAID = "paid", _("Sudah dibayar")
        REFUSED = "refused", _("Ditolak")

    class Channel(models.TextChoices):
        """By what. Cash in hand only at release; to the heirs of somebody who died only by the family's channel."""

        CARD = "card", _("Kartu")
        PASSBOOK = "passbook", _("Buku tabungan")
        BANK = "bank", _("Rekening bank")
        FAMILY = "family", _("Keluarga atau ahli waris, dengan surat")
        HAND = "hand", _("Tunai saat bebas")

    uid = models.UUIDField(unique=True, default=new_uid)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="payouts")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="payouts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PREPARED)
    amount = models.BigIntegerField()
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    evidence = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=200, blank=True)  # why it was refused
    prepared_on = models.DateField()
    prepared_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    paid_on = models.DateField(null=True, blank=True)
    paid_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = PayoutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payout_is_positive"),
            models.CheckConstraint(
                condition=Q(prepared_by=None) | Q(approved_by=None) | ~Q(approved_by=models.F("prepared_by")),
                name="two_people_pay_out",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "kind"],
                condition=Q(state__in=("prepared", "approved")),
                name="one_open_payout_a_kind",
            ),
        ]

    @property
    def reference(self) -> str:
        """How the books call it."""
        return f"payout:{self.uid}"


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Hand-overs, by who may see them."""

    def visible_to(self, user: "User") -> "HandOverQuerySet":
        """Those from or to the units in which this user has a role now."""
        if not user.can("savings.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(Q(source__in=user.unit_ids) | Q(target__in=user.unit_ids))


class HandOver(models.Model):
    """What one unit owed a person, another owes from a day on (rupiah): he was moved. The money follows when it is sent."""

    uid = models.UUIDField(unique=True, default=new_uid)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="hand_overs")
    source = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    target = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    usable = models.BigIntegerField()
    held = models.BigIntegerField()
    on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)  # the money
    sent_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = HandOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="handed_over_to_another"),
            models.CheckConstraint(
                condition=Q(usable__gte=0, held__gte=0) & ~Q(usable=0, held=0), name="something_is_handed_over"
            ),
        ]

    @property
    def reference(self) -> str:
        """How the books call it."""
        return f"hand-over:{self.uid}"

    @property
    def amount(self) -> int:
        """Everything."""
        return self.usable + self.held


class StateBillingQuerySet(models.QuerySet["StateBilling"]):
    """Billings, by who may see them."""

    def visible_to(self, user: "User") -> "StateBillingQuerySet":
        """Those of the units in which this user has a role now."""
        if not user.can("sharing.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class StateBilling(models.Model):
    """The state's parts of some shares under one SIMPONI code, to be paid by a day (rupiah)."""

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="state_billings")
    code = models.CharField(max_length=20, unique=True)
    amount = models.BigIntegerField()
    made_on = models.DateField()
    due_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    parts = models.ManyToManyField(Part, related_name="billings")
    objects: ClassVar = StateBillingQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_billing_is_positive")]


class StateDepositQuerySet(models.QuerySet["StateDeposit"]):
    """Deposits, by who may see them."""

    def visible_to(self, user: "User") -> "StateDepositQuerySet":
        """Those of the units in which this user has a role now."""
        if not user.can("sharing.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class StateDeposit(models.Model):
    """State revenue was paid: billing code, NTPN, day, rupiah."""

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="state_deposits")
    amount = models.BigIntegerField()
    billing_code = models.CharField(max_length=20)
    billing = models.OneToOneField(StateBilling, models.PROTECT, null=True, blank=True, related_name="deposit")
    document = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    ntpn = models.CharField(max_length=16, unique=True)
    paid_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = StateDepositQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_state_deposit_is_positive")]

    @property
    def reference(self) -> str:
        """How the book calls it."""
        return f"state:{self.uid}"


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
