"""Money moves on: from an officer's hands to the treasurer, from the treasurer to the business it was earned by."""

from uuid import UUID

from siap.business.models import Business
from siap.core import clock
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.ledger.rules import AmountWrong
from siap.market import postings, queries
from siap.market.facts import CashDeposited, ProceedsHandedOver
from siap.market.models import CashDeposit, Sale, Settlement
from siap.market.rules import BankShort, HandsElsewhere, MoreThanHeld, MoreThanInHand, OwnCash, SellerUnknown
from siap.people.models import Unit, User


@verb
def confirm_cash(uid: UUID, handed_by: User, amount: int, *, by: User, seller: Book | None = None) -> CashDeposit:
    """Sign that cash (rupiah) which an officer took has arrived. Of the unit's takings unless a seller is named.

    The same `uid` again changes nothing. Raises AmountWrong, OwnCash, HandsElsewhere, MoreThanInHand.
    """
    unit = _unit_of(handed_by)
    taker = Book.objects.select_for_update().get(
        key=seller.key if seller else unit.seller_book
    )  # two confirmations of the same cash come one after the other
    known: CashDeposit | None = CashDeposit.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if amount <= 0:
        raise AmountWrong(amount=amount)
    if handed_by.pk == by.pk:
        raise OwnCash
    left = queries.cash_in_hand(handed_by, seller=taker.key)
    if amount > left:
        raise MoreThanInHand(name=handed_by.name, left=rupiah(left))
    deposit = CashDeposit.objects.create(
        uid=uid,
        unit=unit,
        seller=taker,
        handed_by=handed_by,
        confirmed_by=by,
        amount=amount,
        confirmed_on=clock.today(),
    )
    ledger.post(
        *postings.cash_confirmed(deposit.reference, clock.today(), seller=taker.key, hands=handed_by.pk, amount=amount)
    )
    record(CashDeposited(deposit=deposit.pk, seller=taker.key, handed_by=handed_by.pk, amount=amount))
    return deposit


def _unit_of(user: User) -> Unit:
    """Where somebody works; who works in the whole office is counted where he sold last, or an outlet paid him."""
    if user.unit is not None:
        return user.unit
    sold: Sale | None = Sale.objects.filter(rung_up_by=user).select_related("unit").order_by("-pk").first()
    paid: Settlement | None = Settlement.objects.filter(received_by=user).select_related("unit").order_by("-pk").first()
    last = sold or paid
    if last is None:
        raise HandsElsewhere(name=user.name)
    unit: Unit = last.unit
    return unit


@verb
def hand_over_proceeds(uid: UUID, business: Business, amount: int, *, by: User, seller: Book | None = None) -> None:
    """The seller gives a business money (rupiah) it holds for it; the unit's treasurer unless a seller is named.

    The same `uid` again changes nothing. Raises AmountWrong, SellerUnknown, MoreThanHeld, BankShort.
    """
    key = seller.key if seller else business.unit.seller_book if business.unit else None
    if key is None:
        raise SellerUnknown(business=business.name)
    reference = f"proceeds:{uid}"
    Book.objects.select_for_update().get(key=key)  # nobody else spends the seller's money meanwhile
    if book.entries_of(reference).exists():
        return
    if amount <= 0:
        raise AmountWrong(amount=amount)
    held = queries.held_for(business, seller=key)
    if amount > held:
        raise MoreThanHeld(business=business.name, left=rupiah(held))
    if amount > (left := queries.at_seller(key)):
        raise BankShort(left=rupiah(left))
    ledger.post(
        *postings.proceeds_handed_over(
            reference, clock.today(), seller=key, business=business.pk, book=business.book, amount=amount
        )
    )
    record(ProceedsHandedOver(business=business.pk, seller=key, amount=amount, on=clock.today()))
