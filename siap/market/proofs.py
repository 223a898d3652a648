"""What the market proves: what was sold is the revenue in the makers' books, and every sale and payment was said."""

from django.db.models import F, Q, Sum

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Line
from siap.market.models import CashDeposit, Channel, Offer, Payment, Sale, SaleLine

_MADE = {
    "sale": "pk", "unit": "unit", "method": "payment__method", "total": "total", "on": "sold_on", "by": "rung_up_by",
    "seller": "channel__seller__key",
}  # fmt: skip
_VERIFIED = {"payment": "pk", "sale": "sale", "amount": "amount", "on": "verified_on", "by": "verified_by"}
_PRICE = {"channel": "channel", "product": "product", "price": "price", "valid_from": "valid_from"}
_CHANNEL = {"channel": "pk", "unit": "unit", "seller": "seller__key"}
_DEPOSIT = {
    "deposit": "pk", "seller": "seller__key", "handed_by": "handed_by", "amount": "amount", "by": "confirmed_by",
}  # fmt: skip


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


@proof("sales", _("Setiap penjualan punya peristiwanya"), wants={"market.SaleMade": _MADE})
def sales_were_said(evidence: Evidence) -> Finding:
    """Every sale was rung up by a verb that said so: by that officer, for that money, paid in that way."""
    return backed_by_facts(Sale.objects.all(), "market.SaleMade", evidence, "sale", _MADE)


@proof("payments", _("Setiap QRIS yang diterima ditandatangani"), wants={"market.PaymentVerified": _VERIFIED})
def verified_payments_were_signed_for(evidence: Evidence) -> Finding:
    """Every QRIS payment that counts was signed for by a verb that said so, by that person and on that day."""
    rows = Payment.objects.filter(method=Payment.Method.QRIS, state=Payment.State.VERIFIED)
    return backed_by_facts(rows, "market.PaymentVerified", evidence, "payment", _VERIFIED)


@proof("unmatched", _("QRIS yang belum dicocokkan sama dengan buku"))
def unmatched_payments_stand_in_the_book(evidence: Evidence) -> Finding:
    """At every seller, QRIS payments of sales that stand and that nobody signed for are what its book says."""
    rows = Payment.objects.filter(method=Payment.Method.QRIS, state=Payment.State.REPORTED, sale__voided_at=None)
    waiting = dict(rows.values_list("sale__channel__seller__key").annotate(amount=Sum("amount")).order_by())
    booked = book.by_book(chart.qris_unverified.code)
    for key in sorted(waiting.keys() | booked.keys()):
        if waiting.get(key, 0) != booked.get(key, 0):
            return Finding(rows.count(), f"{key}: waiting {waiting.get(key, 0)}, in the book {booked.get(key, 0)}")
    return Finding(rows.count())


@proof("takings", _("Tunai dihitung pada hari jualnya"))
def cash_counts_on_its_day(evidence: Evidence) -> Finding:
    """Cash counts on the day of its sale, for the whole of it: no payment moves into another month's share."""
    cash = Payment.objects.filter(method=Payment.Method.CASH)
    on_its_day = Q(state=Payment.State.VERIFIED, verified_on=F("sale__sold_on"))
    wrong = cash.exclude(on_its_day).order_by("pk").first()
    return Finding(cash.count(), f"payment {wrong.pk}: not as it was taken" if wrong else "")


@proof("prices", _("Setiap harga ditetapkan"), wants={"market.PriceSet": _PRICE})
def prices_were_set(evidence: Evidence) -> Finding:
    """Every price was set by a verb that said so."""
    return backed_by_facts(Offer.objects.all(), "market.PriceSet", evidence, "offer", _PRICE)


@proof("channels", _("Setiap tempat jual memakai penjualnya"), wants={"market.ChannelOpened": _CHANNEL})
def channels_were_opened(evidence: Evidence) -> Finding:
    """Every place to sell was opened by a verb that said so, and its takings go where they went then."""
    return backed_by_facts(Channel.objects.all(), "market.ChannelOpened", evidence, "channel", _CHANNEL)


@proof(
    "two-hands",
    _("Tidak seorang pun menandatangani uangnya sendiri"),
    wants={
        "market.SaleMade": ("sale", "method", "by"),
        "market.PaymentVerified": ("sale", "by"),
        "market.CashDeposited": ("deposit", "handed_by", "by"),
    },
)
def nobody_signed_for_himself(evidence: Evidence) -> Finding:
    """Who took a QRIS payment, or handed cash over, is not who signed that the money is there."""
    taken = evidence.of("market.SaleMade", ("sale", "method", "by"))
    signed = evidence.of("market.PaymentVerified", ("sale", "by"))
    handed = evidence.of("market.CashDeposited", ("deposit", "handed_by", "by"))
    alone = [f"sale {sale}" for sale, by in signed if (sale, Payment.Method.QRIS, by) in taken]
    alone += [f"deposit {deposit}" for deposit, giver, by in handed if giver == by]
    return Finding(len(signed) + len(handed), f"{min(alone)}: one person did both" if alone else "")


@proof("deposited", _("Setiap tunai yang diserahkan ditandatangani"), wants={"market.CashDeposited": _DEPOSIT})
def cash_was_signed_for(evidence: Evidence) -> Finding:
    """Cash left an officer's hands by a verb that said so: from him, so much, signed by that person."""
    return backed_by_facts(CashDeposit.objects.all(), "market.CashDeposited", evidence, "deposit", _DEPOSIT)
