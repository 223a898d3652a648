"""Money that came, as somebody outside says: a line of the bank's or the acquirer's statement, a gateway's signed notice.

An arrival is written before anybody asks what it is for, and once, whatever its file is called and however often it is
sent. Until it is known whose payment it is, it stands in the seller's book as money that belongs to somebody else.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.fields import EncryptedTextField
from siap.core.ids import new_uid
from siap.market.models.offering import Channel, SellerOfRecord
from siap.market.models.ordering import Order
from siap.market.models.paying import Payment

if TYPE_CHECKING:
    from siap.people.models import User


class OfSeller(models.QuerySet[Any]):
    """Rows that belong to a seller of record, by who may see them."""

    def visible_to(self, user: "User") -> Self:
        """Those of the sellers in whose places to sell this user may look."""
        channels = Channel.objects.visible_to(user)
        ruled = SellerOfRecord.objects.filter(channel__in=channels).values("seller")
        return self.filter(Q(seller__in=channels.values("seller")) | Q(seller__in=ruled))


class StatementSource(models.Model):
    """Where a seller's statements come from, and what their columns are called there."""

    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    columns: models.JSONField[Any, Any] = models.JSONField(default=dict)  # heading by what it holds

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "name"], name="a_source_once_a_seller")]


class Arrival(models.Model):
    """Money (rupiah) that came to a seller's account."""

    class State(models.TextChoices):
        """What it turned out to be."""

        WAITING = "waiting", _("Belum dikenali")
        MATCHED = "matched", _("Pembayaran dikenali")
        RETURNED = "returned", _("Dikembalikan")
        COUNTED = "counted", _("Bukan uang baru")

    uid = models.UUIDField(unique=True, default=new_uid)
    key = models.CharField(max_length=64, unique=True)  # digest of what it says: the same line is the same money
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    source = models.CharField(max_length=40)
    came_on = models.DateField()
    came_at = models.DateTimeField(null=True, blank=True)
    amount = models.BigIntegerField()
    text = EncryptedTextField(blank=True)  # as the bank wrote it: often the payer's name
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="arrivals")
    payment = models.OneToOneField(Payment, models.PROTECT, null=True, blank=True, related_name="arrival")
    seen_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfSeller.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="what_came_is_positive"),
            models.CheckConstraint(
                condition=~Q(state="matched") | Q(payment__isnull=False), name="matched_with_a_payment"
            ),
            models.CheckConstraint(condition=~Q(state="waiting") | Q(payment=None), name="waiting_for_its_payment"),
        ]
        indexes = [models.Index(fields=["seller", "state", "came_on"], name="arrival_by_state")]
