"""The state's parts: billed under a code, and deposited with the number that proves it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from siap.sharing.models.shares import Part

if TYPE_CHECKING:
    from siap.people.models import User


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
