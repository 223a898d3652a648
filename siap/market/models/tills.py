"""A stall's day: whose drawer it is, what was in it, and what a replay brought that nobody could have let pass."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.market.models.offering import Channel
from siap.market.models.scope import OfUnit
from siap.market.models.selling import Sale, SaleLine

if TYPE_CHECKING:
    from siap.people.models import User


class Shift(models.Model):
    """One officer at one place, from the counting of his drawer to the next counting (rupiah).

    `opened_with` was in the drawer; `in_hand_before` the books say that he held. The rest is change of his own, or cash that
    he left elsewhere: it comes off again at the closing. A difference found then is posted, with its reason.
    """

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="shifts")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="shifts")
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    officer = models.ForeignKey("people.User", models.PROTECT, related_name="shifts")
    opened_at = models.DateTimeField()
    opened_with = models.BigIntegerField()
    in_hand_before = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True, blank=True)
    counted = models.BigIntegerField(null=True, blank=True)
    expected = models.BigIntegerField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)  # of the difference
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer"], condition=Q(closed_at=None), name="one_drawer_at_a_time"),
            models.CheckConstraint(condition=Q(opened_with__gte=0), name="a_drawer_holds_no_debt"),
            models.CheckConstraint(
                condition=Q(closed_at=None, counted=None, expected=None)
                | Q(closed_at__isnull=False, counted__gte=0, expected__isnull=False, closed_at__gte=F("opened_at")),
                name="a_closed_drawer_was_counted",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(counted=F("expected")) | ~Q(because=""),
                name="a_drawer_difference_has_its_reason",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.closed_at is None

    @property
    def reference(self) -> str:
        """How the book calls its difference."""
        return f"shift:{self.uid}"

    @property
    def brought(self) -> int:
        """What the drawer held at the opening beside what the books knew of (rupiah); negative when part lay elsewhere."""
        return self.opened_with - self.in_hand_before

    @property
    def difference(self) -> int:
        """What was counted too much, or (negative) too little (rupiah); nothing while it goes on."""
        return (self.counted or 0) - (self.expected or 0)


class CashAdvance(models.Model):
    """Change that the treasurer gave into an officer's hands; two people, as when it comes back."""

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="cash_advances")
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    given_to = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    given_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    given_on = models.DateField()
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_advance_is_positive"),
            models.CheckConstraint(condition=~Q(given_to=F("given_by")), name="two_hands_on_an_advance"),
        ]

    @property
    def reference(self) -> str:
        """How the book calls it."""
        return f"advance:{self.uid}"


class OfSaleQuerySet(models.QuerySet[Any]):
    """What hangs on a sale, by who may see the sale."""

    def visible_to(self, user: "User") -> Self:
        """Of the sales that this user may see."""
        return self.filter(sale__in=Sale.objects.visible_to(user))


class SaleFlag(models.Model):
    """Why a sale that a device or somebody's shop made would have been refused at the till. It is booked all the same: the goods
    are gone. A person looks at it and says what was done."""

    class Kind(models.TextChoices):
        """What was wrong."""

        PERMIT = "permit", _("Izin atau label")
        STAGE = "stage", _("Belum atau tidak lagi dijual")
        HELD = "held", _("Lot ditahan")
        EXPIRED = "expired", _("Lot lewat tanggal")
        PRICE = "price", _("Harga lain")
        LATE = "late", _("Sesudah kas dihitung")
        SELLER = "seller", _("Dua penjual tercatat")

    uid = models.UUIDField(unique=True, default=new_uid)
    sale = models.ForeignKey(Sale, models.PROTECT, related_name="flags")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    says = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    seen_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfSaleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sale", "kind"], name="a_flag_of_a_kind_once")]


class Shortage(models.Model):
    """Pieces that a replay sold and no lot has. Their line has no lot and no cost, until a person decides."""

    class State(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("belum diputuskan")
        SUPPLIED = "supplied", _("diambil dari stok")
        GONE = "gone", _("tanpa lot")
        VOID = "void", _("penjualan dibatalkan")

    uid = models.UUIDField(unique=True, default=new_uid)
    sale = models.ForeignKey(Sale, models.PROTECT, related_name="shortages")
    line = models.OneToOneField(SaleLine, models.PROTECT, related_name="shortage")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="shortages")
    pieces = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)
    supplied_on = models.DateField(
        null=True, blank=True
    )  # the day the pieces left their lots, and counts as their cost's
    cost = models.BigIntegerField(default=0)  # rupiah, of the pieces supplied
    objects: ClassVar = OfSaleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pieces__gt=0), name="something_is_missing"),
            models.CheckConstraint(
                condition=Q(cost=0) | Q(cost__gt=0, supplied_on__isnull=False), name="what_was_supplied_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | Q(decided_at__isnull=False) & ~Q(state="open"),
                name="a_shortage_is_decided_once",
            ),
            models.CheckConstraint(condition=~Q(state="gone") | ~Q(because=""), name="gone_has_its_reason"),
        ]

    @property
    def reference(self) -> str:
        """How stock and book call what was supplied later."""
        return f"shortage:{self.uid}"
