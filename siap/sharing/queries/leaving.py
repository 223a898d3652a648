"""What must still be done for somebody who left: the money, the papers, the months that are shared later."""

from collections.abc import Sequence
from dataclasses import dataclass

from siap.business.models import Business, HoursSheet
from siap.core import clock
from siap.learning.models import Certificate
from siap.ledger.rules import month_of
from siap.people.models import Person, User
from siap.sharing.models import Payout, Share, Slip
from siap.sharing.queries.sheet import months_in_words, standing_shares


@dataclass(frozen=True)
class Leaving:
    """What waits for somebody who left. `later`: months that he worked in a group and that nobody has shared yet."""

    payouts: Sequence[Payout]
    slips: Sequence[Slip]
    certificates: Sequence[Certificate]
    later: Sequence[tuple[Business, str]]

    @property
    def left(self) -> int:
        """How many things have to be done before he may go with nothing open."""
        return len(self.slips) + sum(
            one.state in (Payout.State.PREPARED, Payout.State.APPROVED) for one in self.payouts
        )


def still_to_do(person: Person, viewer: User) -> Leaving:
    """As far as this viewer may see it."""
    payouts = Payout.objects.visible_to(viewer).filter(person=person, kind=Payout.Kind.CLOSING)
    slips = Slip.objects.visible_to(viewer).filter(
        person=person, share__state=Share.State.APPROVED, received_at=None, amount__gt=0
    )
    return Leaving(
        list(payouts.exclude(state=Payout.State.REFUSED).select_related("unit", "person").order_by("pk")),
        list(slips.select_related("share__business").order_by("pk")),
        list(Certificate.objects.filter(person=person, revoked_on=None).select_related("course").order_by("pk")),
        _shared_later(person, viewer),
    )


def _shared_later(person: Person, viewer: User) -> list[tuple[Business, str]]:
    """The group and month of his work that no standing share covers; one that is not over yet counts too."""
    groups = Business.objects.visible_to(viewer).filter(kind=Business.Kind.GROUP, memberships__person=person)
    since = month_of(clock.today()) - 100  # a year back: what is older is settled, or an objection
    later = []
    for group in groups.distinct().order_by("name"):
        sheets = HoursSheet.objects.filter(business=group, replaced_at=None, times__person=person)
        worked = {month_of(day) for day in sheets.values_list("worked_on", flat=True)}
        spans = list(standing_shares(group).values_list("first_month", "last_month"))
        open_months = (one for one in sorted(worked) if one > since and not any(a <= one <= z for a, z in spans))
        later += [(group, months_in_words(one, one)) for one in open_months]
    return later
