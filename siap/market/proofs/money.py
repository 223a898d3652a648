"""What was paid stands in the book, and somebody else signed for it."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import F, Max, Q, Sum

from siap.core.proofs import CHUNK, Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book, Entry, Line
from siap.market import queries
from siap.market.models import (
    Arrival,
    CashAdvance,
    CashDeposit,
    Payment,
    Sale,
    SaleLine,
    Shift,
)

_TAKEN = ("sale", "method", "by", "payments", "total")
_VERIFIED = {"payment": "pk", "amount": "amount", "on": "verified_on", "by": "verified_by"}
_SEEN = {"payment": "pk", "amount": "amount", "on": "verified_on", "signer": "verified_by"}
_DEPOSIT = {
    "deposit": "pk", "seller": "seller__key", "handed_by": "handed_by", "amount": "amount", "by": "confirmed_by",
}  # fmt: skip


@proof(
    "payments",
    _("Setiap pembayaran yang diterima ditandatangani"),
    wants={"market.PaymentVerified": _VERIFIED, "market.PaymentSeen": _SEEN},
)
def verified_payments_were_signed_for(evidence: Evidence) -> Finding:
    """Every payment that counts, cash aside, was signed for by a verb that said so, by that person and on that day: by hand, or
    by money that came."""
    rows = Payment.objects.filter(state=Payment.State.VERIFIED).exclude(
        # what an outlet or a marketplace pays, its settlement proves
        method__in=[Payment.Method.CASH, Payment.Method.OUTLET, Payment.Method.PLATFORM]
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
    """A sale counts from the day the last of its money was verified, and not before it was sold; where its month was closed
    when it came, from the day it is booked on at its maker's."""
    at_makers = Entry.objects.filter(reference__startswith="sale:", book__kind=Book.Kind.BUSINESS)
    closed = at_makers.filter(booked_on__gt=F("happened_on"))
    late = dict(closed.values_list("reference").annotate(on=Max("booked_on")).order_by())
    rows: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for sale, state, on in Payment.objects.values_list("sale_id", "state", "verified_on"):
        rows[sale].append((state, on))
    sales = Sale.objects.order_by("pk").values_list("pk", "uid", "sold_on", "paid_on")
    count = 0
    for pk, uid, sold_on, paid_on in sales.iterator(chunk_size=CHUNK):
        count += 1
        days = [on for state, on in rows[pk] if state == Payment.State.VERIFIED and on is not None]
        first = max(sold_on, late.get(f"sale:{uid}", sold_on))
        if paid_on != (max([first, *days]) if len(days) == len(rows[pk]) else None):
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


@proof("takings", _("Tunai dihitung pada hari jualnya"))
def cash_counts_on_its_day(evidence: Evidence) -> Finding:
    """Cash counts on the day of its sale, for the whole of it: no payment moves into another month's share."""
    cash = Payment.objects.filter(method=Payment.Method.CASH)
    on_its_day = Q(state=Payment.State.VERIFIED, verified_on=F("sale__sold_on"))
    wrong = cash.exclude(on_its_day).order_by("pk").first()
    return Finding(cash.count(), f"payment {wrong.pk}: not as it was taken" if wrong else "")


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


_OPENED = {"shift": "pk", "channel": "channel", "officer": "officer", "opened_with": "opened_with", "by": "officer"}
_CLOSED = {"shift": "pk", "counted": "counted", "expected": "expected", "by": "officer"}
_LENT = {"advance": "pk", "seller": "seller__key", "given_to": "given_to", "amount": "amount", "by": "given_by"}


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
