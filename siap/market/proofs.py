"""What the market proves: what was sold is the revenue in the makers' books, and every sale and payment was said."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import F, Q, Sum

from siap.core.proofs import CHUNK, Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Line
from siap.market import queries
from siap.market.models import (
    Arrival,
    CashAdvance,
    CashDeposit,
    Channel,
    Complaint,
    ConsignmentLine,
    ConsignmentNote,
    Offer,
    Order,
    Payment,
    Promotion,
    Recall,
    RecallHolder,
    RecallLot,
    RecallNote,
    Sale,
    SaleFlag,
    SaleLine,
    SellerOfRecord,
    Settlement,
    Shift,
    Shortage,
)
from siap.workshop.models import Lot

_MADE = {
    "sale": "pk", "unit": "unit", "total": "total", "on": "sold_on", "by": "rung_up_by", "seller": "seller__key",
}  # fmt: skip
_TAKEN = ("sale", "method", "by", "payments", "total")
_VERIFIED = {"payment": "pk", "amount": "amount", "on": "verified_on", "by": "verified_by"}
_SEEN = {"payment": "pk", "amount": "amount", "on": "verified_on", "signer": "verified_by"}
_RULED = {
    "ruling": "pk", "channel": "channel", "product": "product", "seller": "seller__key", "valid_from": "valid_from",
}  # fmt: skip
_PROMOTED = {"promotion": "pk", "channel": "channel", "product": "product", "price": "price", "from_on": "from_on"}
_COMPLAINT = {"complaint": "pk", "lot": "lot", "kind": "kind"}
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


@proof(
    "payments",
    _("Setiap pembayaran yang diterima ditandatangani"),
    wants={"market.PaymentVerified": _VERIFIED, "market.PaymentSeen": _SEEN},
)
def verified_payments_were_signed_for(evidence: Evidence) -> Finding:
    """Every payment that counts, cash aside, was signed for by a verb that said so, by that person and on that day: by hand, or
    by money that came."""
    rows = Payment.objects.filter(state=Payment.State.VERIFIED).exclude(
        method__in=[Payment.Method.CASH, Payment.Method.OUTLET]  # what an outlet pays, its settlement proves
    )
    by_statement = {values[0] for values in evidence.of("market.PaymentSeen", _SEEN)}
    by_hand = backed_by_facts(
        rows.exclude(pk__in=by_statement), "market.PaymentVerified", evidence, "payment", _VERIFIED
    )
    if by_hand.offender:
        return by_hand
    seen = backed_by_facts(rows.filter(pk__in=by_statement), "market.PaymentSeen", evidence, "payment", _SEEN)
    return Finding(by_hand.count + seen.count, seen.offender)


@proof(
    "arrivals",
    _("Setiap uang yang masuk tercatat dan terjawab"),
    wants={
        "market.MoneyCame": ("arrivals",),
        "market.PaymentSeen": _SEEN,
        "market.MoneyCleared": ("arrival", "how", "amount"),
    },
)
def money_that_came_is_there(evidence: Evidence) -> Finding:
    """Every arrival was told by a statement or a notice; none is lost; a matched one has a payment of that amount; what was
    cleared was cleared by a verb; at every seller, what waits is what its book says nobody knows."""
    told = {tuple(one) for (many,) in evidence.of("market.MoneyCame", ("arrivals",)) for one in many}
    seen = {(values[0], values[1]) for values in evidence.of("market.PaymentSeen", _SEEN)}
    cleared = evidence.of("market.MoneyCleared", ("arrival", "how", "amount"))
    waiting: Counter[str] = Counter()
    count = 0
    rows = Arrival.objects.order_by("pk").values_list(
        "pk", "amount", "came_on", "state", "seller__key", "payment", "payment__amount"
    )
    for pk, amount, on, state, key, payment, due in rows.iterator(chunk_size=CHUNK):
        count += 1
        if (pk, amount, on.isoformat()) not in told:
            return Finding(count, f"arrival {pk}: nobody told of it")
        if state == Arrival.State.WAITING:
            waiting[key] += amount
        elif state == Arrival.State.MATCHED and (due != amount or (payment, amount) not in seen):
            return Finding(count, f"arrival {pk}: not the payment it is called")
        elif state in (Arrival.State.RETURNED, Arrival.State.COUNTED) and (pk, state, amount) not in cleared:
            return Finding(count, f"arrival {pk}: nobody cleared it")
    if count != len(told):
        return Finding(count, f"{len(told) - count} arrivals are missing")
    booked = book.by_book(chart.unclaimed.code)
    for key in sorted(waiting.keys() | booked.keys()):
        if waiting[key] != booked.get(key, 0):
            return Finding(count, f"{key}: {waiting[key]} waits, in the book {booked.get(key, 0)}")
    return Finding(count)


@proof("tendered", _("Setiap penjualan dibayar seperti tercatat"), wants={"market.SaleMade": _TAKEN})
def sales_were_paid_as_said(evidence: Evidence) -> Finding:
    """The payments of every sale are those that were said when it was made, and they cover it. (Sales of the first
    editions had one payment, told by its method.)"""
    said = {fact[0]: fact for fact in evidence.of("market.SaleMade", _TAKEN)}
    paid: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    rows = Payment.objects.order_by("pk").values_list("sale_id", "pk", "method", "amount")
    for sale, payment, method, amount in rows.iterator(chunk_size=CHUNK):
        paid[sale].append((payment, method, amount))
    count = 0
    for pk, due in Sale.objects.order_by("pk").values_list("pk", F("total") + F("extra")).iterator(chunk_size=CHUNK):
        count += 1
        _sale, by_what, _by, payments, _total = said.get(pk, (pk, "", None, (), 0))
        told = set(payments or ((one[0], by_what, due) for one in paid[pk]))
        if set(paid[pk]) != told or sum(one[2] for one in paid[pk]) != due:
            return Finding(count, f"sale {pk}: not paid as it was said")
    return Finding(count)


@proof("paid", _("Penjualan terhitung sejak seluruh uangnya masuk"))
def sales_count_since_their_money_came(evidence: Evidence) -> Finding:
    """A sale counts from the day the last of its money was verified, and not before it was sold."""
    rows: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for sale, state, on in Payment.objects.values_list("sale_id", "state", "verified_on"):
        rows[sale].append((state, on))
    sales = Sale.objects.order_by("pk").values_list("pk", "sold_on", "paid_on")
    count = 0
    for pk, sold_on, paid_on in sales.iterator(chunk_size=CHUNK):
        count += 1
        days = [on for state, on in rows[pk] if state == Payment.State.VERIFIED and on is not None]
        if paid_on != (max([sold_on, *days]) if len(days) == len(rows[pk]) else None):
            return Finding(count, f"sale {pk}: counts from {paid_on}")
    return Finding(count)


@proof("unmatched", _("Pembayaran yang belum dicocokkan sama dengan buku"))
def unmatched_payments_stand_in_the_book(evidence: Evidence) -> Finding:
    """At every seller, payments of sales that stand and that nobody signed for are what its book says."""
    rows = Payment.objects.filter(state=Payment.State.REPORTED, sale__voided_at=None)
    waiting = dict(rows.values_list("sale__seller__key").annotate(amount=Sum("amount")).order_by())
    booked = book.by_book(chart.qris_unverified.code)
    for key in sorted(waiting.keys() | booked.keys()):
        if waiting.get(key, 0) != booked.get(key, 0):
            return Finding(rows.count(), f"{key}: waiting {waiting.get(key, 0)}, in the book {booked.get(key, 0)}")
    return Finding(rows.count())


@proof("owed", _("Setiap penjual tahu utangnya kepada setiap usaha"))
def every_seller_owes_what_it_took(evidence: Evidence) -> Finding:
    """In every seller's book, what it took for a business by sales that stand is what was sold for it there. What the first
    edition wrote without a business is carried over to the last rupiah (`siap serve` does it when it starts)."""
    lines = SaleLine.objects.filter(sale__voided_at=None).values_list("sale__seller__key", "business")
    sold = {
        (key, business): amount
        for key, business, amount in lines.annotate(a=Sum("amount")).order_by()
        if key != f"business:{business}"  # who sells for himself owes himself nothing
    }
    booked = Counter(queries.first_edition_debts(of="sale:"))
    rows = Line.objects.filter(account__code=chart.clearing.code, entry__reference__startswith="sale:")
    owed = rows.exclude(account__subject=0).values_list("book__key", "account__subject")
    for key, business, amount in owed.annotate(a=-Sum(F("side") * F("amount"))).order_by():
        booked[key, business] += amount
    for pair in sorted(sold.keys() | booked.keys()):
        if sold.get(pair, 0) != booked[pair]:
            return Finding(len(sold), f"{pair[0]} for {pair[1]}: {sold.get(pair, 0)}, in the book {booked[pair]}")
    left = queries.debts_to_carry()
    for pair, amount in left.items():
        return Finding(len(sold), f"{pair[0]} for {pair[1]}: {amount} not carried over yet; siap serve does it")
    return Finding(len(sold))


_ORDERED = {"order": "pk", "unit": "unit", "seller": "seller__key"}


@proof("orders", _("Setiap pesanan dijual seperti dipesan"), wants={"market.OrderPlaced": _ORDERED})
def orders_were_placed(evidence: Evidence) -> Finding:
    """Every order was placed by a verb that said so, and what was sold of it costs what was ordered."""
    orders = Order.objects.filter(sale__isnull=False)
    same = Q(sale__total=F("total"), sale__extra=F("fee") + F("code"), sale__seller=F("seller"))
    wrong = orders.exclude(same).order_by("pk").first()
    if wrong is not None:
        return Finding(orders.count(), f"order {wrong.pk}: its sale is another")
    return backed_by_facts(Order.objects.all(), "market.OrderPlaced", evidence, "order", _ORDERED)


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


@proof(
    "two-hands",
    _("Tidak seorang pun menandatangani uangnya sendiri"),
    wants={
        "market.SaleMade": _TAKEN,
        "market.PaymentVerified": ("payment", "sale", "by"),
        "market.PaymentSeen": ("payment", "sale", "signer"),
        "market.CashDeposited": ("deposit", "handed_by", "by"),
    },
)
def nobody_signed_for_himself(evidence: Evidence) -> Finding:
    """Who took a payment, or handed cash over, is not who signed that the money is there."""
    told = evidence.of("market.SaleMade", _TAKEN)
    taken = {(payment[0], by) for _sale, _method, by, payments, _total in told for payment in payments or ()}
    alone_then = {(sale, by) for sale, _method, by, payments, _total in told if not payments}
    signed = evidence.of("market.PaymentVerified", ("payment", "sale", "by")) | evidence.of(
        "market.PaymentSeen", ("payment", "sale", "signer")
    )
    handed = evidence.of("market.CashDeposited", ("deposit", "handed_by", "by"))
    alone = [f"sale {sale}" for payment, sale, by in signed if (payment, by) in taken or (sale, by) in alone_then]
    alone += [f"deposit {deposit}" for deposit, giver, by in handed if giver == by]
    return Finding(len(signed) + len(handed), f"{min(alone)}: one person did both" if alone else "")


@proof("deposited", _("Setiap tunai yang diserahkan ditandatangani"), wants={"market.CashDeposited": _DEPOSIT})
def cash_was_signed_for(evidence: Evidence) -> Finding:
    """Cash left an officer's hands by a verb that said so: from him, so much, signed by that person."""
    return backed_by_facts(CashDeposit.objects.all(), "market.CashDeposited", evidence, "deposit", _DEPOSIT)


# --- What devices and drawers bring ----------------------------------------------------------------------------------------

_SHORT = {"shortage": "pk", "sale": "sale", "product": "product", "pieces": "pieces"}
_DECIDED = {"shortage": "pk", "sale": "sale", "how": "state", "pieces": "pieces", "by": "decided_by"}
_FLAGGED = {"flag": "pk", "sale": "sale", "kind": "kind"}
_OPENED = {"shift": "pk", "channel": "channel", "officer": "officer", "opened_with": "opened_with", "by": "officer"}
_CLOSED = {"shift": "pk", "counted": "counted", "expected": "expected", "by": "officer"}
_LENT = {"advance": "pk", "seller": "seller__key", "given_to": "given_to", "amount": "amount", "by": "given_by"}


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
    return Finding(len(rows))


@proof("flags", _("Setiap tanda pada penjualan tercatat"), wants={"market.SaleFlagged": _FLAGGED})
def flags_were_said(evidence: Evidence) -> Finding:
    """Every flag on a sale was raised by a verb that said so, and none went away."""
    return backed_by_facts(SaleFlag.objects.all(), "market.SaleFlagged", evidence, "flag", _FLAGGED)


@proof(
    "drawers", _("Setiap kas dibuka dan dihitung"), wants={"market.ShiftOpened": _OPENED, "market.ShiftClosed": _CLOSED}
)
def drawers_were_counted(evidence: Evidence) -> Finding:
    """Every drawer was opened by its officer, and a closed one was counted by him, as the facts say."""
    opened = backed_by_facts(Shift.objects.all(), "market.ShiftOpened", evidence, "shift", _OPENED)
    if opened.offender:
        return opened
    closed = Shift.objects.filter(closed_at__isnull=False)
    return backed_by_facts(closed, "market.ShiftClosed", evidence, "shift", _CLOSED)


@proof("differences", _("Selisih kas sama dengan buku"))
def drawer_differences_are_in_the_book(evidence: Evidence) -> Finding:
    """What was counted too much or too little in a drawer stands in the seller's book under that drawer's name."""
    lines = Line.objects.filter(account__code=chart.cash_difference.code, entry__reference__startswith="shift:")
    sums = lines.values_list("entry__reference").annotate(amount=-Sum(F("side") * F("amount"))).order_by()
    booked = dict(sums)
    closed = Shift.objects.filter(closed_at__isnull=False).order_by("pk")
    for shift in closed:
        if booked.pop(shift.reference, 0) != shift.difference:
            return Finding(len(closed), f"shift {shift.pk}: the book has another difference")
    return Finding(len(closed), f"{min(booked)} is no closed drawer" if booked else "")


@proof("change", _("Uang kembalian diberikan dua tangan"), wants={"market.ChangeLent": _LENT})
def change_was_lent(evidence: Evidence) -> Finding:
    """Change came into an officer's hands by a verb that said so, from somebody else's."""
    return backed_by_facts(CashAdvance.objects.all(), "market.ChangeLent", evidence, "advance", _LENT)


# --- Goods at somebody's shop ----------------------------------------------------------------------------------------------

_NOTED = {"note": "pk", "outlet": "outlet", "kind": "kind", "on": "happened_on", "by": "by"}
_SETTLED = {
    "settlement": "pk", "outlet": "outlet", "sold": "sold", "fee": "fee", "method": "method", "on": "settled_on",
    "by": "received_by",
}  # fmt: skip


@proof("consigned", _("Barang titipan sama dengan lotnya"), wants={"market.GoodsConsigned": _NOTED})
def consigned_goods_are_in_their_lots(evidence: Evidence) -> Finding:
    """Every note was written by a verb that said so; nowhere do fewer than no pieces stand, and no lot has fewer on hand than
    stand at outlets."""
    rows = (
        ConsignmentLine.objects.values_list("outlet", "lot").annotate(pieces=Sum("quantity")).order_by("outlet", "lot")
    )
    away: dict[int, int] = defaultdict(int)
    for outlet, lot, pieces in rows:
        if pieces < 0:
            return Finding(len(rows), f"outlet {outlet}: {pieces} pieces of lot {lot}")
        away[lot] += pieces
    for lot in Lot.objects.filter(pk__in=away).order_by("pk"):
        if lot.on_hand < away[lot.pk]:
            return Finding(len(rows), f"lot {lot.number}: {away[lot.pk]} at outlets, {lot.on_hand} on hand")
    return backed_by_facts(ConsignmentNote.objects.all(), "market.GoodsConsigned", evidence, "consignment note", _NOTED)


@proof("outlets", _("Tagihan tempat titip sama dengan buku"), wants={"market.OutletSettled": _SETTLED})
def outlets_owe_what_the_book_says(evidence: Evidence) -> Finding:
    """What every outlet sold and has not paid is what the sellers' books say it owes; every settlement was said; a payment of an
    outlet counts only when it is in one."""
    open_notes = ConsignmentNote.objects.filter(kind="sold", settlement=None, sale__voided_at=None)
    owed = dict(open_notes.values_list("outlet").annotate(amount=Sum("sale__total")).order_by())
    lines = Line.objects.filter(account__code=chart.receivable.code, book__kind="seller").exclude(account__subject=0)
    booked = dict(lines.values_list("account__subject").annotate(amount=Sum(F("side") * F("amount"))).order_by())
    for outlet in sorted(owed.keys() | booked.keys()):
        if owed.get(outlet, 0) != booked.get(outlet, 0):
            return Finding(
                len(owed), f"outlet {outlet}: owes {owed.get(outlet, 0)}, in the book {booked.get(outlet, 0)}"
            )
    paid = Payment.objects.filter(method=Payment.Method.OUTLET, state=Payment.State.VERIFIED)
    wrong = paid.filter(sale__consignment__settlement=None).order_by("pk").first()
    if wrong is not None:
        return Finding(len(owed), f"payment {wrong.pk}: no settlement paid it")
    return backed_by_facts(Settlement.objects.all(), "market.OutletSettled", evidence, "settlement", _SETTLED)


_RECALL = {"recall": "pk", "business": "business", "lot": "lot", "level": "level", "is_drill": "is_drill", "by": "by"}
_TALLIED = {
    "note": "pk", "recall": "holder__recall", "holder": "holder", "kind": "kind", "quantity": "quantity", "by": "by",
}  # fmt: skip
_RECALL_OVER = {
    "recall": "pk", "business": "business", "is_drill": "is_drill", "is_safe": "is_safe", "by": "closed_by",
}  # fmt: skip


@proof(
    "recalls",
    _("Setiap penarikan tercatat, dan lotnya ditahan"),
    wants={"market.RecallStarted": [*_RECALL, "lots"], "market.RecallClosed": _RECALL_OVER},
)
def recalls_were_said(evidence: Evidence) -> Finding:
    """Every recall was begun and ended by a verb that said so; its lots are held until it ends as a false alarm."""
    said = {row[:-1]: row[-1] for row in evidence.of("market.RecallStarted", [*_RECALL, "lots"])}
    recalls = {row[0]: row for row in Recall.objects.order_by("pk").values_list(*_RECALL.values())}
    lots: dict[int, set[int]] = defaultdict(set)
    for recall, lot in RecallLot.objects.values_list("recall", "lot"):
        lots[recall].add(lot)
    for pk, row in recalls.items():
        if row not in said or set(said[row]) != lots[pk]:
            return Finding(len(recalls), f"recall {pk}: not as it was begun")
    closed = backed_by_facts(
        Recall.objects.exclude(closed_at=None), "market.RecallClosed", evidence, "recall", _RECALL_OVER
    )
    if closed.offender:
        return closed
    called = RecallLot.objects.filter(recall__is_drill=False, recall__is_safe=False)
    loose = called.filter(Q(lot__recalled_on=None) | Q(lot__held_because="")).order_by("pk").first()
    stray = Lot.objects.exclude(recalled_on=None).exclude(pk__in=called.values("lot")).order_by("pk").first()
    offender = f"lot {loose.lot_id}: called back, not held" if loose else f"lot {stray.pk}: no recall" if stray else ""
    return Finding(len(recalls), offender)


@proof(
    "recall-holders",
    _("Daftar pemegang barang yang ditarik tetap seperti ditulis"),
    wants={"market.HoldersListed": ("recall", "holders"), "market.HolderTallied": _TALLIED},
)
def holders_were_listed(evidence: Evidence) -> Finding:
    """Every holder was written down by a verb that said so, and so was whatever was tallied of him."""
    said = {
        (recall, *one) for recall, many in evidence.of("market.HoldersListed", ("recall", "holders")) for one in many
    }
    rows = RecallHolder.objects.order_by("pk").values_list("recall", "pk", "lot", "quantity")
    for row in rows.iterator(CHUNK):
        if row not in said:
            return Finding(len(said), f"holder {row[1]}: never listed like this")
    noted = backed_by_facts(RecallNote.objects.all(), "market.HolderTallied", evidence, "note", _TALLIED)
    return noted if noted.offender else Finding(len(said))
