"""Where it is sold, at what price, and whose book takes the money."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.ids import new_uid
from siap.market.models.scope import OfUnit


class Channel(models.Model):
    """Where it is sold: a bazaar, the unit's shop. With the seller of record it was opened for."""

    class Kind(models.TextChoices):
        """What sort of place."""

        BAZAAR = "bazaar", _("Bazar")
        SHOP = "shop", _("Toko")
        OUTLET = "outlet", _("Titip jual")
        ONLINE = "online", _("Toko daring")
        PLATFORM = "platform", _("Marketplace")

    uid = models.UUIDField(unique=True, default=new_uid)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="channels")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    seller_name = models.CharField(max_length=120)  # on the receipt
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="a_channel_name_once")]


class SellerOfRecord(models.Model):
    """From a day on, another book takes the money of a channel, or of one product in it (rules of the field 1).

    A ruling is never changed: the next one, of a later day, takes its place; one of a single product goes before one of
    the whole channel. Without any the channel's own seller stands.
    """

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="sellers")
    product = models.ForeignKey("workshop.Product", models.PROTECT, null=True, blank=True, related_name="+")
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    seller_name = models.CharField(max_length=120)
    valid_from = models.DateField()
    basis = models.CharField(max_length=200)  # the paper that says so

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "product", "valid_from"], name="one_seller_a_day"),
            models.UniqueConstraint(
                fields=["channel", "valid_from"], condition=Q(product=None), name="one_seller_of_all_a_day"
            ),
        ]


class Offer(models.Model):
    """A product at a price in a channel, from a day on. A new price is a new row."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="offers")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="offers")
    price = models.BigIntegerField()  # rupiah a piece
    valid_from = models.DateField()
    below_cost_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="a_price_is_positive"),
            models.UniqueConstraint(fields=["channel", "product", "valid_from"], name="one_price_a_day"),
        ]


class Promotion(models.Model):
    """A product for less than its usual price in a channel, for some days; the usual price comes back by itself.

    Two of one product in one channel never share a day, so that a piece always has one price. Ending it early moves its last
    day; nothing else of it changes.
    """

    uid = models.UUIDField(unique=True)  # made by the form, so that sending it twice is harmless
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="promotions")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="promotions")
    price = models.BigIntegerField()  # rupiah a piece
    from_on = models.DateField()
    until_on = models.DateField()  # the last day, included
    below_cost_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="a_promotion_is_paid"),
            models.CheckConstraint(condition=Q(until_on__gte=models.F("from_on")), name="a_promotion_has_days"),
        ]

    @property
    def is_over(self) -> bool:
        """Whether its last day is gone."""
        return self.until_on < clock.today()

    @property
    def may_end(self) -> bool:
        """Whether days of it could still be taken away."""
        return self.until_on > max(self.from_on, clock.today())
