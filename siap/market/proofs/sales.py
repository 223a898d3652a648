"""What was offered, ordered and sold was said, and is the revenue in the makers' books."""

from collections import defaultdict

from django.db.models import F, Q, Sum

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger.models import Line
from siap.ledger.rules import DEBIT
from siap.market.models import (
    Bundle,
    BundlePart,
    Buyer,
    Channel,
    Complaint,
    MakingPace,
    Offer,
    Order,
    OrderLine,
    OrderRound,
    Payment,
    PlatformOrder,
    Promotion,
    Review,
    Sale,
    SaleFlag,
    SaleLine,
    SellerOfRecord,
    Shortage,
    Voucher,
)

_MADE = {
    "sale": "pk", "unit": "unit", "total": "total", "on": "sold_on", "by": "rung_up_by", "seller": "seller__key",
}  # fmt: skip
_RULED = {
    "ruling": "pk", "channel": "channel", "product": "product", "seller": "seller__key", "valid_from": "valid_from",
}  # fmt: skip
_PROMOTED = {"promotion": "pk", "channel": "channel", "product": "product", "price": "price", "from_on": "from_on"}
_COMPLAINT = {"complaint": "pk", "lot": "lot", "kind": "kind"}
_PRICE = {"channel": "channel", "product": "product", "price": "price", "valid_from": "valid_from"}
_CHANNEL = {"channel": "pk", "unit": "unit", "seller": "seller__key"}


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


_ORDERED = {"order": "pk", "unit": "unit", "seller": "seller__key"}


@proof("orders", _("Setiap pesanan dijual seperti dipesan"), wants={"market.OrderPlaced": _ORDERED})
def orders_were_placed(evidence: Evidence) -> Finding:
    """Every order was placed by a verb that said so, what was sold of it costs what was ordered and came from its lots, and what
    is still to be made for it has its day."""
    orders = Order.objects.filter(sale__isnull=False)
    same = Q(sale__total=F("total"), sale__extra=F("fee") + F("code"), sale__seller=F("seller"))
    wrong = orders.exclude(same).order_by("pk").first()
    if wrong is not None:
        return Finding(orders.count(), f"order {wrong.pk}: its sale is another")
    unmade = OrderLine.objects.filter(Q(order__sale__isnull=False) | Q(order__promised_on=None), lot=None).first()
    if unmade is not None:
        return Finding(
            orders.count(), f"order {unmade.order_id}: something is to be made for it that it does not promise"
        )
    return backed_by_facts(Order.objects.all(), "market.OrderPlaced", evidence, "order", _ORDERED)


_PACE = {"product": "product", "a_week": "a_week", "valid_from": "valid_from"}
_ROUND = {"round": "pk", "business": "business", "until_on": "until_on", "brought_on": "brought_on"}


_AGREED = {"buyer": "pk"}
_REVIEW = {"review": "pk", "order": "order", "product": "product", "stars": "stars"}


@proof("buyers", _("Setiap pembeli yang dikenal mengizinkannya"), wants={"market.BuyerAgreed": _AGREED})
def buyers_agreed(evidence: Evidence) -> Finding:
    """Nobody is known again who did not agree to it."""
    return backed_by_facts(Buyer.objects.all(), "market.BuyerAgreed", evidence, "buyer", _AGREED)


@proof("reviews", _("Setiap ulasan tetap pada bintangnya"), wants={"market.ReviewWritten": _REVIEW})
def reviews_were_written(evidence: Evidence) -> Finding:
    """Every review was written as it stands, of something that its order held."""
    return backed_by_facts(Review.objects.all(), "market.ReviewWritten", evidence, "review", _REVIEW)


_QUOTED = {"order": "pk", "total": "total"}


@proof("quotes", _("Setiap penawaran dipesan dengan harganya"), wants={"market.QuoteAnswered": _QUOTED})
def quotes_were_answered(evidence: Evidence) -> Finding:
    """What was offered costs what the verb that offered it said, also when it was accepted."""
    rows = Order.objects.exclude(quoted_by=None)
    return backed_by_facts(rows, "market.QuoteAnswered", evidence, "quote", _QUOTED)


@proof("paces", _("Setiap kesanggupan membuat pesanan ditetapkan"), wants={"market.PaceSet": _PACE})
def paces_were_set(evidence: Evidence) -> Finding:
    """Every pace that a promise is counted from was set by a verb that said so."""
    return backed_by_facts(MakingPace.objects.all(), "market.PaceSet", evidence, "pace", _PACE)


@proof("rounds", _("Setiap putaran pesanan tetap pada harinya"), wants={"market.RoundOpened": _ROUND})
def rounds_were_opened(evidence: Evidence) -> Finding:
    """Every round was opened as it stands: for that business, until that day, brought on that day."""
    return backed_by_facts(OrderRound.objects.all(), "market.RoundOpened", evidence, "round", _ROUND)


@proof("prices", _("Setiap harga ditetapkan"), wants={"market.PriceSet": _PRICE})
def prices_were_set(evidence: Evidence) -> Finding:
    """Every price was set by a verb that said so."""
    return backed_by_facts(Offer.objects.all(), "market.PriceSet", evidence, "offer", _PRICE)


@proof("promotions", _("Setiap promo ditetapkan"), wants={"market.PromotionSet": _PROMOTED})
def promotions_were_set(evidence: Evidence) -> Finding:
    """Every promotion was set by a verb that said so, at that price."""
    return backed_by_facts(Promotion.objects.all(), "market.PromotionSet", evidence, "promotion", _PROMOTED)


@proof("complaints", _("Setiap keluhan tetap pada lotnya"), wants={"market.ComplaintMade": _COMPLAINT})
def complaints_were_made(evidence: Evidence) -> Finding:
    """Every complaint was made as it stands: of that lot, of that kind."""
    return backed_by_facts(Complaint.objects.all(), "market.ComplaintMade", evidence, "complaint", _COMPLAINT)


@proof("channels", _("Setiap tempat jual memakai penjualnya"), wants={"market.ChannelOpened": _CHANNEL})
def channels_were_opened(evidence: Evidence) -> Finding:
    """Every place to sell was opened by a verb that said so, and its takings go where they went then."""
    return backed_by_facts(Channel.objects.all(), "market.ChannelOpened", evidence, "channel", _CHANNEL)


@proof("sellers", _("Setiap penjual tercatat ditetapkan"), wants={"market.SellerRuled": _RULED})
def sellers_were_ruled(evidence: Evidence) -> Finding:
    """Every ruling on whose book takes the money was made by a verb that said so."""
    return backed_by_facts(SellerOfRecord.objects.all(), "market.SellerRuled", evidence, "seller ruling", _RULED)


_SHORT = {"shortage": "pk", "sale": "sale", "product": "product", "pieces": "pieces"}
_DECIDED = {"shortage": "pk", "sale": "sale", "how": "state", "pieces": "pieces", "by": "decided_by"}
_FLAGGED = {"flag": "pk", "sale": "sale", "kind": "kind"}


@proof("shortages", _("Setiap kekurangan tercatat"), wants={"market.ShortageFound": _SHORT})
def shortages_were_said(evidence: Evidence) -> Finding:
    """A sale line without a lot has its shortage, and every shortage was found by a verb that said so."""
    bare = SaleLine.objects.filter(lot=None, shortage=None).order_by("pk").first()
    if bare is not None:
        return Finding(1, f"sale line {bare.pk} has neither a lot nor a shortage")
    return backed_by_facts(Shortage.objects.all(), "market.ShortageFound", evidence, "shortage", _SHORT)


@proof("supplied", _("Setiap kekurangan diputuskan orang"), wants={"market.ShortageDecided": _DECIDED})
def shortages_were_decided(evidence: Evidence) -> Finding:
    """What is not open any more was decided by a verb that said so, by that person."""
    said, rows = evidence.of("market.ShortageDecided", _DECIDED), Shortage.objects.exclude(state=Shortage.State.OPEN)
    for values in rows.order_by("pk").values_list(*_DECIDED.values()):
        if values not in said:
            return Finding(len(rows), f"shortage {values[0]}: no fact decides it so")
    booked = {
        (reference, on): amount
        for reference, on, amount in Line.objects.filter(entry__reference__startswith="shortage:", side=DEBIT)
        .exclude(entry__reference__endswith=":reversed")
        .values_list("entry__reference", "entry__happened_on")
        .annotate(amount=Sum("amount"))
        .order_by()
    }
    for pk, uid, on, cost in rows.filter(cost__gt=0).values_list("pk", "uid", "supplied_on", "cost"):
        if booked.get((f"shortage:{uid}", on)) != cost:
            return Finding(len(rows), f"shortage {pk}: its cost is not the book's")
    return Finding(len(rows))


@proof("flags", _("Setiap tanda pada penjualan tercatat"), wants={"market.SaleFlagged": _FLAGGED})
def flags_were_said(evidence: Evidence) -> Finding:
    """Every flag on a sale was raised by a verb that said so, and none went away."""
    return backed_by_facts(SaleFlag.objects.all(), "market.SaleFlagged", evidence, "flag", _FLAGGED)


_PAID_OUT = {
    "order": "pk", "sale": "sale", "payment": "sale__payments", "paid_out": "paid_out", "fee": "fee", "on": "settled_on",
}  # fmt: skip


@proof("platforms", _("Setiap pencairan marketplace tercatat"), wants={"market.PlatformSettled": _PAID_OUT})
def platforms_paid_out(evidence: Evidence) -> Finding:
    """A sale of a marketplace counts as paid only by a payout that a verb booked, and payout and fee are its whole price."""
    paid = PlatformOrder.objects.exclude(settled_on=None)
    other = paid.exclude(sale__total=F("paid_out") + F("fee") - F("sale__extra")).order_by("pk").first()
    if other is not None:
        return Finding(paid.count(), f"platform order {other.pk}: payout and fee are not its price")
    counted = Payment.objects.filter(method=Payment.Method.PLATFORM, state=Payment.State.VERIFIED)
    alone = counted.exclude(sale__in=paid.values("sale")).order_by("pk").first()
    if alone is not None:
        return Finding(paid.count(), f"payment {alone.pk}: no payout")
    return backed_by_facts(paid, "market.PlatformSettled", evidence, "platform order", _PAID_OUT)


_BUNDLED = {"bundle": "pk", "channel": "channel", "price": "price", "from_on": "from_on"}


@proof(
    "bundles",
    _("Setiap paket ditetapkan"),
    wants={"market.BundleSet": [*_BUNDLED, "parts"]},
)
def bundles_were_set(evidence: Evidence) -> Finding:
    """Every bundle was set by a verb that said so, at that price, of these pieces."""
    said = {row[:-1]: set(row[-1]) for row in evidence.of("market.BundleSet", [*_BUNDLED, "parts"])}
    parts: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for bundle, product, pieces in BundlePart.objects.values_list("bundle", "product", "pieces"):
        parts[bundle].add((product, pieces))
    rows = list(Bundle.objects.order_by("pk").values_list("pk", "channel", "price", "from_on"))
    for pk, channel, price, from_on in rows:
        if said.get((pk, channel, price, from_on.isoformat())) != parts[pk]:
            return Finding(len(rows), f"bundle {pk}: nobody set it so")
    return Finding(len(rows))


_ISSUED = {"voucher": "pk", "channel": "channel", "off": "off", "least": "least", "most": "most", "from_on": "from_on"}
_USED = {"order": "pk", "voucher": "voucher", "off": "voucher_off"}


@proof("vouchers", _("Setiap voucher diterbitkan"), wants={"market.VoucherIssued": _ISSUED})
def vouchers_were_issued(evidence: Evidence) -> Finding:
    """Every voucher was issued by a verb that said so: so much, so often, from that day."""
    return backed_by_facts(Voucher.objects.all(), "market.VoucherIssued", evidence, "voucher", _ISSUED)


@proof("vouchers-used", _("Setiap potongan voucher tercatat"), wants={"market.VoucherUsed": _USED})
def vouchers_were_used(evidence: Evidence) -> Finding:
    """What a voucher took off an order was said by the verb that took it."""
    return backed_by_facts(Order.objects.exclude(voucher=None), "market.VoucherUsed", evidence, "order", _USED)
