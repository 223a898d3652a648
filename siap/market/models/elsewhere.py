"""Orders of a marketplace, as its own reports tell them: read first, booked by a person, paid out afterwards.

An order is known by its number, so that a report may be read as often as one likes. It becomes a sale once every product in it
is known; its money stands as unmatched until the report of income says what was paid out, and what the marketplace kept.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from siap.core.ids import new_uid
from siap.market.models.offering import Channel
from siap.market.models.selling import Sale

if TYPE_CHECKING:
    from siap.people.models import User


class OfChannel(models.QuerySet[Any]):
    """Rows that belong to a place to sell, by who may see it."""

    def visible_to(self, user: "User") -> Self:
        """Those of the places of units in which this user has a role now."""
        return self.filter(channel__in=Channel.objects.visible_to(user))


class PlatformProduct(models.Model):
    """What a marketplace's report calls a product of ours, once a person said so."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="platform_products")
    called = models.CharField(max_length=200)  # its code there or, without one, its name; without case
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "called"], name="a_name_there_once")]


class PlatformOrder(models.Model):
    """An order of a marketplace."""

    uid = models.UUIDField(unique=True, default=new_uid)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="platform_orders")
    number = models.CharField(max_length=200)  # the marketplace's own
    ordered_on = models.DateField(null=True, blank=True)  # unknown where only its payout was told
    lines: models.JSONField[Any, Any] = models.JSONField(default=list)  # [code, name, pieces, rupiah a piece]
    is_off = models.BooleanField(default=False)  # the report says that it was called off
    paid_out = models.BigIntegerField(null=True, blank=True)  # rupiah after the marketplace's fees, as the report says
    paid_out_on = models.DateField(null=True, blank=True)
    sale = models.OneToOneField(Sale, models.PROTECT, null=True, blank=True, related_name="platform_order")
    fee = models.BigIntegerField(null=True, blank=True)  # rupiah that the marketplace kept, once its payout is booked
    settled_on = models.DateField(null=True, blank=True)
    objects: ClassVar = OfChannel.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "number"], name="an_order_there_once"),
            models.CheckConstraint(
                condition=Q(fee=None, settled_on=None)
                | Q(fee__gte=0, settled_on__isnull=False, sale__isnull=False, paid_out__gte=0),
                name="a_payout_is_of_a_sale",
            ),
        ]
        indexes = [models.Index(fields=["channel", "settled_on"], name="platform_order_open")]

    @property
    def total(self) -> int:
        """What the buyer paid for the goods (rupiah)."""
        return sum(pieces * price for _code, _name, pieces, price in self.lines)

    @property
    def reference(self) -> str:
        """How the books call its payout."""
        return f"payout:{self.uid}"
