"""Money that came is written down first, then known for what it is; what nobody knows waits in plain sight."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from siap.core import clock
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.ledger.services import ReasonMissing
from siap.market import matching, postings, queries, statement
from siap.market.facts import MoneyCame, MoneyCleared, MoneyNamed
from siap.market.matching import Key
from siap.market.models import Arrival, Order, Payment, Sale, StatementSource
from siap.market.services.ordering import report_payment, sign_what_came
from siap.market.services.paying import verify_payment
from siap.market.services.refusals import AmountDiffers, BankEmpty, MoneyDecided, MoneyElsewhere, OrderOver
from siap.market.services.seeing import see
from siap.market.services.selling import count_money
from siap.people.models import User
from siap.people.roster import sheet

AT_ONCE = 500
"""Rows a transaction: a large statement stops nobody at the till."""
WAITING = Arrival.State.WAITING


@dataclass(frozen=True)
class Told:
    """What reading a statement brought: lines that are new and that were known, those matched now, those nobody can read."""

    new: int
    known: int
    matched: int
    unread: tuple[int, ...]


def take_statement(
    seller: Book, source: str, content: bytes, *, by: User, columns: Mapping[str, str] | None = None
) -> Told:
    """Write down what a statement tells of, and match what is sure. The same statement again, or one that overlaps, changes
    nothing. How its columns are called is remembered with the source (without `columns`, it is remembered from before).

    Raises what the sheet and the statement refuse, before anything was written.
    """
    read = statement.read(sheet.lines(content), columns or queries.columns_of(seller, source))
    remember_columns(seller, source, read.columns, by=by)
    seen: Counter[tuple[object, ...]] = Counter()
    lines: list[Arrival] = []
    for one in read.credits:
        says = (seller.key, source.casefold(), one.on, one.at, one.amount, matching.squeezed(one.text))
        seen[says] += 1  # two lines that say the same are two moneys; they say it in every file
        at = clock.at(one.on, one.at.hour, one.at.minute) if one.at else None
        lines.append(Arrival(
            key=digest(*says, seen[says]), seller=seller, source=source, came_on=one.on, came_at=at, amount=one.amount,
            text=one.text, seen_by=by,
        ))  # fmt: skip
    new = sum(write_arrivals(seller, lines[at : at + AT_ONCE], by=by) for at in range(0, len(lines), AT_ONCE))
    return Told(new, len(lines) - new, match_waiting(seller, by=by), read.unread)


def digest(*says: object) -> str:
    """What money that came is known by: the same words, the same money."""
    return hashlib.sha256("|".join(str(one) for one in says).encode()).hexdigest()


@verb
def remember_columns(seller: Book, source: str, columns: Mapping[str, str], *, by: User) -> None:
    """How the columns of what comes from there are called."""
    StatementSource.objects.update_or_create(seller=seller, name=source, defaults={"columns": dict(columns)})


@verb
def write_arrivals(seller: Book, lines: Sequence[Arrival], *, by: User | None) -> int:
    """Write money down that was not known before; how many. By nobody when a gateway tells it."""
    Book.objects.select_for_update().get(pk=seller.pk)  # the same statement from two windows comes one after the other
    known = set(Arrival.objects.filter(key__in=[one.key for one in lines]).values_list("key", flat=True))
    new = Arrival.objects.bulk_create([one for one in lines if one.key not in known])
    if not new:
        return 0
    days: dict[date, list[Arrival]] = defaultdict(list)
    for one in new:
        days[min(one.came_on, clock.today())].append(one)
    ledger.post(
        *(
            postings.money_came(f"came:{many[0].uid}", on, seller=seller.key, amount=sum(one.amount for one in many))
            for on, many in sorted(days.items())
        )
    )
    record(MoneyCame(seller=seller.key, arrivals=tuple((one.pk, one.amount, one.came_on) for one in new)))
    return len(new)


def match_waiting(seller: Book, *, by: User) -> int:
    """Match whatever money that waits is surely a payment or an order; how many were. What he took himself is left to others."""
    came, awaited, counted = queries.to_match(seller, by)
    pairs = matching.pair(came, awaited)
    rest = [one for one in came if one.pk not in pairs]
    pairs |= matching.pair(rest, counted)
    found = sorted(pairs.items())
    return sum(_match(seller, found[at : at + AT_ONCE], by=by) for at in range(0, len(found), AT_ONCE))


@verb
def _match(seller: Book, pairs: Sequence[tuple[int, Key]], *, by: User) -> int:
    """Apply what was matched; what somebody decided meanwhile is left as it is."""
    wanted = dict(pairs)
    ids = [pk for what, pk in wanted.values() if what != "order"]
    sales = Sale.objects.select_for_update(of=("self",)).select_related("seller").filter(payments__in=ids)
    by_sale = {sale.pk: sale for sale in sales.order_by("pk") if not sale.is_void}
    payments = {one.pk: one for one in Payment.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    rows = Arrival.objects.select_for_update().filter(pk__in=wanted, state=WAITING).order_by("pk")
    sure, many = [], 0
    for arrival in rows:
        what, pk = wanted[arrival.pk]
        if what == "order":
            many += _for_order(arrival, pk, by)
            continue
        payment = payments[pk]
        if payment.sale_id not in by_sale:
            continue
        payment.sale = by_sale[payment.sale_id]
        if what == "payment" and payment.state == Payment.State.REPORTED:
            sure.append((arrival, payment))
        elif what == "counted" and payment.state == Payment.State.VERIFIED:
            arrival.payment = payment
            _clear(arrival, Arrival.State.COUNTED, payment.sale.number)
            many += 1
    _sign(sure, by)
    return many + len(sure)


def _for_order(arrival: Arrival, pk: int, by: User) -> int:
    try:
        name_order(arrival, Order.objects.get(pk=pk), by=by)
    except (OrderOver, AmountDiffers, MoneyDecided):
        return 0  # somebody moved the order meanwhile: the money waits
    return 1


def _sign(pairs: Sequence[tuple[Arrival, Payment]], by: User) -> None:
    """All of them verified by what the statement says."""
    evidence: dict[str, list[int]] = defaultdict(list)
    for arrival, payment in pairs:
        evidence[words_of(arrival)].append(payment.pk)
    for says, ids in evidence.items():
        Payment.objects.filter(pk__in=ids).update(
            state=Payment.State.VERIFIED, verified_on=clock.today(), verified_by=by, evidence=says
        )
    see(pairs, signer=by)
    count_money(*{payment.sale_id: payment.sale for _arrival, payment in pairs}.values())


def words_of(arrival: Arrival) -> str:
    """How an arrival stands as evidence: where it was seen and of which day; never in the payer's words."""
    return f"{arrival.source}, {arrival.came_on:%d/%m/%Y}"


@verb
def name_order(arrival: Arrival, order: Order, *, by: User | None) -> Arrival:
    """Say whose order money that came is for. Of a transfer a few rupiah off, the order takes over the last digits. Where its
    goods were set aside already, its payment is verified; else the officers see that it is paid.

    Raises MoneyDecided, MoneyElsewhere, OrderOver, AmountDiffers, and verify_payment's.
    """
    order = Order.objects.select_for_update(of=("self",)).select_related("sale").get(pk=order.pk)
    arrival = _waiting(arrival)
    if arrival.seller_id != order.seller_id:
        raise MoneyElsewhere
    if not order.is_open or Arrival.objects.filter(order=order, state=WAITING).exclude(pk=arrival.pk).exists():
        raise OrderOver(state=order.state_now)
    off = arrival.amount - order.total - order.fee
    if arrival.amount != order.due:
        if order.sale is not None or not 0 <= off <= 999:
            raise AmountDiffers(came=rupiah(arrival.amount), due=rupiah(order.due))
        order.code = off
        order.save(update_fields=["code"])
    arrival.order = order
    arrival.save(update_fields=["order"])
    record(MoneyNamed(arrival=arrival.pk, order=order.pk))
    if order.sale is None:
        report_payment(order, by=by)
    elif by is None:
        sign_what_came(order)
    else:
        verify_payment(order.sale.payment, evidence=words_of(arrival), by=by, arrival=arrival)
    return arrival


@verb
def clear_arrival(arrival: Arrival, how: str, *, because: str, by: User) -> Arrival:
    """Money that came was given back to whoever sent it, or is no new money (a gateway pays out what was counted one by one,
    the treasurer brought cash that was confirmed). Twice changes nothing. Raises MoneyDecided, ReasonMissing, BankEmpty."""
    found: Arrival = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if found.state == how:
        return found
    found = _waiting(found)
    if not because.strip():
        raise ReasonMissing
    return _clear(found, Arrival.State(how), because)


def _clear(arrival: Arrival, how: Arrival.State, because: str) -> Arrival:
    seller = Book.objects.select_for_update().get(pk=arrival.seller_id)
    if arrival.amount > (left := queries.at_seller(seller.key)):
        raise BankEmpty(left=rupiah(left), amount=rupiah(arrival.amount))
    arrival.state, arrival.because = how, because.strip()[:200]
    arrival.save(update_fields=["state", "because", "payment"])
    ledger.post(
        postings.money_cleared(f"cleared:{arrival.uid}", clock.today(), seller=seller.key, amount=arrival.amount)
    )
    record(MoneyCleared(arrival=arrival.pk, how=how.value, amount=arrival.amount))
    return arrival


def _waiting(arrival: Arrival) -> Arrival:
    found: Arrival = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if found.state != WAITING:
        raise MoneyDecided(state=found.get_state_display())
    return found
