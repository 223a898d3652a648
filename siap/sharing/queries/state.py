"""The state's part, share by share: paid with an NTPN, billed, not yet billed, or explained."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from siap.core import clock
from siap.ledger.rules import month_of
from siap.people.models import Person, Unit
from siap.sharing.models import Part, Share, Slip, StateDeposit
from siap.sharing.queries.sheet import months_in_words
from siap.ui import words


@dataclass(frozen=True)
class StatePart:
    """The state's part of one share (rupiah): what became due, what of it was paid, and what is said about the rest.

    `state` is paid, billed, unbilled or explained.
    """

    part: Part
    share: Share
    month: int
    due: int
    paid: int
    state: str
    said: str

    @property
    def left(self) -> int:
        """What is still due."""
        return 0 if self.state == "explained" else self.due - self.paid

    @property
    def may_be_billed(self) -> bool:
        """Whether nothing of it is paid, and no code for it is waiting."""
        return self.state == "unbilled" and not self.paid

    @property
    def label(self) -> str:
        """The month in which it became due, in words."""
        return months_in_words(self.month, self.month)


def state_parts(unit: Unit) -> list[StatePart]:
    """Every rupiah of state revenue that ever became due, oldest first; what is left adds up to what is due now."""
    deposits = list(StateDeposit.objects.filter(unit=unit).order_by("paid_on", "pk"))
    paid = {one.billing_id: one.ntpn for one in deposits if one.billing_id is not None}
    free = [(one.ntpn, one.amount) for one in deposits if one.billing_id is None]
    rows = (
        Part.objects.filter(kind="state", share__business__unit=unit, amount__gt=0)
        .filter(share__state__in=(Share.State.APPROVED, Share.State.REVERSED))
        .select_related("share__business")
        .prefetch_related("billings")
        .order_by("share__decided_at", "pk")
    )
    return [_settled(part, paid, free) for part in rows]


@dataclass(frozen=True)
class Waiting:
    """What a person has from shares that pay the state first and whose state part is still due (rupiah)."""

    total: int
    usable: int
    due: int


def waits_for_state(person: Person, unit: Unit) -> Waiting:
    """What of a person's savings at a unit waits for the state, by the terms of the shares that it comes from."""
    slips = Slip.objects.filter(
        person=person, share__business__unit=unit, share__state=Share.State.APPROVED, share__terms__state_first=True
    )
    mine = {slip.share_id: slip for slip in slips}
    if not mine:
        return Waiting(0, 0, 0)
    due = {one.share.pk: one.left for one in state_parts(unit) if one.share.pk in mine and one.left}
    waiting = [mine[share] for share in due]
    return Waiting(sum(one.amount for one in waiting), sum(one.usable for one in waiting), sum(due.values()))


def unbilled(unit: Unit) -> list[StatePart]:
    """What may be billed now."""
    return [one for one in state_parts(unit) if one.may_be_billed]


def billed(unit: Unit) -> int:
    """What waits under codes that have not lapsed (rupiah)."""
    return sum(one.due for one in state_parts(unit) if one.state == "billed")


def _settled(part: Part, paid: Mapping[int, str], free: list[tuple[str, int]]) -> StatePart:
    """How a part stands: by its billing, else out of the deposits without one, which it uses up."""
    share = part.share
    assert share.decided_at is not None
    month = month_of(clock.day_of(share.decided_at))

    def stands(state: str, amount: int, said: str) -> StatePart:
        return StatePart(part, share, month, part.amount, amount, state, said)

    if share.state == Share.State.REVERSED:
        return stands("explained", 0, _("Bagi hasilnya dibatalkan: %(because)s") % {"because": share.because})
    billings = sorted(part.billings.all(), key=lambda one: -one.pk)
    ntpn = next((paid[one.pk] for one in billings if one.pk in paid), None)
    if ntpn is not None:
        return stands("paid", part.amount, _("Disetor, NTPN %(ntpn)s") % {"ntpn": ntpn})
    if billings and billings[0].due_on >= clock.today():
        gaps = {"code": billings[0].code, "on": words.day(billings[0].due_on)}
        return stands("billed", 0, _("Ditagih dengan kode %(code)s, jatuh tempo %(on)s") % gaps)
    amount, ntpns = _draw(free, part.amount)
    gaps = {"ntpn": ", ".join(ntpns)}
    if amount == part.amount:
        return stands("paid", amount, _("Disetor, NTPN %(ntpn)s") % gaps)
    if amount:
        return stands("unbilled", amount, _("Sebagian disetor, NTPN %(ntpn)s") % gaps)
    if billings:
        return stands("unbilled", 0, _("Kode %(code)s lewat jatuh tempo: tagih lagi") % {"code": billings[0].code})
    return stands("unbilled", 0, _("Belum ditagih"))


def _draw(free: list[tuple[str, int]], wanted: int) -> tuple[int, list[str]]:
    """Take so many rupiah from deposits without a billing, oldest first: how many there were, and their NTPN."""
    amount, ntpns = 0, []
    while free and amount < wanted:
        ntpn, there = free.pop(0)
        taken = min(there, wanted - amount)
        amount += taken
        ntpns.append(ntpn)
        if there > taken:
            free.insert(0, (ntpn, there - taken))
    return amount, ntpns
