"""What waits: months to share, shares to decide, money to pay, the state's part."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.business.models import Business
from siap.core import clock
from siap.core.money import rupiah_short
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.access import Request, needs
from siap.people.models import Unit
from siap.sharing import queries
from siap.sharing.models import Objection, Share, Slip
from siap.ui import words
from siap.ui.pages import paginate, show
from siap.ui.tasks import Task

MOST_TASKS = 12
"""So many of a kind are named; the rest is counted."""


@require_safe
@needs("sharing.see")
def home(request: Request) -> HttpResponse:
    """What waits, and the shares so far; or the slip whose number somebody reads off a paper."""
    number = request.GET.get("slip", "") if request.user.can("savings.see") else ""
    slip = Slip.objects.visible_to(request.user).numbered(number).first() if number else None
    if slip is not None:
        return redirect("sharing:slip", slip.uid)
    units = list(Unit.objects.visible_to(request.user).order_by("name"))
    visible = Business.objects.visible_to(request.user).filter(kind=Business.Kind.GROUP).select_related("unit")
    groups = list(visible.order_by("unit__name", "name"))
    months = queries.open_months(groups)
    owed = book.by_book(chart.state_revenue_due.code)
    due = {unit: owed.get(unit.custody_book, 0) for unit in units}
    shares = Share.objects.visible_to(request.user).select_related("business__unit").order_by("-prepared_at", "-pk")
    today = clock.today()
    tasks = [*_decisions(request), *_months(request, months), *_payouts(request), *_state(request, due)]
    return show(
        request,
        "sharing/home.html",
        tasks=tasks,
        months=months,
        shared=sum(queries.shared_to(unit, today.replace(month=1, day=1), today) for unit in _scope(request, units)),
        state_due=sum(due.values()),
        saved=queries.outstanding(*units) if request.user.can("savings.see") else None,
        page=paginate(request, shares),
        groups=[group for group in groups if group.closed_on is None],
        year=str(today.year),
        number=number,
    )


def _scope(request: Request, units: list[Unit]) -> list[Unit | None]:
    """The whole office at once for those who see it; else their units."""
    return [None] if request.user.sees_all_units else list(units)


def _decisions(request: Request) -> list[Task]:
    """Shares and objections that wait for this reader; who prepared one sees whom it waits for."""
    tasks = []
    for share in queries.waiting_shares(request.user)[:MOST_TASKS]:
        is_mine = request.user.can("share.approve") and share.prepared_by_id != request.user.pk
        gaps = {
            "months": queries.months_in_words(share.first_month, share.last_month),
            "group": share.business.name,
            "amount": rupiah_short(share.base),
        }
        text = _("%(group)s, %(months)s: %(amount)s menunggu keputusan kepala UPT.") % gaps
        if is_mine:
            text = _("%(group)s, %(months)s: %(amount)s menunggu keputusan Anda.") % gaps
        since = words.day(clock.day_of(share.prepared_at))
        href = reverse("sharing:share", args=[share.uid])
        tasks.append(
            Task("wait" if is_mine else "info", _("Putuskan") if is_mine else _("Menunggu"), text, href, since)
        )
    for objection in (
        Objection.objects.visible_to(request.user)
        .filter(answered_on=None)
        .select_related("slip__share__business")[:MOST_TASKS]
    ):
        text = _("Keberatan tentang slip %(group)s belum dijawab.") % {"group": objection.slip.share.business.name}
        href = reverse("sharing:answer", args=[objection.uid])
        tasks.append(Task("bad", _("Keberatan"), text, href, words.day(objection.raised_on)))
    return tasks


def _months(request: Request, months: list[queries.OpenMonth]) -> list[Task]:
    if not request.user.can("share.prepare"):
        return []
    return [
        Task(
            "wait",
            _("Siapkan"),
            _("%(group)s: hasil %(month)s belum dibagi (terjual %(amount)s).")
            % {"group": one.business.name, "month": one.label, "amount": rupiah_short(one.turnover)},
            f"{reverse('sharing:prepare', args=[one.business.uid])}?first_month={one.month}&last_month={one.month}",
        )
        for one in months[:MOST_TASKS]
    ]


def _payouts(request: Request) -> list[Task]:
    """Payouts that this reader can move on."""
    tasks = []
    for payout in queries.waiting_payouts(request.user)[:MOST_TASKS]:
        amount = {"amount": rupiah_short(payout.amount), "name": payout.person.name_for(request.user)}
        if payout.state == payout.State.PREPARED and request.user.can("payout.approve"):
            badge, text = _("Setujui"), _("%(amount)s untuk %(name)s menunggu persetujuan Anda.") % amount
        elif payout.state == payout.State.APPROVED and request.user.can("payout.write"):
            badge, text = _("Bayar"), _("%(amount)s untuk %(name)s sudah disetujui dan siap dibayar.") % amount
        else:
            continue
        kind = "bad" if payout.kind == payout.Kind.CLOSING else "wait"
        tasks.append(
            Task(kind, badge, text, reverse("sharing:payout", args=[payout.uid]), words.day(payout.prepared_on))
        )
    return tasks


def _state(request: Request, due: dict[Unit, int]) -> list[Task]:
    if not request.user.can("payout.write"):
        return []
    return [
        Task(
            "wait",
            _("PNBP"),
            _("%(unit)s masih terutang %(amount)s ke kas negara.")
            % {"unit": unit.short_name, "amount": rupiah_short(amount)},
            reverse("sharing:state-unit", args=[unit.uid]),
        )
        for unit, amount in due.items()
        if amount > 0
    ]
