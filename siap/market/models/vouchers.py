"""A code that takes something off an order in a shop on the web."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siap.core import clock
from siap.market.models.elsewhere import OfChannel
from siap.market.models.offering import Channel


class Voucher(models.Model):
    """So many rupiah less for whoever knows the code, on its days, as often as it says. Below cost only with a reason.

    It holds where the server answers: a till without network cannot know whether somebody else used it up. Ending it early moves
    its last day; nothing else changes. How often it was used is counted from the orders that have it.
    """

    uid = models.UUIDField(unique=True)  # made by the form, so that sending it twice is harmless
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="vouchers")
    code = models.CharField(max_length=20)
    off = models.BigIntegerField()  # rupiah an order
    least = models.BigIntegerField(default=0)  # rupiah of goods that an order has at least
    most = models.PositiveIntegerField()  # orders that may have it
    from_on = models.DateField()
    until_on = models.DateField()  # the last day, included
    below_cost_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfChannel.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(off__gt=0, least__gte=0, most__gt=0), name="a_voucher_is_worth_something"
            ),
            models.CheckConstraint(condition=Q(until_on__gte=models.F("from_on")), name="a_voucher_has_days"),
            models.UniqueConstraint(fields=["channel", "code"], name="a_code_once_a_shop"),
        ]

    @property
    def may_end(self) -> bool:
        """Whether days of it could still be taken away."""
        return self.until_on > max(self.from_on, clock.today())

    @property
    def is_over(self) -> bool:
        """Whether its last day is gone."""
        return self.until_on < clock.today()
