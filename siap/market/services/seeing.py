"""Money that came meets the payment that was waited for, and parts from it when the sale is taken back."""

from collections.abc import Sequence

from django.db import connection

from siap.core import clock
from siap.core.money import rupiah
from siap.core.verbs import record
from siap.ledger import services as ledger
from siap.market import postings
from siap.market.facts import MoneyFree, PaymentSeen
from siap.market.models import Arrival, Payment
from siap.market.services.refusals import AmountDiffers, MoneyDecided, MoneyElsewhere
from siap.people.models import User

WAITING = Arrival.State.WAITING


def see(pairs: Sequence[tuple[Arrival, Payment]], *, signer: User | None) -> None:
    """These payments (their rows locked, marked as verified by the caller) are this money. Who saw it signs."""
    if not pairs:
        return
    today = clock.today()
    for arrival, payment in pairs:
        arrival.state, arrival.payment = Arrival.State.MATCHED, payment
    rows = [(Arrival.State.MATCHED.value, payment.pk, arrival.pk) for arrival, payment in pairs]
    with connection.cursor() as cursor:  # hundreds at a time: the ORM's way takes longer than all the rest together
        cursor.executemany("UPDATE market_arrival SET state = %s, payment_id = %s WHERE id = %s", rows)
    ledger.post(
        *(
            postings.payment_seen(payment.reference, today, seller=payment.sale.seller.key, amount=payment.amount)
            for _arrival, payment in pairs
        )
    )
    for arrival, payment in pairs:
        record(
            PaymentSeen(
                payment=payment.pk, sale=payment.sale_id, arrival=arrival.pk, amount=payment.amount, on=today,
                signer=signer.pk if signer else None,
            )
        )  # fmt: skip


def arrival_for(payment: Payment, named: Arrival | None) -> Arrival | None:
    """The money of a payment: the one that is named, or the one that came for its order. None when none is known.
    Raises MoneyDecided, MoneyElsewhere, AmountDiffers for a named one."""
    rows = Arrival.objects.select_for_update(of=("self",))
    if named is None:
        waiting = rows.filter(state=WAITING, order__sale=payment.sale_id, amount=payment.amount)
        return waiting.order_by("pk").first()
    found: Arrival = rows.get(pk=named.pk)
    if found.state != WAITING:
        raise MoneyDecided(state=found.get_state_display())
    if found.seller_id != payment.sale.seller_id:
        raise MoneyElsewhere
    if found.amount != payment.amount:
        raise AmountDiffers(came=rupiah(found.amount), due=rupiah(payment.amount))
    return found


def let_go(payments: Sequence[Payment], *, because: str, by: User) -> list[Payment]:
    """The sale of these payments is taken back: what a statement told of waits again in plain sight, and whoever gives it back
    says so. The payments that stand at the bank without a statement are left to the caller."""
    rows = Arrival.objects.select_for_update().filter(payment__in=[one.pk for one in payments])
    came = {one.payment_id: one for one in rows.order_by("pk") if one.state == Arrival.State.MATCHED}
    for payment in payments:
        if payment.pk in came:
            arrival = came[payment.pk]
            ledger.reverse(payment.reference, because=because, by=by)
            arrival.state, arrival.payment = WAITING, None
            arrival.save(update_fields=["state", "payment"])
            record(MoneyFree(arrival=arrival.pk, payment=payment.pk))
    return [one for one in payments if one.pk not in came]
