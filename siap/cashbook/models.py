"""What an owner writes down himself, in a cook's words. Behind each note stands a proper entry; a wrong note is reversed
with a reason, never edited. Purchases of material and sales are not noted here: they post by themselves.

Who owes whom is not stored: it is read off the book's own lines (see `queries.owing`); a `Counterparty` only names them.
"""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q

from siap.business.models import Business
from siap.cashbook import rules
from siap.core.ids import new_uid

if TYPE_CHECKING:
    from siap.people.models import User


Row = TypeVar("Row", bound=models.Model)


class OfBusiness(models.QuerySet[Row]):
    """What belongs to a business's book, by who may see it."""

    def visible_to(self, user: "User") -> "OfBusiness[Row]":
        """Those of the businesses whose book this user may see."""
        if not user.can("cashbook.see"):
            return self.none()
        return self.filter(business__in=Business.objects.visible_to(user))


class Counterparty(models.Model):
    """Whom a business owes, or who owes it: a supplier, a buyer. Known by name, once in a book."""

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="counterparties")
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=160)  # `rules.key_of(name)`
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "key"], name="a_counterparty_once_in_a_book")]


class CashNote(models.Model):
    """Money in or out of a business's cash."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="cash_notes")
    kind = models.CharField(max_length=12, choices=[(kind.code, kind.label) for kind in rules.KINDS])
    amount = models.BigIntegerField()  # rupiah
    happened_on = models.DateField()
    note = models.CharField(max_length=120)
    counterparty = models.ForeignKey(Counterparty, models.PROTECT, null=True, blank=True, related_name="notes")
    receipt = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    reversed_at = models.DateTimeField(null=True, blank=True)
    reversed_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_note_is_positive")]

    @property
    def reference(self) -> str:
        """How the book calls it."""
        return f"note:{self.uid}"

    @property
    def word(self) -> rules.Kind:
        """Its kind, with its name and what it means in the book."""
        return rules.BY_CODE[self.kind]


class CashCount(models.Model):
    """The money in the box was counted; what differed from the book stands in the book as a difference."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="cash_counts")
    counted_on = models.DateField()
    counted = models.BigIntegerField()  # rupiah
    expected = models.BigIntegerField()  # rupiah, as the book had it
    because = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(counted__gte=0), name="counted_money_is_not_negative"),
            models.CheckConstraint(
                condition=Q(counted=F("expected")) | ~Q(because=""), name="a_difference_has_its_reason"
            ),
        ]

    @property
    def reference(self) -> str:
        """How the book calls it."""
        return f"count:{self.uid}"

    @property
    def difference(self) -> int:
        """More (positive) or less than the book had (rupiah)."""
        return self.counted - self.expected


class Equipment(models.Model):
    """A tool that lasts: an asset that is written off evenly over its years."""

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="equipment")
    note = models.OneToOneField(CashNote, models.PROTECT, related_name="equipment")  # how it was bought
    name = models.CharField(max_length=120)
    bought_on = models.DateField()
    cost = models.BigIntegerField()  # rupiah
    years = models.PositiveSmallIntegerField()
    gone_on = models.DateField(null=True, blank=True)
    gone_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cost__gt=0), name="a_tool_cost_something"),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=rules.MOST_YEARS), name="a_tool_lasts_some_years"
            ),
        ]

    @property
    def reference(self) -> str:
        """How the book calls its disposal."""
        return f"equipment:{self.uid}"


class Depreciation(models.Model):
    """What one tool was written off by in one month (rupiah). All tools of a book and month are one entry."""

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="depreciations")
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="depreciations")
    month = models.IntegerField()  # 202611
    amount = models.BigIntegerField()
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["equipment", "month"], name="written_off_once_a_month"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_tool_is_never_written_up"),
        ]
        indexes = [models.Index(fields=["business", "month"], name="written_off_by_month")]
