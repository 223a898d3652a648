"""What the door's own pages show: the public front, the log of facts."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from siap.aftercare.models import FollowUp
from siap.business.models import Business
from siap.core import chain, clock
from siap.core.errors import Refused
from siap.core.models import ChainHead, FactRecord
from siap.core.money import rupiah
from siap.core.text import Text
from siap.insight import queries as insight
from siap.learning.models import Cohort
from siap.market.models import Channel, Sale
from siap.people.models import Office, User
from siap.programme.models import Agreement
from siap.stories import queries as stories
from siap.ui import words
from siap.ui.way import State, Station
from siap.web import rules
from siap.web.models import OutboxItem
from siap.workshop.models import Product

PER_PAGE = 25


def own_book(user: User) -> Business | None:
    """The one book of a group's treasurer; none for anybody else."""
    if not user.has_role("treasurer"):
        return None
    own: Business | None = Business.objects.visible_to(user).filter(closed_on=None).first()
    return own


def front() -> dict[str, Any]:
    """The public front page: totals from the books, products, stories."""
    stops = (_("Belajar"), _("Berkelompok"), _("Mengolah"), _("Menjual"), _("Berbagi"), _("Pulang"))
    return {
        "office": Office.objects.first(),
        "agreement": Agreement.objects.select_related("partner").order_by("-signed_on", "-pk").first(),
        "impact": insight.impact(),
        "products": insight.products_on_show(),
        "stories": stories.latest(3),
        "way": [Station(stop, State.DONE, href=f"#langkah-{at}") for at, stop in enumerate(stops, 1)],
    }


def facts(wanted: dict[str, Any]) -> dict[str, Any]:
    """A page of facts, newest first, and what its filters and links need. `before` is the last position seen."""
    rows = FactRecord.objects.order_by("-pk")
    if wanted.get("kind"):
        rows = rows.filter(name=wanted["kind"])
    if wanted.get("day"):
        begin = clock.at(wanted["day"], 0)
        rows = rows.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    if wanted.get("actor"):
        rows = rows.filter(by__in=User.objects.filter(username=wanted["actor"]).values("pk"))
    if wanted.get("before"):
        rows = rows.filter(pk__lt=wanted["before"])
    page = list(rows[: PER_PAGE + 1])
    shown = page[:PER_PAGE]
    names = dict(User.objects.filter(pk__in={row.by for row in shown if row.by}).values_list("pk", "name"))
    return {
        "rows": [(row, names.get(row.by or 0)) for row in shown],
        "older": shown[-1].pk if len(page) > PER_PAGE else None,
        "head": ChainHead.objects.get(pk=1),
    }


def fact(record: FactRecord) -> dict[str, Any]:
    """One fact with its neighbours in the chain, and whether its digest follows from them."""
    before = FactRecord.objects.filter(pk=record.pk - 1).first()
    digest_before = before.digest if before else chain.GENESIS
    told = json.loads(record.text)
    return {
        "record": record,
        "values": sorted(told["values"].items()),
        "verb": told["verb"],
        "seals": told["seals"],
        "digest_before": digest_before,
        "is_linked": chain.link(digest_before, record.text) == record.digest,
        "actor": User.objects.filter(pk=record.by).first() if record.by else None,
        "newer": FactRecord.objects.filter(pk=record.pk + 1).exists(),
    }


# --- What devices sent ---------------------------------------------------------------------------------------------------

DEEDS: dict[str, Text] = {
    "sale": gettext_lazy("Penjualan"),
    "void": gettext_lazy("Pembatalan penjualan"),
    "hours": gettext_lazy("Jam kerja"),
    "batch": gettext_lazy("Produksi"),
    "attendance": gettext_lazy("Daftar hadir"),
    "follow_up": gettext_lazy("Kunjungan usaha"),
}
"""What a deed of a device is called on the screen."""


@dataclass(frozen=True)
class ToldItem:
    """An outbox item as a person reads it: what it is about in words, without a name (`lines`), and its money (rupiah)."""

    item: OutboxItem
    what: str
    place: str = ""
    amount: int | None = None
    lines: tuple[tuple[str, str], ...] = ()


def told(item: OutboxItem) -> ToldItem:
    """What an item says, as far as it can be read. Members are only counted: a screen has onlookers."""
    what = str(DEEDS.get(item.verb, _("Catatan")))
    try:
        payload = rules.read(item.body).payload
        return _TOLD.get(item.verb, _of_nothing)(item, what, payload)
    except Refused:
        return ToldItem(item, what)


def _of_nothing(item: OutboxItem, what: str, _payload: rules.Reader) -> ToldItem:
    return ToldItem(item, what)


def _of_sale(item: OutboxItem, what: str, payload: rules.Reader) -> ToldItem:
    rows = payload.rows("lines")
    names = dict(Product.objects.filter(uid__in=[row.uid("product") for row in rows]).values_list("uid", "name"))
    channel = Channel.objects.filter(uid=payload.uid("channel")).values_list("name", flat=True).first() or ""
    lines = tuple(
        (names.get(row.uid("product"), "?"), f"{row.number('pieces')} × {rupiah(row.number('price'))}") for row in rows
    )
    total = sum(row.number("pieces") * row.number("price") for row in rows)
    return ToldItem(item, what, channel, total, lines)


def _of_void(item: OutboxItem, what: str, payload: rules.Reader) -> ToldItem:
    sale = Sale.objects.filter(uid=payload.uid("sale")).select_related("channel").first()
    place = f"{sale.number}, {sale.channel.name}" if sale else ""
    return ToldItem(item, what, place, sale.total if sale else None, ((_("Alasan"), payload.text("because")),))


def _of_hours(item: OutboxItem, what: str, payload: rules.Reader) -> ToldItem:
    group = Business.objects.filter(uid=payload.uid("business")).values_list("name", flat=True).first() or ""
    minutes = [value for value in payload.by_uid("minutes").values() if isinstance(value, int)]
    people = ngettext("%(n)s orang", "%(n)s orang", len(minutes)) % {"n": len(minutes)}
    lines = ((_("Hari"), words.long_day(payload.day("day"))), (people, words.hours(sum(minutes))))
    return ToldItem(item, what, group, None, lines)


def _of_batch(item: OutboxItem, what: str, payload: rules.Reader) -> ToldItem:
    product = Product.objects.filter(uid=payload.uid("product")).values_list("name", flat=True).first() or ""
    lines = (
        (_("Putaran"), payload.typed("rounds")),
        (_("Jadi"), str(payload.number("good"))),
        (_("Gagal"), str(payload.number("lost"))),
        *([(_("Lot yang didahulukan"), payload.text("first"))] if payload.has("first") else []),
    )
    return ToldItem(item, what, product, None, lines)


def _of_attendance(item: OutboxItem, what: str, payload: rules.Reader) -> ToldItem:
    cohort = Cohort.objects.filter(uid=payload.uid("cohort")).values_list("number", flat=True).first() or ""
    people = len(payload.by_uid("attendance"))
    lines = (
        (_("Hari"), words.long_day(payload.day("day"))),
        (_("Materi"), payload.text("topic", 120)),
        (_("Peserta"), str(people)),
    )
    return ToldItem(item, what, cohort, None, lines)


def _of_follow_up(item: OutboxItem, what: str, payload: rules.Reader) -> ToldItem:
    """The answer and which visit it was; of whom, only the case's page says."""
    one = FollowUp.objects.filter(uid=payload.uid("follow_up")).select_related("case__unit").first()
    answers = dict(FollowUp.Answer.choices)
    lines: tuple[tuple[str, str], ...] = (
        (_("Keadaan"), str(answers.get(payload.text("answer", 8), "?"))),
        (_("Bulan ke"), str(one.month) if one else "?"),
    )
    return ToldItem(item, what, one.case.unit.short_name if one else "", None, lines)


_TOLD = {
    "sale": _of_sale,
    "void": _of_void,
    "hours": _of_hours,
    "batch": _of_batch,
    "attendance": _of_attendance,
    "follow_up": _of_follow_up,
}
