"""What a replay sold beyond the stock, and what it sold against a rule: a person decides, with a reason."""

from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.services import ReasonMissing
from siap.market import postings, queries
from siap.market.facts import SaleFlagSeen, ShortageDecided
from siap.market.models import Sale, SaleFlag, SaleLine, Shortage
from siap.market.rules import AlreadyLookedAt, NothingShort
from siap.people.models import User
from siap.workshop import services as workshop
from siap.workshop.models import LotEdge, LotKind


@verb
def supply_shortage(shortage: Shortage, *, by: User) -> Shortage:
    """The missing pieces were there after all, counted or made since: take them from the lots now, with their cost.

    Raises NothingShort, and the workshop's OutOfStock.
    """
    shortage = _open(shortage)
    line = SaleLine.objects.select_for_update(of=("self",)).select_related("business").get(pk=shortage.line_id)
    price = line.amount // line.quantity
    on, cost = clock.today(), 0
    issued = workshop.issue_goods(
        shortage.product, shortage.pieces, reference=shortage.reference, on=on, elsewhere=queries.standing_elsewhere
    )
    for first, one in enumerate(issued):
        cost += one.cost
        if not first:
            line.lot, line.quantity, line.amount, line.cost = one.lot, one.quantity, one.quantity * price, one.cost
            line.save(update_fields=["lot", "quantity", "amount", "cost"])
            target = line
        else:
            target = SaleLine.objects.create(
                sale_id=shortage.sale_id, business_id=line.business_id, product_id=line.product_id, lot=one.lot,
                quantity=one.quantity, amount=one.quantity * price, cost=one.cost,
            )  # fmt: skip
        LotEdge.objects.create(source=one.lot.pk, kind=LotKind.SALE, target=target.pk, quantity=one.quantity)
    ledger.post(*postings.shortage_supplied(shortage.reference, on, book=line.business.book, cost=cost))
    shortage.supplied_on, shortage.cost = on, cost
    return _decide(shortage, Shortage.State.SUPPLIED, "", cost, by)


@verb
def write_off_shortage(shortage: Shortage, *, because: str, by: User) -> Shortage:
    """No lot will ever have the missing pieces: the sale stands without cost, with the reason.

    Raises NothingShort, ReasonMissing.
    """
    shortage = _open(shortage)
    if not because.strip():
        raise ReasonMissing
    return _decide(shortage, Shortage.State.GONE, because.strip()[:200], 0, by)


def undo_shortages(sale: Sale, *, because: str, by: User | None) -> None:
    """Its sale is taken back: what was supplied goes back to its lots and out of the book. Part of another verb."""
    for shortage in Shortage.objects.select_for_update().filter(sale=sale).order_by("pk"):
        if shortage.state == Shortage.State.SUPPLIED:
            workshop.return_goods(shortage.reference, on=clock.today())
            ledger.reverse(shortage.reference, because=because, by=by)
        if shortage.state in {Shortage.State.SUPPLIED, Shortage.State.OPEN}:
            _decide(shortage, Shortage.State.VOID, because.strip()[:200], 0, by)


@verb
def see_flag(flag: SaleFlag, *, because: str, by: User) -> SaleFlag:
    """Say what was done about a sale that should not have been made. Raises AlreadyLookedAt, ReasonMissing."""
    flag = SaleFlag.objects.select_for_update().get(pk=flag.pk)
    if flag.seen_at is not None:
        raise AlreadyLookedAt
    if not because.strip():
        raise ReasonMissing
    flag.seen_by, flag.seen_at, flag.because = by, clock.now(), because.strip()[:200]
    flag.save(update_fields=["seen_by", "seen_at", "because"])
    record(SaleFlagSeen(flag=flag.pk, sale=flag.sale_id))
    return flag


def _open(shortage: Shortage) -> Shortage:
    rows = Shortage.objects.select_for_update(of=("self",)).select_related("product", "sale")
    shortage = rows.get(pk=shortage.pk)
    if shortage.state != Shortage.State.OPEN:
        raise NothingShort
    return shortage


def _decide(shortage: Shortage, state: str, because: str, cost: int, by: User | None) -> Shortage:
    shortage.state, shortage.because = state, because
    shortage.decided_by, shortage.decided_at = by, clock.now()
    shortage.save(update_fields=["state", "because", "decided_by", "decided_at", "supplied_on", "cost"])
    record(ShortageDecided(shortage=shortage.pk, sale=shortage.sale_id, how=state, pieces=shortage.pieces, cost=cost))
    return shortage
