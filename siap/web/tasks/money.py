"""What waits around money: payments, cash, shares, payouts, state revenue."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.business.models import Business
from siap.core import clock
from siap.core.money import rupiah
from siap.market import queries as market
from siap.market.models import Payment
from siap.people.models import User
from siap.people.rules import KANWIL_MANAGER
from siap.sharing import queries as sharing
from siap.sharing.models import Objection, Payout, Share
from siap.ui.tasks import Kind, Task
from siap.web.tasks.saying import MOST, ago


def unverified(user: User) -> list[Task]:
    """QRIS money that somebody else than him rang up, and that nobody has signed for."""
    if not (user.can("payment.verify") or user.can("stage.move")):
        return []
    rows = Payment.objects.undecided().exclude(taken_by=user)
    if not user.sees_all_units:
        rows = rows.filter(sale__unit__in=user.unit_ids)
    found = list(rows.order_by("sale__sold_on").values_list("amount", "sale__sold_on"))
    if not found:
        return []
    total = sum(amount for amount, _day in found)
    text = _("QRIS %(amount)s belum dicocokkan") % {"amount": rupiah(total)}
    return [Task(Kind.WAIT, _("Tunggu"), text, reverse("market:unverified"), ago(found[0][1]))]


def own_cash(user: User) -> list[Task]:
    """Cash in his own hands."""
    amount = market.cash_in_hand(user) if user.can("sale.write") or user.can("consign.write") else 0
    if not amount:
        return []
    text = _("%(amount)s masih di tangan Anda") % {"amount": rupiah(amount)}
    return [Task(Kind.WAIT, _("Kas"), text, reverse("market:cash"))]


def cash_to_confirm(user: User) -> list[Task]:
    """Cash in others' hands that he can take over; first what lies there for longer than a working day."""
    if not user.can("cash.confirm"):
        return []
    held = [one for one in market.holdings(market.sellers_of(user)) if one.user.pk != user.pk and one.amount > 0]
    late = market.late_cash(held, user.unit)
    page, said = reverse("market:cash"), _("%(amount)s tunai di tangan %(who)s lebih dari satu hari kerja")
    waiting = [one for one in held if one not in [row.holding for row in late]]
    return [
        *(
            Task(
                Kind.BAD,
                _("Kas"),
                said % {"amount": rupiah(row.amount), "who": row.holding.user.name},
                page,
                ago(row.since),
            )
            for row in late
        ),
        *(
            Task(
                Kind.WAIT,
                _("Kas"),
                _("%(amount)s di tangan %(who)s belum diserahkan")
                % {"amount": rupiah(one.amount), "who": one.user.name},
                page,
            )
            for one in waiting[:MOST]
        ),
    ]


def shares(user: User) -> list[Task]:
    """Shares that wait for the head; the Kanwil sees them wait."""
    if not (user.can("share.approve") or user.can("stage.move")):
        return []
    said = _("Bagi hasil %(group)s menunggu kepala UPT")
    if user.can("share.approve"):
        said = _("Bagi hasil %(group)s menunggu persetujuan Anda")
    return [
        Task(
            Kind.WAIT,
            _("Tunggu"),
            said % {"group": share.business.name},
            reverse("sharing:share", args=[share.uid]),
            ago(clock.day_of(share.prepared_at)),
        )
        for share in sharing.waiting_shares(user)[:MOST]
    ]


def months_to_share(user: User, groups: Iterable[Business]) -> list[Task]:
    """Months of his groups that are over and not shared."""
    if not user.can("share.prepare"):
        return []
    return [
        Task(
            Kind.WAIT,
            _("Bagi hasil"),
            _("%(month)s %(group)s belum dibagi") % {"month": one.label, "group": one.business.name},
            reverse("sharing:business", args=[one.business.uid]),
        )
        for one in sharing.open_months(groups)[:MOST]
    ]


def payouts(user: User) -> list[Task]:
    """Payouts to approve (head) or to pay (officer). No name here: a screen has onlookers."""
    if not (user.can("payout.approve") or user.can("payout.write")):
        return []
    wanted = Payout.State.PREPARED if user.can("payout.approve") else Payout.State.APPROVED
    waiting = [payout for payout in sharing.waiting_payouts(user) if payout.state == wanted]
    said = _("Pembayaran titipan %(amount)s menunggu persetujuan Anda")
    if wanted == Payout.State.APPROVED:
        said = _("Pembayaran titipan %(amount)s siap dibayar")
    return [
        Task(
            Kind.BAD if payout.kind == Payout.Kind.CLOSING else Kind.WAIT,
            _("Titipan"),
            said % {"amount": rupiah(payout.amount)},
            reverse("sharing:payout", args=[payout.uid]),
            ago(payout.prepared_on),
        )
        for payout in waiting[:MOST]
    ]


def state_revenue(user: User) -> list[Task]:
    """State revenue that was shared and not yet paid, of his unit."""
    if user.unit is None or not user.can("payout.write"):
        return []
    due = sharing.state_due(user.unit)
    if due <= 0:
        return []
    text = _("PNBP %(amount)s belum disetor") % {"amount": rupiah(due)}
    return [Task(Kind.WAIT, _("PNBP"), text, reverse("sharing:state"))]


def objections(user: User) -> list[Task]:
    """Objections that he answers: the first about a slip goes to the head, the second to the Kanwil."""
    if not user.can("objection.answer"):
        return []
    earlier = Objection.objects.filter(slip=OuterRef("slip"), pk__lt=OuterRef("pk"))
    rows = Objection.objects.filter(answered_on=None, slip__share__in=Share.objects.visible_to(user))
    rows = rows.filter(Exists(earlier)) if user.has_role(KANWIL_MANAGER) else rows.exclude(Exists(earlier))
    told = list(rows.order_by("raised_on", "pk").values_list("uid", "raised_on"))
    if not told:
        return []
    (first, since), count = told[0], len(told)
    text = ngettext("%(n)s keberatan menunggu jawaban Anda", "%(n)s keberatan menunggu jawaban Anda", count)
    page = reverse("sharing:answer", args=[first]) if count == 1 else reverse("sharing:objections")
    return [Task(Kind.BAD, _("Keberatan"), text % {"n": count}, page, ago(since))]
