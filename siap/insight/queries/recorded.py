"""Where something stands in the chain: the facts said about one sale or one share, with their positions."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from siap.core.models import FactRecord
from siap.core.text import Text, _
from siap.market.models import Sale
from siap.people.models import User
from siap.sharing.models import Share

_OF_A_SALE: Mapping[str, Text] = {
    "market.SaleMade": _("Terjual"),
    "market.PaymentVerified": _("Uangnya dipastikan masuk"),
    "market.PaymentSeen": _("Uangnya dikenali di mutasi"),
    "market.PaymentRefused": _("Uangnya tidak masuk"),
    "market.SaleVoided": _("Penjualan dibatalkan"),
}
_OF_A_SHARE: Mapping[str, Text] = {
    "sharing.SharePrepared": _("Bagi hasil disiapkan"),
    "sharing.ShareApproved": _("Bagi hasil disetujui"),
    "sharing.ShareSentBack": _("Bagi hasil dikembalikan"),
    "sharing.ShareFunded": _("Dana diterima titipan"),
    "sharing.ShareReversed": _("Bagi hasil dibatalkan"),
}


@dataclass(frozen=True)
class Recorded:
    """A fact as a page names it: its position in the chain, when it was said, what it says, and who did it."""

    position: int
    at: datetime
    says: str
    by: str


def of_sale(sale: Sale) -> list[Recorded]:
    """What the chain says about a sale and its money, oldest first."""
    return _recorded(_OF_A_SALE, "sale", sale.pk, sale.sold_at)


def of_share(share: Share) -> list[Recorded]:
    """What the chain says about a share, oldest first."""
    return _recorded(_OF_A_SHARE, "share", share.pk, share.prepared_at)


def _recorded(names: Mapping[str, Text], key: str, pk: int, since: datetime) -> list[Recorded]:
    """The facts of these names, said at `since` or later, whose value `key` is `pk`."""
    is_it = Q(text__contains=f'"{key}":{pk},') | Q(text__contains=f'"{key}":{pk}}}')
    found = FactRecord.objects.filter(is_it, name__in=names, at__gte=since).order_by("pk")
    rows = [row for row in found if json.loads(row.text)["values"][key] == pk]
    who = _names(row.by for row in rows)
    return [Recorded(row.pk, row.at, str(names[row.name]), who.get(row.by or 0, "")) for row in rows]


def _names(users: Iterable[int | None]) -> dict[int, str]:
    return dict(User.objects.filter(pk__in={pk for pk in users if pk}).values_list("pk", "name"))
