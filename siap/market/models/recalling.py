"""Goods are called back: which lots, who holds them, and what became of every piece.

The lots and the holders are written down as they stood when the recall began, and stay: the list that was acted on is the list
that an inspector reads. What a device sold before it knew is added when it arrives. A drill is written in the same way, with
nothing held and nobody called; its stop-watch runs from the start until it is closed.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.market.models.consigning import Outlet
from siap.market.models.scope import OfUnit
from siap.market.models.selling import SaleLine

if TYPE_CHECKING:
    from siap.people.models import User


class Recall(models.Model):
    """A lot, and whatever was made of it, is called back from everybody who holds it."""

    class Level(models.IntegerChoices):
        """How dangerous (Per BPOM 22/2017)."""

        ONE = 1, _("Kelas I: bisa sangat membahayakan")
        TWO = 2, _("Kelas II: bisa mengganggu kesehatan")
        THREE = 3, _("Kelas III: salah label atau mutu, tidak membahayakan")

    uid = models.UUIDField(unique=True)
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="recalls")
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="recalls")
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, related_name="recalls")  # where it begins
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    because = models.CharField(max_length=160)
    is_drill = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    found = models.CharField(max_length=300, blank=True)  # what was the cause
    measures = models.CharField(max_length=300, blank=True)  # what is done so that it does not happen again
    is_safe = models.BooleanField(default=False)  # it was a false alarm: the lots were let go
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lot"], condition=Q(closed_at=None, is_drill=False), name="one_recall_of_a_lot_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_recall_has_its_reason"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, found="")
                | Q(closed_by__isnull=False, closed_at__gte=F("started_at")) & ~Q(found=""),
                name="a_closed_recall_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=Q(is_safe=False) | Q(closed_at__isnull=False, is_drill=False), name="safe_is_said_at_the_end"
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.closed_at is None

    @property
    def roman(self) -> str:
        """Its class as people write it."""
        return "I" * self.level

    @property
    def took(self) -> timedelta | None:
        """From the start until it was closed; None while it goes on."""
        return self.closed_at - self.started_at if self.closed_at else None

    @property
    def held_because(self) -> str:
        """What its lots say."""
        return f"{self.number}: {self.because}"


class OfRecallQuerySet(models.QuerySet[Any]):
    """What hangs on a recall, by who may see the recall."""

    def visible_to(self, user: "User") -> Self:
        """Of the recalls that this user may see."""
        return self.filter(recall__in=Recall.objects.visible_to(user))


class RecallLot(models.Model):
    """A lot that is called back. Append-only."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="lots")
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, related_name="recall_lots")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recall", "lot"], name="a_lot_is_recalled_once")]


class RecallHolder(models.Model):
    """Somebody has pieces (or base units of material) of a recalled lot: a buyer, an outlet, or we ourselves. Append-only."""

    uid = models.UUIDField(unique=True, default=new_uid)
    recall = models.ForeignKey(Recall, models.PROTECT, related_name="holders")
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    line = models.ForeignKey(SaleLine, models.PROTECT, null=True, blank=True, related_name="recall_holders")
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="recall_holders")
    objects: ClassVar = OfRecallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_holder_holds_something"),
            models.CheckConstraint(condition=Q(line=None) | Q(outlet=None), name="a_holder_is_one"),
            models.UniqueConstraint(fields=["recall", "line"], name="a_sold_line_is_listed_once"),
            models.UniqueConstraint(
                fields=["recall", "lot", "outlet"], condition=Q(outlet__isnull=False), name="an_outlet_is_listed_once"
            ),
            models.UniqueConstraint(
                fields=["recall", "lot"], condition=Q(line=None, outlet=None), name="our_shelf_is_listed_once"
            ),
        ]


class RecallNote(models.Model):
    """Something about a holder: told, so many came back, so many are gone. Append-only."""

    class Kind(models.TextChoices):
        """What happened."""

        TOLD = "told", _("Sudah diberi tahu")
        BACK = "back", _("Kembali")
        GONE = "gone", _("Sudah dimakan atau dibuang")
        SOLD = "sold", _("Ternyata sudah terjual")  # a device told of it late: the buyer has a row of his own

    uid = models.UUIDField(unique=True)
    holder = models.ForeignKey(RecallHolder, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    quantity = models.PositiveBigIntegerField(default=0)
    noted_at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="told", quantity=0) | ~Q(kind="told") & Q(quantity__gt=0), name="a_tally_counts"
            )
        ]
