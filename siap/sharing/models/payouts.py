"""How money leaves a person's savings: paid out to him, or handed over to the unit that keeps it from now on."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid

if TYPE_CHECKING:
    from siap.people.models import User


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
