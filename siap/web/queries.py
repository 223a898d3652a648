"""What the door's own pages show: the public front, the log of facts."""

import json
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core import chain, clock
from siap.core.models import ChainHead, FactRecord
from siap.insight import queries as insight
from siap.people.models import Office, User
from siap.programme.models import Agreement
from siap.stories import queries as stories
from siap.ui.way import State, Station

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
        "totals": insight.totals(),
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
