"""Cash on its way from an officer's hands to the treasurer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siap.market.models.scope import OfUnit


class CashDeposit(models.Model):
    """Cash in an officer's hands was handed to the treasurer or the bank; somebody else signs that it arrived."""

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="cash_deposits")
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    handed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    confirmed_on = models.DateField()
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_deposit_is_positive"),
            models.CheckConstraint(condition=~Q(handed_by=models.F("confirmed_by")), name="two_hands_on_cash"),
        ]

    @property
    def reference(self) -> str:
        """How the book calls it."""
        return f"deposit:{self.uid}"
