"""What sharing proves: what people are owed is what their slips gave and payouts took, and every decision was said."""

from django.db.models import Sum

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger import queries as book
from siap.sharing.models import Payout, Share, Slip, StateDeposit


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


@proof("shares", _("Setiap bagi hasil disetujui"), wants={"sharing.ShareApproved": "share"})
def shares_were_approved(evidence: Evidence) -> Finding:
    """Every approved share was approved by a verb that said so."""
    rows = Share.objects.filter(state__in=(Share.State.APPROVED, Share.State.REVERSED))
    return backed_by_facts(rows, "sharing.ShareApproved", evidence, "share")


@proof("payouts", _("Setiap pembayaran titipan tercatat"), wants={"sharing.PayoutPaid": "payout"})
def payouts_were_paid(evidence: Evidence) -> Finding:
    """Every payout that was paid was paid by a verb that said so."""
    return backed_by_facts(Payout.objects.filter(state=Payout.State.PAID), "sharing.PayoutPaid", evidence, "payout")


@proof("deposits", _("Setiap setoran PNBP tercatat"), wants={"sharing.StateRevenueDeposited": "deposit"})
def deposits_were_said(evidence: Evidence) -> Finding:
    """Every deposit of state revenue was entered by a verb that said so."""
    return backed_by_facts(StateDeposit.objects.all(), "sharing.StateRevenueDeposited", evidence, "deposit")
