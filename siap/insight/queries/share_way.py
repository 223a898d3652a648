"""A share explained without asking anyone: whose money it was, who made sure of it, by which hours and terms it was divided,
who prepared and approved it, where the books and the chain have it, and in whose hands it is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.core import clock
from siap.core.money import digits, rupiah
from siap.insight.queries.recorded import Recorded, of_share
from siap.insight.queries.steps import Step, may_open, stations
from siap.market.models import Payment, SaleLine
from siap.people.models import User
from siap.sharing import queries as sharing
from siap.sharing.models import Share
from siap.ui import words
from siap.ui.way import Station


@dataclass(frozen=True)
class ShareWay:
    """A share's way back to its sales and on to its people. `sold` is what the sales below add up to, `given_back` what
    earlier shares had counted and was voided since (rupiah); their difference is the share's turnover."""

    share: Share
    sold: int
    given_back: Sequence[SaleLine]
    steps: list[Step]
    facts: list[Recorded]

    @property
    def stations(self) -> list[Station]:
        """The way."""
        return stations(self.steps)

    @property
    def taken_back(self) -> int:
        """What of earlier shares is taken off (rupiah)."""
        return sum(line.amount for line in self.given_back)

    @property
    def difference(self) -> int:
        """What the sales below and the share disagree by (rupiah): nothing, or a figure that somebody must explain."""
        return self.sold - self.taken_back - self.share.turnover


def sales_behind(share: Share) -> "QuerySet[SaleLine]":
    """The sales whose money a share divided, newest first, each with its payments and who signed for them."""
    lines = sharing.counted_lines(share).select_related("sale__channel", "product", "lot")
    return lines.prefetch_related("sale__payments__verified_by", "sale__payments__taken_by").order_by(
        "-sale__sold_at", "-pk"
    )


def share_way(share: Share, viewer: User) -> ShareWay:
    """The way of a share, as far as this viewer may open it."""
    lines = sharing.counted_lines(share)
    sold = int(lines.aggregate(amount=Sum("amount"))["amount"] or 0)
    sales = lines.values("sale")
    cash = Q(method=Payment.Method.CASH)
    paid = Payment.objects.filter(sale__in=sales).aggregate(
        sales=Count("sale", distinct=True), cash=Count("pk", filter=cash), checked=Count("pk", filter=~cash)
    )
    back = sharing.taken_back(share.business, share.until, share).select_related("sale", "product").order_by("pk")
    facts = of_share(share) if viewer.can("audit.see") else []
    steps = [
        *_before(share, viewer, sold, paid),
        *_decided(share),
        *_after(share, viewer),
    ]
    return ShareWay(share, sold, list(back), steps, facts)


def _before(share: Share, viewer: User, sold: int, paid: Mapping[str, int]) -> list[Step]:
    """Its sales, their money, and the work by which it was divided."""
    unit = share.business.unit_id
    sales = paid["sales"]
    gaps = {"count": digits(sales), "amount": rupiah(sold)}
    told = ngettext("%(count)s penjualan, %(amount)s.", "%(count)s penjualan, %(amount)s.", sales) % gaps
    signed = _("%(cash)s pembayaran tunai, %(checked)s dicocokkan orang lain.") % paid
    minutes = int(share.slips.aggregate(total=Sum("minutes"))["total"] or 0)
    hours = f"{reverse('business:hours', args=[share.business.uid])}?week={share.until.isoformat()}"
    return [
        Step(_("Terjual"), sales > 0, share.since, told, "#penjualan"),
        Step(_("Uang masuk"), sales > 0, share.until, signed, "#penjualan"),
        Step(
            _("Jam kerja"), minutes > 0, None, _("%(hours)s semua anggota bersama.") % {"hours": words.hours(minutes)},
            hours if may_open(viewer, "business.see", unit) else "",
        ),
    ]  # fmt: skip


def _decided(share: Share) -> list[Step]:
    """Who worked it out, and who decided."""
    page = reverse("sharing:share", args=[share.uid])
    prepared = Step(_("Disiapkan"), True, clock.day_of(share.prepared_at), share.prepared_by.name, page)
    on = clock.day_of(share.decided_at) if share.decided_at else None
    who = share.decided_by.name if share.decided_by else ""
    if share.state in (Share.State.SENT_BACK, Share.State.REVERSED):
        said = f"{who}: {share.because}"
        return [prepared, Step(str(share.get_state_display()), True, on, said, page, is_bad=True)]
    return [prepared, Step(_("Disetujui"), share.state == Share.State.APPROVED, on, who, page)]


def _after(share: Share, viewer: User) -> list[Step]:
    """Where it went: the books, custody, each member's hand."""
    if share.state in (Share.State.SENT_BACK, Share.State.REVERSED):
        return []
    is_approved = share.state == Share.State.APPROVED
    book = reverse("cashbook:book", args=[share.business.uid])
    handed = share.slips.aggregate(all=Count("pk"), received=Count("pk", filter=~Q(received_at=None)))
    received = _("%(received)s dari %(all)s slip diterima dengan cap jempol.") % handed
    return [
        Step(
            _("Dibukukan"), is_approved, clock.day_of(share.decided_at) if share.decided_at else None,
            share.business.name, book if may_open(viewer, "cashbook.see", share.business.unit_id) else "",
        ),
        Step(_("Dana diterima"), share.funded_on is not None, share.funded_on, rupiah(share.base)),
        Step(_("Slip diserahkan"), handed["received"] > 0, _last_receipt(share), received),
    ]  # fmt: skip


def _last_receipt(share: Share) -> date | None:
    at = share.slips.exclude(received_at=None).order_by("-received_at").values_list("received_at", flat=True).first()
    return clock.day_of(at) if at else None
