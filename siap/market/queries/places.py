"""Where a user's units sell: tills of their own, and shelves at somebody's shop that want a visit."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, OuterRef, Subquery, Sum

from siap.core import clock
from siap.market.models import Channel, ConsignmentLine, ConsignmentNote, Outlet
from siap.people.models import User


@dataclass(frozen=True)
class Place:
    """A channel; with the outlet behind it where somebody else sells, the pieces there, and when they were last counted."""

    channel: Channel
    outlet: Outlet | None = None
    pieces: int = 0
    seen_on: date | None = None

    @property
    def is_till(self) -> bool:
        """Whether our own people sell there."""
        return self.outlet is None and self.channel.kind != Channel.Kind.PLATFORM

    @property
    def is_forgotten(self) -> bool:
        """Whether goods stand there and nobody was for longer than agreed."""
        if self.outlet is None or self.seen_on is None or not self.pieces:
            return False
        return clock.today() - self.seen_on > timedelta(days=self.outlet.visit_days)


def places(user: User) -> list[Place]:
    """Every place of the units this user sees, by unit and name."""
    notes = ConsignmentNote.objects.filter(outlet__channel=OuterRef("pk")).order_by().values("outlet")
    lines = ConsignmentLine.objects.filter(outlet__channel=OuterRef("pk")).order_by().values("outlet")
    rows = (
        Channel.objects.visible_to(user)
        .select_related("unit", "outlet")
        .annotate(
            seen_on=Subquery(notes.annotate(last=Max("happened_on")).values("last")),
            pieces=Subquery(lines.annotate(sum=Sum("quantity")).values("sum")),
        )
        .order_by("unit__name", "name")
    )
    return [Place(one, getattr(one, "outlet", None), one.pieces or 0, one.seen_on) for one in rows]
