"""A gateway is asked for a bill, and tells of money by its notices."""

from collections.abc import Mapping

from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.ledger.models import Book
from siap.market import gateways, queries
from siap.market.facts import GatewaySet
from siap.market.gateways import Keys, Notice, NoticeForged
from siap.market.models import Arrival, Gateway, Order
from siap.market.services.arriving import digest, name_order, write_arrivals
from siap.market.services.refusals import OrderOver, PayingUnknown
from siap.people.models import User


@verb
def set_gateway(seller: Book, kind: str, secret: str, token: str, is_live: bool, *, by: User) -> Gateway:
    """A seller's account at a gateway from now on; its secret is never shown again."""
    row = Gateway.objects.create(seller=seller, kind=kind, secret=secret, token=token, is_live=is_live)
    record(GatewaySet(gateway=row.pk, seller=seller.key, kind=kind, is_live=is_live))
    return row


def bill_order(order: Order, *, back: str, notify: str) -> str:
    """Where an order is paid: asked of the gateway once, then kept. No transaction is open while the gateway thinks.
    Raises OrderOver, PayingUnknown, GatewaySilent."""
    if order.pay_at:
        return order.pay_at
    if not order.is_open or order.is_over_time:
        raise OrderOver(state=order.state_now)
    account = queries.gateway_of(order.seller_id)
    if order.method != Order.Method.GATEWAY or account is None:
        raise PayingUnknown
    address = gateways.ask(account.kind, _keys(account), order.number, order.due, back=back, notify=notify)
    Order.objects.filter(pk=order.pk).update(pay_at=address)
    return address


def take_notice(kind: str, headers: Mapping[str, str], body: bytes) -> None:
    """Take down what a gateway tells, once, however often it tells it. Money that is no order's, or another amount, waits in
    plain sight. Raises NoticeForged, and ValueError for what is no notice."""
    for account in queries.gateways_of(kind):
        try:
            notice = gateways.read(kind, _keys(account), headers, body)
        except NoticeForged:
            continue
        if notice.amount > 0 and notice.payment:
            _take(account, notice)
        return
    raise NoticeForged


def _take(account: Gateway, notice: Notice) -> None:
    """The money first, in a transaction of its own; then whose it is."""
    key = digest(account.seller.key, account.kind, notice.payment)
    came = Arrival(
        key=key, seller=account.seller, source=account.get_kind_display(), came_on=clock.today(), came_at=clock.now(),
        amount=notice.amount, text=notice.number[:60],
    )  # fmt: skip
    write_arrivals(account.seller, [came], by=None)
    order = Order.objects.filter(number=notice.number, seller=account.seller).first()
    arrival = Arrival.objects.get(key=key)
    if order is None or arrival.order_id or arrival.state != Arrival.State.WAITING or order.due != arrival.amount:
        return
    try:
        name_order(arrival, order, by=None)
    except Refused:
        return  # cancelled meanwhile, or paid twice: somebody gives it back


def _keys(account: Gateway) -> Keys:
    return Keys(account.secret, account.token, account.is_live)
