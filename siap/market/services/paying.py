"""A code proves nothing: somebody other than the seller signs that the money came, or that it did not."""

from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.services import ReasonMissing
from siap.market import postings
from siap.market.facts import PaymentRefused, PaymentVerified
from siap.market.models import Arrival, Payment, Sale
from siap.market.rules import AlreadyDecided, EvidenceMissing, OwnPayment, PaidByReport
from siap.market.services.seeing import arrival_for, see
from siap.market.services.selling import count_money, void_sale
from siap.people.models import User


@verb
def verify_payment(payment: Payment, *, evidence: str, by: User, arrival: Arrival | None = None) -> Payment:
    """Sign that the money of a payment is really there, and by what one knows: best by money that a statement tells of.
    Signing twice changes nothing.

    Raises OwnPayment, PaidByReport, EvidenceMissing, AlreadyDecided; with an arrival MoneyDecided, MoneyElsewhere, AmountDiffers.
    """
    payment = _locked(payment)
    if payment.state == Payment.State.VERIFIED and not payment.sale.is_void:
        return payment
    _refuse_to_decide(payment, by)
    if not evidence.strip():
        raise EvidenceMissing
    payment.state, payment.verified_on, payment.verified_by = Payment.State.VERIFIED, clock.today(), by
    payment.evidence = evidence.strip()[:200]
    payment.save(update_fields=["state", "verified_on", "verified_by", "evidence", "amount"])
    came = arrival_for(payment, arrival)
    if came is not None:
        see([(came, payment)], signer=by)
    else:
        amount, today = payment.amount, clock.today()
        ledger.post(*postings.payment_verified(payment.reference, today, seller=payment.sale.seller.key, amount=amount))
        record(PaymentVerified(payment=payment.pk, sale=payment.sale_id, amount=amount, on=today))
    count_money(payment.sale)
    return payment


@verb
def refuse_payment(payment: Payment, *, because: str, by: User) -> Payment:
    """Say that the money of a payment never came: its sale is taken back. Refusing twice changes nothing.

    Raises OwnPayment, PaidByReport, AlreadyDecided, ReasonMissing.
    """
    payment = _locked(payment)
    if payment.state == Payment.State.REFUSED:
        return payment
    _refuse_to_decide(payment, by)
    if not because.strip():
        raise ReasonMissing
    payment.state, payment.evidence = Payment.State.REFUSED, because.strip()[:200]
    payment.save(update_fields=["state", "evidence"])
    record(PaymentRefused(payment=payment.pk, sale=payment.sale_id, amount=payment.amount))
    void_sale(payment.sale, because=because, by=by)
    return payment


def _locked(payment: Payment) -> Payment:
    """Behind its sale, which somebody else may be taking back at this moment: always in this order."""
    sale = Sale.objects.select_for_update(of=("self",)).select_related("seller").get(payments=payment)
    found: Payment = Payment.objects.select_for_update().get(pk=payment.pk)
    found.sale = sale
    return found


def _refuse_to_decide(payment: Payment, by: User) -> None:
    if payment.method == Payment.Method.PLATFORM:
        raise PaidByReport
    if payment.taken_by_id == by.pk:
        raise OwnPayment
    if payment.sale.is_void or payment.state != Payment.State.REPORTED:
        raise AlreadyDecided(state=payment.get_state_display())
