"""How a shop on the web is paid, and what it brings where."""

from siap.core.verbs import record, verb
from siap.ledger.models import Book
from siap.market import qris, queries
from siap.market.facts import BankAccountSet, DeliveryFeeSet, QrisRegistered
from siap.market.models import BankAccount, Channel, DeliveryFee, QrisMerchant
from siap.people.models import User


@verb
def register_qris(seller: Book, payload: str, nmid: str, *, by: User) -> QrisMerchant:
    """Register a seller's own static code; every code a buyer sees is made from it. Raises QrisBroken, QrisElsewhere,
    QrisNotStatic."""
    payload, nmid = payload.strip(), nmid.strip().upper()
    qris.check_static(payload, nmid)
    known = queries.qris_of(seller.pk)
    if known is not None and (known.payload, known.nmid) == (payload, nmid):
        return known
    merchant = QrisMerchant.objects.create(seller=seller, nmid=nmid, payload=payload)
    record(QrisRegistered(merchant=merchant.pk, seller=seller.key, nmid=nmid))
    return merchant


@verb
def set_bank_account(seller: Book, bank: str, number: str, holder: str, *, by: User) -> BankAccount:
    """Where transfers to a seller go from now on."""
    known = queries.bank_of(seller.pk)
    if known is not None and (known.bank, known.number, known.holder) == (bank, number, holder):
        return known
    account = BankAccount.objects.create(seller=seller, bank=bank, number=number, holder=holder)
    record(BankAccountSet(account=account.pk, seller=seller.key))
    return account


@verb
def set_delivery_fee(channel: Channel, place: str, fee: int, *, by: User) -> DeliveryFee:
    """What bringing an order of a shop to a place costs from now on (rupiah)."""
    row, _is_new = DeliveryFee.objects.update_or_create(channel=channel, place=place.strip(), defaults={"fee": fee})
    record(DeliveryFeeSet(channel=channel.pk, place=row.pk, fee=fee))
    return row
