"""What sharing proves: what people are owed is what their slips gave and payouts took, and every decision was said."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Sum

from siap.core.proofs import Evidence, Finding, Values, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger import queries as book
from siap.sharing.models import HandOver, Objection, Payout, Share, Slip, StateBilling, StateDeposit

_PREPARED = {
    "share": "pk", "business": "business", "first_month": "first_month", "last_month": "last_month", "base": "base",
    "by": "prepared_by",
}  # fmt: skip
_APPROVED = ("share", "business", "base", "parts", "members")
_ASKED = {"payout": "pk", "person": "person", "kind": "kind", "amount": "amount"}
_ALLOWED = {"payout": "pk", "person": "person", "by": "approved_by"}
_PAID = {
    "payout": "pk", "person": "person", "amount": "amount", "channel": "channel", "on": "paid_on", "by": "paid_by",
}  # fmt: skip
_DEPOSITED = {"deposit": "pk", "unit": "unit", "amount": "amount", "ntpn": "ntpn", "on": "paid_on", "by": "by"}
_RECEIVED = {"slip": "pk", "person": "person", "by": "handed_by"}
_HANDED = {
    "hand_over": "pk", "person": "person", "source": "source", "target": "target", "usable": "usable", "held": "held",
    "on": "on",
}  # fmt: skip
_SENT = {"hand_over": "pk", "on": "sent_on", "by": "sent_by"}
_BILLED = {"billing": "pk", "unit": "unit", "code": "code", "amount": "amount", "due_on": "due_on", "by": "by"}
_OBJECTION = {"objection": "pk", "slip": "slip"}


@proof("savings", _("Titipan sama dengan slip dan pembayaran"))
def savings_are_slips_less_payouts(evidence: Evidence) -> Finding:
    """For every person: slips of approved shares, less what was paid out, stand on his accounts in the book."""
    given = dict(
        Slip.objects.filter(share__state=Share.State.APPROVED)
        .values_list("person")
        .annotate(s=Sum("amount"))
        .order_by()
    )
    paid = dict(
        Payout.objects.filter(state=Payout.State.PAID).values_list("person").annotate(s=Sum("amount")).order_by()
    )
    held, usable = book.balances(chart.held(0).code), book.balances(chart.usable(0).code)
    people = sorted(given.keys() | paid.keys() | held.keys() | usable.keys())
    for person in people:
        owed, booked = given.get(person, 0) - paid.get(person, 0), held.get(person, 0) + usable.get(person, 0)
        if owed != booked:
            return Finding(len(people), f"person {person}: owed {owed}, in the book {booked}")
    return Finding(len(people))


@proof("prepared", _("Setiap bagi hasil disiapkan"), wants={"sharing.SharePrepared": _PREPARED})
def shares_were_prepared(evidence: Evidence) -> Finding:
    """Every share was worked out by a verb that said so: by that person, for those months, of that base."""
    return backed_by_facts(Share.objects.all(), "sharing.SharePrepared", evidence, "share", _PREPARED)


@proof("shares", _("Setiap bagi hasil disetujui"), wants={"sharing.ShareApproved": _APPROVED})
def shares_were_approved(evidence: Evidence) -> Finding:
    """Every approved share, its parts and its slips are what the head approved."""
    said = {_sorted(*values) for values in evidence.of("sharing.ShareApproved", _APPROVED)}
    rows = Share.objects.filter(state__in=(Share.State.APPROVED, Share.State.REVERSED)).order_by("pk")
    seen = set()
    for share in rows.prefetch_related("parts", "slips").iterator(chunk_size=500):
        parts = ((part.kind, part.amount) for part in share.parts.all())
        members = ((slip.person_id, slip.amount, slip.usable) for slip in share.slips.all())
        values = _sorted(share.pk, share.business_id, share.base, parts, members)
        seen.add(values)
        if values not in said:
            return Finding(len(seen), f"share {share.pk}: not as it was approved")
    return Finding(len(seen), f"share {min(said - seen)[0]} is missing" if said - seen else "")


def _sorted(share: int, business: int, base: int, parts: Iterable[Any], members: Iterable[Any]) -> Values:
    return share, business, base, tuple(sorted(parts)), tuple(sorted(members))


@proof(
    "payouts",
    _("Setiap pembayaran titipan tercatat"),
    wants={"sharing.PayoutPrepared": _ASKED, "sharing.PayoutApproved": _ALLOWED, "sharing.PayoutPaid": _PAID},
)
def payouts_went_their_way(evidence: Evidence) -> Finding:
    """Every payout was prepared, approved and paid by verbs that said so: to that person, that much, by that hand."""
    rows, state = Payout.objects.all(), Payout.State
    steps = (
        backed_by_facts(rows, "sharing.PayoutPrepared", evidence, "payout", _ASKED),
        backed_by_facts(rows.exclude(approved_by=None), "sharing.PayoutApproved", evidence, "payout", _ALLOWED),
        backed_by_facts(rows.filter(state=state.PAID), "sharing.PayoutPaid", evidence, "payout", _PAID),
    )
    skipped = rows.filter(state__in=(state.APPROVED, state.PAID), approved_by=None).order_by("pk").first()
    offender = next((step.offender for step in steps if step.offender), "")
    return Finding(steps[0].count, offender or (f"payout {skipped.pk}: nobody approved it" if skipped else ""))


@proof(
    "two-people",
    _("Tidak seorang pun memutuskan sendiri"),
    wants={
        "sharing.SharePrepared": ("share", "by"),
        "sharing.ShareApproved": ("share", "by"),
        "sharing.PayoutPrepared": ("payout", "by", "kind"),
        "sharing.PayoutApproved": ("payout", "by"),
    },
)
def nobody_decided_alone(evidence: Evidence) -> Finding:
    """Who prepared a share, or asked for a payout, is not who approved it. A closing is prepared by the release itself."""
    asked = evidence.of("sharing.PayoutPrepared", ("payout", "by", "kind"))
    shares = evidence.of("sharing.ShareApproved", ("share", "by"))
    payouts = evidence.of("sharing.PayoutApproved", ("payout", "by"))
    alone = [f"share {pk}" for pk, _by in shares & evidence.of("sharing.SharePrepared", ("share", "by"))]
    withdrawals = {(pk, by) for pk, by, kind in asked if kind == Payout.Kind.WITHDRAWAL}
    alone += [f"payout {pk}" for pk, _by in payouts & withdrawals]
    return Finding(len(shares) + len(payouts), f"{min(alone)}: one person did both" if alone else "")


@proof("deposits", _("Setiap setoran PNBP tercatat"), wants={"sharing.StateRevenueDeposited": _DEPOSITED})
def deposits_were_said(evidence: Evidence) -> Finding:
    """Every deposit of state revenue was entered by a verb that said so, with that NTPN."""
    rows = StateDeposit.objects.all()
    return backed_by_facts(rows, "sharing.StateRevenueDeposited", evidence, "deposit", _DEPOSITED)


@proof(
    "objections",
    _("Setiap keberatan tetap ada"),
    wants={"sharing.ObjectionRaised": _OBJECTION, "sharing.ObjectionAnswered": _OBJECTION},
)
def objections_stay(evidence: Evidence) -> Finding:
    """No objection disappears, and none is answered but by a verb that said so."""
    rows = Objection.objects.all()
    raised = backed_by_facts(rows, "sharing.ObjectionRaised", evidence, "objection", _OBJECTION)
    answered = rows.exclude(answered_on=None)
    said = backed_by_facts(answered, "sharing.ObjectionAnswered", evidence, "objection", _OBJECTION)
    return Finding(raised.count, raised.offender or said.offender)


@proof("receipts", _("Slip yang diterima tercatat"), wants={"sharing.SlipReceived": _RECEIVED})
def receipts_were_said(evidence: Evidence) -> Finding:
    """Every slip that was received was handed over by that hand, by a verb that said so."""
    received = Slip.objects.exclude(received_at=None)
    return backed_by_facts(received, "sharing.SlipReceived", evidence, "slip", _RECEIVED)


@proof(
    "hand-overs",
    _("Titipan yang pindah UPT tercatat"),
    wants={"sharing.SavingsHandedOver": _HANDED, "sharing.HandOverSent": _SENT},
)
def hand_overs_were_said(evidence: Evidence) -> Finding:
    """Every hand-over between units, and its money, was made by verbs that said so."""
    rows = HandOver.objects.all()
    handed = backed_by_facts(rows, "sharing.SavingsHandedOver", evidence, "hand-over", _HANDED)
    sent = backed_by_facts(rows.exclude(sent_on=None), "sharing.HandOverSent", evidence, "hand-over", _SENT)
    return Finding(handed.count, handed.offender or sent.offender)


@proof("billings", _("Setiap tagihan PNBP tercatat"), wants={"sharing.StateRevenueBilled": _BILLED})
def billings_were_said(evidence: Evidence) -> Finding:
    """Every billing of state revenue was made by a verb that said so, and its parts add up to it."""
    rows = StateBilling.objects.all()
    said = backed_by_facts(rows, "sharing.StateRevenueBilled", evidence, "billing", _BILLED)
    wrong = rows.annotate(bundled=Sum("parts__amount")).exclude(bundled=F("amount")).order_by("pk").first()
    return Finding(said.count, said.offender or (f"billing {wrong.pk}: its parts do not add up" if wrong else ""))
