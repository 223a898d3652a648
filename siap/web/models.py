"""The outbox: what people did on a device without network, on its way into the books.

A device writes an item once, as a text with its digest, and sends it until it hears an answer. We write it down first, in
a transaction of its own, and then do what it says; what cannot be done waits here with its reason until a person decides.
The text stays as it came (a guard sees to it) and no row ever goes away.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid

if TYPE_CHECKING:
    from siap.people.models import User


class OutboxQuerySet(models.QuerySet["OutboxItem"]):
    """Items, by who may see them."""

    def visible_to(self, user: "User") -> "OutboxQuerySet":
        """One's own; and in a unit those of everybody, for whoever may know its people."""
        own = Q(user=user)
        if not user.can("people.see"):
            return self.filter(own)
        return self if user.sees_all_units else self.filter(own | Q(unit__in=user.unit_ids))


class OutboxItem(models.Model):
    """One deed on a device. `body` is the truth (`digest` is taken over it); the other columns only help to find it."""

    class State(models.TextChoices):
        """How far it is."""

        KEPT = "kept", _("baru diterima")
        DONE = "done", _("sudah dibukukan")
        WAITING = "waiting", _("menunggu")
        CONFLICT = "conflict", _("bertentangan")
        SETTLED = "settled", _("diselesaikan orang")

    OPEN: ClassVar = (State.KEPT, State.WAITING, State.CONFLICT)

    uid = models.UUIDField(db_index=True)  # made by the device; also the name of the deed, so that a replay is harmless
    verb = models.CharField(max_length=20)
    user = models.ForeignKey("people.User", models.PROTECT, related_name="outbox_items")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="outbox_items")
    device = models.UUIDField()
    sequence = models.PositiveBigIntegerField()  # counted by the device, over everybody who works on it
    made_at = models.DateTimeField()  # as the device's clock said
    happened_at = models.DateTimeField()  # by the office's clock
    body = models.TextField()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.KEPT)
    reason = models.CharField(max_length=400, blank=True)  # why it waits, a sentence
    rival = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="rivals")
    deed_uid = models.UUIDField()  # the deed's name: the item's own, or another when a person booked a conflict as new
    settled_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OutboxQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid"], condition=Q(rival=None), name="one_first_item_a_name"),
            models.UniqueConstraint(fields=["uid", "digest"], name="an_item_is_kept_once"),
            models.CheckConstraint(
                condition=~Q(state="settled") | (Q(settled_by__isnull=False) & ~Q(because="")),
                name="a_person_settled_it_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None) | ~Q(settled_by=models.F("user")), name="nobody_settles_his_own_item"
            ),
        ]
        indexes = [models.Index(fields=["state", "received_at"], name="outbox_by_state")]

    @property
    def is_open(self) -> bool:
        """Whether a person still has to look."""
        return self.state in self.OPEN


class ApiKey(models.Model):
    """A key for programs that read what is public anyway: it only says who asks, so that nobody asks too often. The key
    itself is told once and kept nowhere; its digest finds it. `asked` counts what was asked in `minute` (since 1970): one
    row that every process of the server counts on."""

    uid = models.UUIDField(unique=True, default=new_uid)
    holder = models.CharField(max_length=80)  # an institution, not a person
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    minute = models.BigIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)

    @property
    def last_asked_at(self) -> datetime | None:
        """The minute in which it last asked; none while it never did."""
        return datetime.fromtimestamp(self.minute * 60, UTC) if self.minute else None
