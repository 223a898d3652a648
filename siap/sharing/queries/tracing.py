"""The rupiah's way through a share: from the sale to each part, and from the share to the money in a hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.core import clock
from siap.market.models import Sale
from siap.people.models import Unit
from siap.sharing.models import Payout, Share, Slip
from siap.ui.way import Station


@dataclass(frozen=True)
class PartOfSale:
    """What of a sale went into a share: the lines' amount (rupiah), and the slips it became."""

    share: Share
    amount: int
    slips: Sequence[Slip]


def parts_of_sale(sale: Sale) -> list[PartOfSale]:
    """The standing shares that a sale's verified money went into, one a business."""
    came_on = sale.paid_on
    if came_on is None:
        return []
    month = came_on.year * 100 + came_on.month
    amounts = dict(sale.lines.order_by().values_list("business").annotate(Sum("amount")))
    shares = Share.objects.filter(
        business__in=amounts, first_month__lte=month, last_month__gte=month, state=Share.State.APPROVED
    ).select_related("business", "terms").prefetch_related("parts", "slips__person")  # fmt: skip
    return [PartOfSale(share, amounts[share.business_id], list(share.slips.all())) for share in shares]


def _decided(unit: Unit | None, since: date, until: date) -> QuerySet[Slip]:
    slips = Slip.objects.filter(
        share__state=Share.State.APPROVED,
        share__decided_at__gte=clock.at(since, 0),
        share__decided_at__lt=clock.at(until + timedelta(days=1), 0),
    )
    return slips.filter(share__business__unit=unit) if unit is not None else slips


def shared_to(unit: Unit | None, since: date, until: date) -> int:
    """What members got by shares approved between two days, both included (rupiah); of one unit, or of all."""
    return int(_decided(unit, since, until).aggregate(total=Sum("amount"))["total"] or 0)


def shared_to_whom(since: date, until: date) -> tuple[int, int]:
    """What all members got by shares approved between two days, both included (rupiah), and how many got something."""
    got = Count("person", filter=Q(amount__gt=0), distinct=True)
    found = _decided(None, since, until).aggregate(total=Sum("amount"), people=got)
    return int(found["total"] or 0), found["people"]


def people_shared_to(unit: Unit | None, since: date, until: date) -> int:
    """How many people got something by shares approved between two days, both included."""
    return _decided(unit, since, until).filter(amount__gt=0).order_by().values("person").distinct().count()


def stations(share: Share) -> list[Station]:
    """A share's own way: prepared, approved, in the books, funded, paid."""
    page = reverse("sharing:share", args=[share.uid])
    prepared = Station(_("Disiapkan"), "done", clock.day_of(share.prepared_at), page)
    if share.state == Share.State.SENT_BACK:
        return [prepared, Station(_("Dikembalikan"), "bad", _decided_on(share), page)]
    if share.state == Share.State.REVERSED:
        return [prepared, Station(_("Dibatalkan"), "bad", _decided_on(share), page)]
    approved = share.state == Share.State.APPROVED
    on = _decided_on(share)
    paid, all_of_them = _paid(share)
    note = _("%(paid)s dari %(all)s orang") % {"paid": paid, "all": all_of_them} if approved else ""
    steps = [
        (_("Disetujui"), approved, on, ""),
        (_("Dibukukan"), approved, on, ""),
        (_("Dana diterima"), share.funded_on is not None, share.funded_on, ""),
        (_("Dibayar"), approved and paid == all_of_them, None, note),
    ]
    return [prepared, *way(steps, page)]


def payout_stations(payout: Payout) -> list[Station]:
    """A payout's own way: asked, approved, paid."""
    page = reverse("sharing:payout", args=[payout.uid])
    asked = Station(_("Disiapkan"), "done", payout.prepared_on, page)
    if payout.state == Payout.State.REFUSED:
        return [asked, Station(_("Ditolak"), "bad", None, page)]
    is_paid = payout.state == Payout.State.PAID
    approved = (_("Disetujui"), is_paid or payout.state == Payout.State.APPROVED, None, "")
    return [asked, *way([approved, (_("Dibayar"), is_paid, payout.paid_on, "")], page)]


def way(steps: Sequence[tuple[str, bool, date | None, str]], page: str) -> list[Station]:
    """Steps (label, done, day, note) as stations: the first that is not done is where one stands."""
    found = []
    here = next((at for at, step in enumerate(steps) if not step[1]), len(steps))
    for at, (label, done, on, note) in enumerate(steps):
        state = "here" if at == here else "done" if done else "ahead"
        found.append(Station(label, state, on if done else None, page, note))
    return found


def _decided_on(share: Share) -> date | None:
    return clock.day_of(share.decided_at) if share.decided_at else None


def _paid(share: Share) -> tuple[int, int]:
    """How many of a share's people were paid out since, and how many have a part."""
    people = {slip.person_id for slip in share.slips.all() if slip.amount}
    if share.decided_at is None:
        return 0, len(people)
    paid = Payout.objects.filter(
        person__in=people, state=Payout.State.PAID, kind=Payout.Kind.CLOSING, paid_on__gte=_decided_on(share)
    )
    return paid.values("person").distinct().count(), len(people)
