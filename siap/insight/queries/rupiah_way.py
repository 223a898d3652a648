"""One rupiah: sold → in the group's book → verified → shared → a person's savings → paid out, and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.money import rupiah
from siap.insight.queries.recorded import Recorded, of_sale
from siap.insight.queries.steps import Step, may_open, stations
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Entry
from siap.market.models import Payment, Sale, SaleLine
from siap.people.models import User
from siap.sharing import queries as sharing
from siap.sharing.models import Payout, Share
from siap.sharing.queries import PartOfSale
from siap.ui.way import Station


@dataclass(frozen=True)
class EntryLine:
    """One side of an entry in words: the account, and the rupiah on its side."""

    account: str
    debit: int | None
    credit: int | None


@dataclass(frozen=True)
class ShownEntry:
    """An entry as a page shows it: whose book, when it was booked, its lines."""

    book: str
    booked_on: date
    is_reversal: bool
    lines: list[EntryLine]


@dataclass(frozen=True)
class RupiahWay:
    """A sale's money: its lines, who signed for it, its entries, the shares it went into, what was paid out of the savings
    since, and where the chain has it."""

    sale: Sale
    lines: list[SaleLine]
    payments: list[Payment]
    entries: list[ShownEntry]
    parts: list[PartOfSale]
    payouts: list[Payout]
    steps: list[Step]
    facts: list[Recorded]

    @property
    def stations(self) -> list[Station]:
        """The way."""
        return stations(self.steps)


def rupiah_way(sale: Sale, viewer: User) -> RupiahWay:
    """The way of a sale's money, as far as this viewer may see it: parts only with shares, people's only with savings."""
    signed = Payment.objects.select_related("taken_by", "verified_by").order_by("pk")
    prefetch_related_objects([sale], Prefetch("payments", signed))
    lines = list(sale.lines.select_related("product", "lot", "business").order_by("pk"))
    entries = _entries(sale, lines) if viewer.can("cashbook.see") else []
    parts = sharing.parts_of_sale(sale) if sale.voided_at is None else []
    payouts = _payouts(parts) if viewer.can("savings.see") else []
    steps = _steps(sale, viewer, lines, parts, payouts)
    seen = parts if viewer.can("sharing.see") else []
    facts = of_sale(sale) if viewer.can("audit.see") else []
    return RupiahWay(sale, lines, list(sale.payments.all()), entries, seen, payouts, steps, facts)


def _entries(sale: Sale, lines: Iterable[SaleLine]) -> list[ShownEntry]:
    """What the sale and the signing for its money wrote in the books."""
    owners = {line.business.book: line.business.name for line in lines}
    written = book.entries_of(sale.reference, *(payment.reference for payment in sale.payments.all()))
    return [_shown(entry, owners.get(entry.book.key, sale.seller_name)) for entry in written]


def _shown(entry: Entry, owner: str) -> ShownEntry:
    lines = [
        EntryLine(
            str(chart.NAMES[line.account.code]),
            debit=line.amount if line.side > 0 else None,
            credit=line.amount if line.side < 0 else None,
        )
        for line in entry.lines.all()
    ]
    return ShownEntry(owner, entry.booked_on, entry.reference.endswith(":reversed"), lines)


def _payouts(parts: Iterable[PartOfSale]) -> list[Payout]:
    """What was paid out of the savings of those who got a part, since they got it."""
    since = {
        slip.person_id: clock.day_of(part.share.decided_at)
        for part in parts
        for slip in part.slips
        if slip.amount and part.share.decided_at is not None
    }
    rows = Payout.objects.filter(person__in=since, state=Payout.State.PAID).select_related("person").order_by("paid_on")
    return [payout for payout in rows if payout.paid_on is not None and payout.paid_on >= since[payout.person_id]]


def _steps(
    sale: Sale, viewer: User, lines: list[SaleLine], parts: list[PartOfSale], payouts: list[Payout]
) -> list[Step]:
    page = reverse("market:sale", args=[sale.uid])
    steps = [Step(_("Terjual"), True, sale.sold_on, f"{sale.channel.name} · {rupiah(sale.total)}", page)]
    if sale.voided_at is not None:
        return [*steps, Step(_("Dibatalkan"), True, clock.day_of(sale.voided_at), sale.void_because, page, is_bad=True)]
    may_see_book = may_open(viewer, "cashbook.see", sale.unit_id)
    href = reverse("cashbook:book", args=[lines[0].business.uid]) if may_see_book else ""
    shared = [part for part in parts if part.share.state == Share.State.APPROVED]
    on, members = _decided_on(shared), sum(len(part.slips) for part in shared)
    share = reverse("sharing:share", args=[shared[0].share.uid]) if shared and viewer.can("sharing.see") else ""
    return [
        *steps,
        Step(_("Masuk buku"), True, sale.sold_on, lines[0].business.name, href),
        _money_came(sale, page),
        Step(_("Dibagi"), bool(shared), on, ", ".join(dict.fromkeys(part.share.terms.name for part in shared)), share),
        Step(_("Jadi titipan"), bool(shared), on, _("Bagian %(n)s anggota.") % {"n": members}, share),
        *_paid(viewer, payouts),
    ]


def _money_came(sale: Sale, page: str) -> Step:
    methods = " + ".join(str(payment.get_method_display()) for payment in sale.payments.all())
    return Step(_("Uang masuk"), sale.is_paid, sale.paid_on, methods, page)


def _paid(viewer: User, payouts: list[Payout]) -> list[Step]:
    """Whether somebody was paid, only for those who may see savings."""
    if not viewer.can("savings.see"):
        return []
    if not payouts:
        return [Step(_("Dibayarkan"), reached=False)]
    told = _("%(count)s kali dibayarkan sejak dibagi.") % {"count": len(payouts)}
    return [Step(_("Dibayarkan"), True, payouts[0].paid_on, told, reverse("sharing:payout", args=[payouts[0].uid]))]


def _decided_on(parts: list[PartOfSale]) -> date | None:
    days = [clock.day_of(part.share.decided_at) for part in parts if part.share.decided_at is not None]
    return min(days, default=None)
