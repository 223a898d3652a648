"""What reached a member since his share was approved, as it stands when his slip is printed: by which way, on which day."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger.models import MonthTotal
from siap.people.models import Unit
from siap.sharing.models import HandOver, Payout, Share
from siap.ui import words

MOST_TOLD = 2
"""So many payments are told one by one, the newest; what came before is one sum. A slip is one page."""

Gone = tuple[date, int, str]
"""On which day how much (rupiah) left a person's savings, and by which way in words."""


def paid_in_words(share: Share, people: Collection[int]) -> dict[int, str]:
    """What each of these was paid by the unit since the share was approved, and what it owes him now; nothing while the
    share does not count."""
    if share.state != Share.State.APPROVED or share.decided_at is None or share.business.unit is None:
        return {}
    unit, since = share.business.unit, clock.day_of(share.decided_at)
    gone: dict[int, list[Gone]] = {pk: [] for pk in people}
    paid = Payout.objects.filter(person__in=people, unit=unit, state=Payout.State.PAID, paid_on__gte=since)
    for person, on, amount, channel in paid.values_list("person", "paid_on", "amount", "channel"):
        assert on is not None  # it is paid
        gone[person].append((on, amount, _by(channel)))
    moved = HandOver.objects.filter(person__in=people, source=unit, on__gte=since).select_related("target")
    for one in moved:
        gone[one.person_id].append((one.on, one.amount, _("ikut pindah ke %(unit)s") % {"unit": one.target.short_name}))
    owed = _owed(unit, people)
    return {pk: told(share, gone[pk], owed.get(pk, 0)) for pk in people}


def _owed(unit: Unit, people: Collection[int]) -> dict[int, int]:
    """What this unit's custody owes each now (rupiah)."""
    codes = (chart.held(0).code, chart.usable(0).code)
    rows = MonthTotal.objects.filter(book__key=unit.custody_book, code__in=codes, account__subject__in=people)
    return dict(rows.order_by().values_list("account__subject").annotate(owed=Sum(F("credit") - F("debit"))))


def _by(channel: str) -> str:
    return {
        Payout.Channel.CARD.value: _("lewat kartu"),
        Payout.Channel.PASSBOOK.value: _("lewat buku tabungan"),
        Payout.Channel.BANK.value: _("lewat rekening bank"),
        Payout.Channel.FAMILY.value: _("lewat keluarga"),
        Payout.Channel.HAND.value: _("tunai"),
    }[channel]


def told(share: Share, gone: Iterable[Gone], owed: int) -> str:
    """What left (in any order) and what is owed now (rupiah), in sentences."""
    rows = sorted(gone)
    now = _("Titipan Anda pada %(on)s: %(amount)s.") % {
        "on": words.day(clock.today()),
        "amount": rupiah(owed),
    }
    if not rows:
        said = _("Sejak lembar ini berlaku belum ada yang dibayar.")
        return f"{said} {now}" if share.funded_on else f"{said} {_('Uangnya masih pada bendahara.')} {now}"
    told = [
        _("%(amount)s %(by)s pada %(on)s") % {"amount": rupiah(amount), "by": by, "on": words.day(on)}
        for on, amount, by in rows[-MOST_TOLD:]
    ]
    if before := sum(amount for _on, amount, _way in rows[:-MOST_TOLD]):
        told.insert(0, _("%(amount)s sebelumnya") % {"amount": rupiah(before)})
    return f"{_('Dibayar sejak lembar ini berlaku: %(payments)s.') % {'payments': '; '.join(told)}} {now}"
