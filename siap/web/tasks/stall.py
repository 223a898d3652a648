"""What waits around stalls: what devices brought and nobody has decided about, goods that are unchecked or called back, and
shelves at somebody's shop."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import Count, DateTimeField, Min, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.core import clock
from siap.core.models import Waiting
from siap.market import queries as market
from siap.market.models import Complaint, Order, Recall, Review
from siap.people.models import User
from siap.programme import queries as programme
from siap.ui.tasks import Kind, Task
from siap.web.models import OutboxItem
from siap.web.tasks.saying import MOST, ago
from siap.workshop import queries as workshop
from siap.workshop.models import Lot


def stall_piles(user: User) -> list[Task]:
    """Items of devices that could not be booked; for whoever decides, what devices sold beyond the stock or against a rule;
    what institutions asked a price for; money that nobody knows; what buyers complain of and say; goods that are called back and
    not all found yet, a drill whose stop-watch runs; lots that wait for their quality check; what changed about people
    in the programme; and what the system itself could not finish. One question for all of them."""
    items = OutboxItem.objects.visible_to(user).filter(state__in=OutboxItem.OPEN)
    if not user.can("outbox.settle"):
        items = items.filter(user=user)
    piles = [_pile("item", items, "received_at")]
    if user.can("sale.void"):
        piles.append(_pile("short", market.open_shortages(user), "found_at"))
        piles.append(_pile("flag", market.open_flags(user), "raised_at"))
    if user.can("sale.write"):
        piles.append(_pile("asked", Order.objects.visible_to(user).filter(state=Order.State.ASKED), "placed_at"))
    if user.can("payment.verify"):
        piles.append(_pile("unclaimed", market.waiting_arrivals(user)))
    if user.can("recall.write"):
        piles.append(_pile("said", Complaint.objects.visible_to(user).filter(answered_at=None), "made_at"))
        unread = Review.objects.visible_to(user).filter(state=Review.State.WAITING)
        piles.append(_pile("review", unread, "written_at"))
        recalls = Recall.objects.visible_to(user).filter(closed_at=None)
        piles.append(_pile("recall", recalls.filter(is_drill=False), "started_at"))
        piles.append(_pile("drill", recalls.filter(is_drill=True), "started_at"))
    if user.can("change.settle"):
        piles.append(_pile("changed", programme.open_changes(user)))
    if user.can("waiting.settle"):
        piles.append(_pile("stuck", Waiting.objects.filter(settled_at=None), "since"))
    if user.can("batch.write"):
        piles.append(_pile("quality", workshop.not_passed(Lot.objects.visible_to(user).filter(on_hand__gt=0))))
    rows = piles[0].union(*piles[1:], all=True)
    return [_task(sort, count, since) for sort, count, since in sorted(rows) if count]


def _pile(sort: str, rows: "QuerySet[Any]", since: str = "") -> "QuerySet[Any]":
    """One row: how many wait, and since when the oldest, where that is known to the minute."""
    oldest = Min(since) if since else Value(None, output_field=DateTimeField())
    named = rows.select_related(None).order_by().annotate(sort=Value(sort)).values("sort")
    pile: QuerySet[Any] = named.annotate(count=Count("pk"), since=oldest).values_list("sort", "count", "since")
    return pile


def _task(sort: str, count: int, since: datetime | None) -> Task:
    said = {
        "item": ngettext(
            "%(n)s catatan dari perangkat belum bisa dibukukan",
            "%(n)s catatan dari perangkat belum bisa dibukukan",
            count,
        ),
        "short": ngettext(
            "%(n)s penjualan melebihi stok: putuskan barangnya",
            "%(n)s penjualan melebihi stok: putuskan barangnya",
            count,
        ),
        "flag": ngettext(
            "%(n)s penjualan dari perangkat melanggar aturan",
            "%(n)s penjualan dari perangkat melanggar aturan",
            count,
        ),
        "said": ngettext("%(n)s keluhan pembeli belum dijawab", "%(n)s keluhan pembeli belum dijawab", count),
        "review": ngettext("%(n)s ulasan pembeli belum dibaca", "%(n)s ulasan pembeli belum dibaca", count),
        "asked": ngettext(
            "%(n)s permintaan penawaran belum dijawab", "%(n)s permintaan penawaran belum dijawab", count
        ),
        "unclaimed": ngettext("%(n)s uang masuk belum dikenali", "%(n)s uang masuk belum dikenali", count),
        "recall": ngettext("%(n)s penarikan masih berjalan", "%(n)s penarikan masih berjalan", count),
        "drill": ngettext("%(n)s latihan penarikan masih berjalan", "%(n)s latihan penarikan masih berjalan", count),
        "stuck": ngettext(
            "%(n)s hal tidak dapat diselesaikan sendiri", "%(n)s hal tidak dapat diselesaikan sendiri", count
        ),
        "changed": ngettext("%(n)s perubahan menunggu keputusan", "%(n)s perubahan menunggu keputusan", count),
        "quality": ngettext("%(n)s lot menunggu pemeriksaan mutu", "%(n)s lot menunggu pemeriksaan mutu", count),
    }[sort]
    page, badge = {
        "item": ("web:outbox-waiting", _("Perangkat")),
        "said": ("market:complaints", _("Keluhan")),
        "review": ("market:reviews", _("Ulasan")),
        "asked": ("market:orders", _("Penawaran")),
        "unclaimed": ("market:arrivals", _("Uang masuk")),
        "recall": ("market:recalls", _("Penarikan")),
        "drill": ("market:recalls", _("Latihan")),
        "quality": ("workshop:home", _("Mutu")),
        "stuck": ("web:waiting", _("Tunggu")),
        "changed": ("programme:changes", _("Berubah")),
    }.get(sort, ("market:late", _("Perangkat")))
    return Task(Kind.BAD, badge, said % {"n": count}, reverse(page), ago(clock.day_of(since)) if since else "")


def outlets(user: User, places: Iterable["market.Place"]) -> list[Task]:
    """Shops where goods stand and where nobody was for longer than agreed, the longest forgotten first."""
    if not user.can("consign.write"):
        return []
    forgotten = [
        (one.seen_on, one.pieces, one.outlet, one.channel.name)
        for one in places
        if one.is_forgotten and one.outlet and one.seen_on
    ]
    return [
        Task(
            Kind.WAIT,
            _("Titip jual"),
            ngettext(
                "%(n)s buah di %(place)s belum dihitung lagi", "%(n)s buah di %(place)s belum dihitung lagi", pieces
            )
            % {"n": pieces, "place": name},
            reverse("market:visit-outlet", args=[outlet.uid]),
            ago(seen_on),
        )
        for seen_on, pieces, outlet, name in sorted(forgotten, key=itemgetter(0))[:MOST]
    ]
