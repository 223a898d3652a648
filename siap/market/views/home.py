"""What was sold today, what is not sure yet, and in whose hands the cash is."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.money import rupiah_short
from siap.market import queries
from siap.market.models import Payment, Sale
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.pages import show
from siap.ui.tasks import Task

SHOWN = 8
"""Sales and tasks on the first page; the rest is one step away."""


@require_safe
@needs("market.see")
def home(request: Request) -> HttpResponse:
    """The market today."""
    today = clock.today()
    sales = Sale.objects.visible_to(request.user)
    unverified = queries.unverified(seen_by=request.user)
    holdings = queries.holdings(queries.sellers_of(request.user))
    of_day, of_month = queries.today_and_month(sales, today)
    return show(
        request,
        "market/home.html",
        day=today,
        today=of_day,
        month=of_month,
        waiting=queries.waiting(unverified),
        in_hands=sum(row.amount for row in holdings),
        hands=len({row.user for row in holdings}),
        tasks=_tasks(request, unverified[:SHOWN], holdings),
        channels=[one.channel for one in queries.places(request.user) if one.is_till],
        sales=sales.select_related("channel").prefetch_related("payments").order_by("-sold_at", "-pk")[:SHOWN],
        may_sell=request.user.can("sale.write"),
    )


def _tasks(request: Request, unverified: Iterable[Payment], holdings: list[queries.Holding]) -> list[Task]:
    """What this reader can settle: never his own QRIS, never the cash in his own hands."""
    tasks = []
    if request.user.can("payment.verify"):
        tasks += [
            Task(
                "wait",
                payment.get_method_display(),
                _("%(amount)s sejak %(day)s, nota %(number)s: periksa apakah uangnya masuk.")
                % {
                    "amount": rupiah_short(payment.amount),
                    "day": words.day(payment.sale.sold_on),
                    "number": payment.sale.number,
                },
                reverse("market:payment", args=[payment.uid]),
            )
            for payment in unverified
            if payment.taken_by_id != request.user.pk
        ]
    if request.user.can("cash.confirm"):
        tasks += [
            Task(
                "wait",
                _("Tunai"),
                _("%(amount)s di tangan %(name)s: terima dan hitung uangnya.")
                % {"amount": rupiah_short(row.amount), "name": row.user.name},
                reverse("market:cash"),
            )
            for row in holdings
            if row.user != request.user and row.amount > 0
        ]
    return tasks
