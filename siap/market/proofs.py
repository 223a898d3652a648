"""What the market proves: what was sold is the revenue in the makers' books, and every sale and payment was said."""

from django.db.models import F, Sum

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger.models import Line
from siap.market.models import Payment, Sale, SaleLine


@proof("revenue", _("Penjualan sama dengan pendapatan di buku"))
def sales_are_the_revenue(evidence: Evidence) -> Finding:
    """For every business: lines of sales that stand add up to the revenue its book has from sales."""
    rows = SaleLine.objects.filter(sale__voided_at=None).values_list("business")
    sold = {f"business:{pk}": amount for pk, amount in rows.annotate(amount=Sum("amount")).order_by()}
    lines = Line.objects.filter(account__code=chart.revenue.code, entry__reference__startswith="sale:")
    booked = dict(lines.values_list("book__key").annotate(amount=-Sum(F("side") * F("amount"))).order_by())
    for key in sorted(sold.keys() | booked.keys()):
        if sold.get(key, 0) != booked.get(key, 0):
            return Finding(len(sold), f"{key}: sold {sold.get(key, 0)}, in the book {booked.get(key, 0)}")
    return Finding(Sale.objects.count())


@proof("sales", _("Setiap penjualan punya peristiwanya"), wants={"market.SaleMade": "sale"})
def sales_were_said(evidence: Evidence) -> Finding:
    """Every sale was rung up by a verb that said so."""
    return backed_by_facts(Sale.objects.all(), "market.SaleMade", evidence, "sale")


@proof("payments", _("Setiap QRIS yang diterima ditandatangani"), wants={"market.PaymentVerified": "payment"})
def verified_payments_were_signed_for(evidence: Evidence) -> Finding:
    """Every QRIS payment that counts was signed for by a verb that said so."""
    rows = Payment.objects.filter(method=Payment.Method.QRIS, state=Payment.State.VERIFIED)
    return backed_by_facts(rows, "market.PaymentVerified", evidence, "payment")
