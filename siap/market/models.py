"""What is offered, sold and paid.

A sale belongs to one *seller of record*, whose book takes the money; each of its lines belongs to the business that made
the jar. Cash counts when it was counted into the till; a QRIS code proves nothing: that payment stays unverified until
somebody other than the one who rang it up signs that the money came.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid

if TYPE_CHECKING:
    from siap.people.models import User


class OfUnit(models.QuerySet[Any]):
    """Rows that belong to a unit, by who may see them."""

    def visible_to(self, user: "User") -> Self:
        """Only those of units in which this user has a role now."""
        if not user.can("market.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Channel(models.Model):
    """Where it is sold: a bazaar, the unit's shop, the cooperative. With the seller of record."""

    class Kind(models.TextChoices):
        """What sort of place."""

        BAZAAR = "bazaar", _("Bazar")
        SHOP = "shop", _("Toko")

    uid = models.UUIDField(unique=True, default=new_uid)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="channels")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    seller_name = models.CharField(max_length=120)  # on the receipt
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="a_channel_name_once")]


class Offer(models.Model):
    """A product at a price in a channel, from a day on. A new price is a new row."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="offers")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="offers")
    price = models.BigIntegerField()  # rupiah a piece
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="a_price_is_positive"),
            models.UniqueConstraint(fields=["channel", "product", "valid_from"], name="one_price_a_day"),
        ]


class Sale(models.Model):
    """Goods went to a buyer."""

    uid = models.UUIDField(unique=True)  # made by the till, so that a replay is harmless
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="sales")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="sales")
    sold_at = models.DateTimeField()
    sold_on = models.DateField()  # the business day in the office's zone
    total = models.BigIntegerField()  # rupiah
    buyer = models.CharField(max_length=80, blank=True)
    rung_up_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    void_because = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(total__gt=0), name="sale_total_positive")]
        indexes = [models.Index(fields=["unit", "-sold_at"], name="sale_by_unit")]

    @property
    def reference(self) -> str:
        """How the books call it."""
        return f"sale:{self.uid}"

    @property
    def refund_reference(self) -> str:
        """How the book calls money that the treasurer added to pay the buyer back."""
        return f"refund:{self.uid}"

    @property
    def is_void(self) -> bool:
        """Whether it was taken back."""
        return self.voided_at is not None


class SaleLine(models.Model):
    """Pieces of one lot in a sale, with the price taken and the cost given up (rupiah for the whole line)."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="lines")
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="sale_lines")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="sale_lines")
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, related_name="sale_lines")
    quantity = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    cost = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0, amount__gt=0, cost__gte=0), name="sale_line_sane")
        ]


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Payments, by who may see them."""

    def visible_to(self, user: "User") -> "PaymentQuerySet":
        """Those of the sales that this user may see."""
        return self.filter(sale__in=Sale.objects.visible_to(user))


class Payment(models.Model):
    """How a sale was paid."""

    class Method(models.TextChoices):
        """By what."""

        CASH = "cash", _("Tunai")
        QRIS = "qris", "QRIS"

    class State(models.TextChoices):
        """Whether the money is known to be there."""

        REPORTED = "reported", _("Belum dicocokkan")
        VERIFIED = "verified", _("Uang sudah masuk")
        REFUSED = "refused", _("Uang tidak masuk")

    uid = models.UUIDField(unique=True, default=new_uid)
    sale = models.OneToOneField(Sale, models.PROTECT, related_name="payment")
    method = models.CharField(max_length=5, choices=Method.choices)
    amount = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    taken_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.CharField(max_length=200, blank=True)
    objects: ClassVar = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False), name="verified_on_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(method="qris") | Q(verified_by=None) | ~Q(verified_by=models.F("taken_by")),
                name="nobody_verifies_his_own_qris",
            ),
        ]

    @property
    def reference(self) -> str:
        """How the book calls the money's arrival."""
        return f"payment:{self.uid}"


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
