"""A sale that a device made without network: the goods are gone and the money was taken, so it always posts. What the till would
have refused becomes a flag; pieces that no lot has become a shortage. A person looks at both."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from siap.core import clock, sql
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.market import queries
from siap.market.facts import ShortageFound
from siap.market.models import Channel, Payment, Sale, SaleFlag, SaleLine, Shift, Shortage
from siap.market.rules import (
    MOST_A_PIECE,
    MOST_PIECES,
    EmptyTill,
    MethodUnknown,
    PaymentsWrong,
    PiecesWrong,
    SellersDiffer,
)
from siap.market.services.doubting import raise_flags
from siap.market.services.recalling import list_late_buyers
from siap.market.services.selling import AT_THE_TILL, Priced, finish, hand_out, line_of, paid_at_once, take, whereabouts
from siap.people.models import User
from siap.ui import words
from siap.workshop import services as workshop
from siap.workshop.models import Lot, Product
from siap.workshop.services import Issued

LONGEST_AWAY = timedelta(days=366)
"""A device that says to have kept a sale longer than this has a wrong clock."""


@dataclass(frozen=True)
class Taken:
    """Pieces that went over the counter, at the price (rupiah a piece) that was paid; of the lot that was scanned, if one was."""

    product: Product
    pieces: int
    price: int
    lot: Lot | None = None


@verb
def replay_sale(
    uid: UUID,
    channel: Channel,
    lines: Sequence[Taken],
    *,
    paid: Sequence[tuple[str, int]],
    sold_at: datetime,
    by: User,
    buyer: str = "",
) -> Sale:
    """Book a sale that was made without network, on the day on which it happened. The same `uid` again changes nothing.

    It refuses only what is no sale at all: OfAnother (the `uid` is a sale's of another place), EmptyTill, PiecesWrong,
    MethodUnknown, PaymentsWrong (what was paid is not what the lines cost).
    """
    sql.lock(channel)
    known = sql.find(Sale, uid, channel_id=channel.pk)
    if known is not None:
        return known
    _refuse_nonsense(channel, lines, paid)
    told, sold_at = sold_at, _believed(channel, sold_at, by)
    priced = [Priced(line.product, line.pieces, line.price) for line in _in_order(lines)]
    scanned: dict[int, Counter[int]] = defaultdict(Counter)
    for line in lines:
        if line.lot and line.lot.product_id == line.product.pk:
            scanned[line.product.pk][line.lot.pk] += line.pieces
    pieces = Counter[int]()
    for one in priced:
        pieces[one.product.pk] += one.pieces
    issued: dict[int, list[Issued]] = {}

    def give(sale: Sale, one: Priced) -> list[SaleLine]:
        pk = one.product.pk
        if pk not in issued:  # a product leaves its lots once, at however many prices
            issued[pk] = _what_is_there(sale, one.product, pieces[pk], scanned[pk])
        return _lines(sale, one, issued[pk])

    seller, mixed = _seller(channel, priced, clock.day_of(sold_at))
    mixed += _clock_wrong(told, sold_at)
    paid_on = paid_at_once([method for method, _amount in paid], clock.day_of(sold_at))
    sale, given = hand_out(
        uid, channel, priced, sold_at=sold_at, paid_on=paid_on, buyer=buyer, by=by, give=give, seller=seller
    )
    taken = take(sale, paid, by)
    finish(sale, given, taken, [(whereabouts(payment), payment.amount) for payment in taken])
    raise_flags(sale, priced, mixed)
    for shortage in _shortages(sale):
        record(ShortageFound(shortage=shortage.pk, sale=sale.pk, product=shortage.product_id, pieces=shortage.pieces))
    list_late_buyers(sale, by=by)
    return sale


def _believed(channel: Channel, told: datetime, by: User) -> datetime:
    """When it was sold. A device whose clock is ahead says now; one that woke up years ago knows at most that its officer's
    drawer was open."""
    now = clock.now()
    if told >= now - LONGEST_AWAY:
        return min(told, now)
    running = Shift.objects.filter(channel=channel, officer=by, closed_at=None).first()
    return running.opened_at if running is not None else now


def _clock_wrong(told: datetime, sold_at: datetime) -> list[tuple[str, str]]:
    """What a person should know of a sale whose device did not know the day."""
    if told >= clock.now() - LONGEST_AWAY:
        return []
    gaps = {"told": words.moment(told), "moment": words.moment(sold_at)}
    says = _("Jam perangkatnya salah (%(told)s): penjualan dicatat pada %(moment)s.") % gaps
    return [(SaleFlag.Kind.LATE, says)]


def _refuse_nonsense(channel: Channel, lines: Sequence[Taken], paid: Sequence[tuple[str, int]]) -> None:
    if not lines:
        raise EmptyTill
    for line in lines:
        if not 0 < line.pieces <= MOST_PIECES or not 0 < line.price <= MOST_A_PIECE:
            raise PiecesWrong(product=line.product.name, pieces=line.pieces)
    ways = (Payment.Method.PLATFORM,) if channel.kind == Channel.Kind.PLATFORM else AT_THE_TILL
    if any(method not in ways for method, _amount in paid):
        raise MethodUnknown
    total = sum(line.pieces * line.price for line in lines)
    if any(amount <= 0 for _method, amount in paid) or sum(amount for _method, amount in paid) != total:
        raise PaymentsWrong(total=rupiah(total))


def _seller(channel: Channel, priced: Sequence[Priced], on: date) -> tuple[queries.Seller, list[tuple[str, str]]]:
    """Who takes the money; where the goods have two sellers of record the channel's own takes it all, and it is flagged."""
    try:
        return queries.seller_for(channel, [line.product for line in priced], on), []
    except SellersDiffer as refusal:
        return queries.sellers(channel, on)[None], [(SaleFlag.Kind.SELLER, str(refusal))]


def _in_order(lines: Sequence[Taken]) -> list[Taken]:
    """Each product once and in a fixed order, so that two replays lock the same lots alike; another price is another line. The
    lots that were scanned are counted apart."""
    joined: dict[tuple[int, int], Taken] = {}
    for line in lines:
        key = (line.product.pk, line.price)
        before = joined.get(key)
        joined[key] = Taken(line.product, line.pieces + (before.pieces if before else 0), line.price)
    return [joined[key] for key in sorted(joined)]


def _what_is_there(sale: Sale, product: Product, pieces: int, scanned: Mapping[int, int]) -> list[Issued]:
    """What lots can give of these pieces."""
    return workshop.issue_what_is_there(
        product,
        pieces,
        reference=sale.reference,
        on=sale.sold_on,
        scanned=scanned,
        elsewhere=queries.standing_elsewhere,
    )


def _lines(sale: Sale, priced: Priced, given: list[Issued]) -> list[SaleLine]:
    """A line for every lot that pieces came from, and one without a lot for those that no lot has. What is taken is taken off
    `given`; the cost follows the pieces, and the last of them take what is left of it."""
    lines, wanted = [], priced.pieces
    while wanted and given:
        first = given.pop(0)
        taken = min(wanted, first.quantity)
        cost = first.cost * taken // first.quantity
        if taken < first.quantity:
            given.insert(0, replace(first, quantity=first.quantity - taken, cost=first.cost - cost))
        lines.append(line_of(sale, priced, first.lot, taken, cost))
        wanted -= taken
    return [*lines, line_of(sale, priced, None, wanted, 0)] if wanted else lines


def _shortages(sale: Sale) -> list[Shortage]:
    """One for every line without a lot."""
    return [
        Shortage.objects.create(
            sale=sale, line=line, product_id=line.product_id, pieces=line.quantity, found_at=clock.now()
        )
        for line in sale.lines.filter(lot=None).order_by("pk")
    ]
