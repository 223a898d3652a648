"""Buyers who want to be known again, what they order again, and what they say of it."""

from uuid import UUID

from siap.core import clock
from siap.core.fields import blind_index
from siap.core.verbs import record, verb
from siap.market import chat, queries
from siap.market.facts import BuyerAgreed, BuyerWithdrew, ReviewDecided, ReviewWritten
from siap.market.models import Buyer, Order, Review
from siap.market.services.placing import place_order
from siap.market.services.refusals import NotBought, NotKnown, StarsWrong
from siap.people.models import User
from siap.workshop.models import Product


@verb
def remember_buyer(order: Order, *, by: User | None = None) -> Buyer:
    """The buyer of an order agrees to be known again by his number. Agreeing twice changes nothing."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.known is not None and order.known.withdrawn_at is None:
        return order.known
    buyer, is_new = Buyer.objects.get_or_create(
        mark=blind_index(chat.local(order.phone)), defaults={"agreed_at": clock.now()}
    )
    if is_new:
        record(BuyerAgreed(buyer=buyer.pk))
    order.known = buyer
    order.save(update_fields=["known"])
    return buyer


@verb
def forget_buyer(order: Order, *, by: User | None = None) -> None:
    """He takes it back: nothing leads from his number to his orders, and of those that are over, number and address go. Twice
    changes nothing. Raises NotKnown."""
    buyer = Buyer.objects.select_for_update().filter(orders=order.pk).first()
    if buyer is None:
        raise NotKnown
    if buyer.withdrawn_at is not None:
        return
    buyer.mark, buyer.withdrawn_at = None, clock.now()
    buyer.save(update_fields=["mark", "withdrawn_at"])
    for one in buyer.orders.filter(state__in=[Order.State.HANDED, Order.State.CANCELLED]).order_by("pk"):
        one.phone, one.address = "", "–" if one.address else ""
        one.save(update_fields=["phone", "address"])
    record(BuyerWithdrew(buyer=buyer.pk))


@verb
def order_again(uid: UUID, order: Order, *, by: User | None = None) -> Order:
    """The same goods, brought and paid in the same way, at today's price, for a buyer who agreed to be known. Sent twice, it is
    ordered once. Raises NotKnown, and what `place_order` does."""
    if order.known is None or order.known.withdrawn_at is not None or not order.phone:
        raise NotKnown
    lines = [(product, count) for product, count, _amount in queries.ordered_goods(order)]
    again = place_order(
        uid, order.channel, lines, buyer=order.buyer, phone=order.phone, how=order.how, method=order.method,
        place=order.place, address=order.address, by=by,
    )  # fmt: skip
    if again.known is None:
        again.known = order.known
        again.save(update_fields=["known"])
    return again


@verb
def write_review(
    order: Order, product: Product, stars: int, *, words: str = "", shown_name: str = "", by: User | None = None
) -> Review:
    """A buyer who got a product says what he thinks of it, once an order. Nobody sees it until it was read.
    Raises NotBought, StarsWrong."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    known: Review | None = Review.objects.filter(order=order, product=product).first()
    if known is not None:
        return known
    if order.state != Order.State.HANDED or not order.lines.filter(product=product).exists():
        raise NotBought
    if not 1 <= stars <= 5:
        raise StarsWrong
    review = Review.objects.create(
        unit_id=order.unit_id, order=order, product=product, stars=stars, words=words.strip()[:300],
        shown_name=shown_name.strip()[:40], written_at=clock.now(),
    )  # fmt: skip
    record(ReviewWritten(review=review.pk, order=order.pk, product=product.pk, stars=stars))
    return review


@verb
def decide_review(review: Review, *, shown: bool, by: User) -> Review:
    """Somebody read a review and shows it or not; he may change his mind. The same again changes nothing."""
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    state = Review.State.SHOWN if shown else Review.State.HIDDEN
    if review.state == state:
        return review
    review.state, review.decided_by = state, by
    review.save(update_fields=["state", "decided_by"])
    record(ReviewDecided(review=review.pk, state=state.value))
    return review
