"""Buyers who want to be known again, and what they say of what they bought."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.market.models.scope import OfUnit


class Buyer(models.Model):
    """Somebody agreed to be known again by his telephone number. Of the number only a keyed digest stands here; when he takes his
    consent back it goes, and the day stays."""

    mark = models.CharField(max_length=64, unique=True, null=True)
    agreed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mark=None, withdrawn_at__isnull=False) | Q(mark__isnull=False, withdrawn_at=None),
                name="known_while_he_agrees",
            ),
        ]


class Review(models.Model):
    """What a buyer says of a product he got, once an order. The public sees it when somebody read it, without his name unless he
    wrote one to be shown."""

    class State(models.TextChoices):
        """Whether it may be shown."""

        WAITING = "waiting", _("Belum dibaca")
        SHOWN = "shown", _("Tampil")
        HIDDEN = "hidden", _("Tidak ditampilkan")

    uid = models.UUIDField(unique=True, default=new_uid)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="reviews")
    order = models.ForeignKey("market.Order", models.PROTECT, related_name="reviews")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="reviews")
    stars = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300, blank=True)
    shown_name = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "product"], name="one_review_a_line"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="one_to_five_stars"),
            models.CheckConstraint(condition=Q(state="waiting") | Q(decided_by__isnull=False), name="read_by_somebody"),
        ]
        indexes = [models.Index(fields=["product", "state"], name="review_by_product")]
