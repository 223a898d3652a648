"""How it is paid, and who says that the money is there.

A payment is *reported* (somebody says that he paid), *verified* (the money was seen, by whom and by what evidence) or
*refused* (it did not come). Cash is verified by the hands that took it. Nothing else is.
"""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.market.models.selling import Sale

if TYPE_CHECKING:
    from siap.people.models import User


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Payments, by who may see them."""

    def visible_to(self, user: "User") -> "PaymentQuerySet":
        """Those of the sales that this user may see."""
        return self.filter(sale__in=Sale.objects.visible_to(user))

    def undecided(self) -> "PaymentQuerySet":
        """What nobody has signed for or refused yet, of sales that stand; a marketplace's own report signs for the rest."""
        return self.filter(state=Payment.State.REPORTED, sale__voided_at=None).exclude(method=Payment.Method.PLATFORM)


class Payment(models.Model):
    """Money for a sale: the whole of it, or a part."""

    class Method(models.TextChoices):
        """By what."""

        CASH = "cash", _("Tunai")
        QRIS = "qris", "QRIS"
        TRANSFER = "transfer", _("Transfer bank")
        GATEWAY = "gateway", _("Bayar daring")
        OUTLET = "outlet", _("Ditagih ke tempat titip")
        PLATFORM = "platform", _("Dibayar lewat marketplace")

    class State(models.TextChoices):
        """Whether the money is known to be there."""

        EXPECTED = "expected", _("Belum dibayar")
        REPORTED = "reported", _("Belum dicocokkan")
        VERIFIED = "verified", _("Uang sudah masuk")
        REFUSED = "refused", _("Uang tidak masuk")

    uid = models.UUIDField(unique=True, default=new_uid)
    sale = models.ForeignKey(Sale, models.PROTECT, related_name="payments")
    method = models.CharField(max_length=8, choices=Method.choices)
    amount = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    taken_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.CharField(max_length=200, blank=True)
    objects: ClassVar = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_positive"),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False), name="verified_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(method="cash") | Q(verified_by=None) | ~Q(verified_by=models.F("taken_by")),
                name="nobody_verifies_his_own",
            ),
        ]

    @property
    def reference(self) -> str:
        """How the book calls the money's arrival."""
        return f"payment:{self.uid}"
