"""A drawer is counted when it opens and when it closes; change comes from the treasurer by two hands."""

from uuid import UUID

from siap.core import clock, sql
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.ledger.rules import AmountWrong
from siap.market import postings, queries
from siap.market.facts import ChangeLent, ShiftClosed, ShiftOpened
from siap.market.models import CashAdvance, Channel, Shift
from siap.market.rules import (
    BankShort,
    DifferenceUnexplained,
    DrawerElsewhere,
    DrawerNegative,
    DrawerNotYours,
    OwnCash,
    ShiftOver,
)
from siap.people.models import Unit, User


@verb
def open_shift(uid: UUID, channel: Channel, opened_with: int, *, by: User) -> Shift:
    """Begin at a place with so much in the drawer (rupiah, counted). Sent twice, it is opened once.

    Raises OfAnother, DrawerNegative, DrawerElsewhere.
    """
    known = sql.find(Shift, uid, channel_id=channel.pk, officer_id=by.pk)
    if known is not None:
        return known
    channel = Channel.objects.select_for_update(of=("self",)).select_related("unit", "seller").get(pk=channel.pk)
    if opened_with < 0:
        raise DrawerNegative
    if running := queries.shift_of(by):
        raise DrawerElsewhere(place=running.channel.name)
    seller = queries.sellers(channel, clock.today())[None].book
    shift = Shift.objects.create(
        uid=uid,
        unit=channel.unit,
        channel=channel,
        seller=seller,
        officer=by,
        opened_at=clock.now(),
        opened_with=opened_with,
        in_hand_before=queries.cash_in_hand(by),
    )
    record(ShiftOpened(shift=shift.pk, channel=channel.pk, officer=by.pk, opened_with=opened_with))
    return shift


@verb
def close_shift(shift: Shift, counted: int, *, because: str = "", by: User) -> Shift:
    """Count the drawer (rupiah). What differs from what should be there is posted to the seller's book, with its reason.

    Closing twice with the same count changes nothing. Raises DrawerNotYours, DrawerNegative, ShiftOver, DifferenceUnexplained.
    """
    shift = Shift.objects.select_for_update(of=("self",)).select_related("seller", "officer").get(pk=shift.pk)
    if shift.officer_id != by.pk:
        raise DrawerNotYours
    if not shift.is_open:
        if shift.counted == counted:
            return shift
        raise ShiftOver
    if counted < 0:
        raise DrawerNegative
    Book.objects.select_for_update().get(pk=shift.seller_id)  # nobody moves this cash while it is counted
    shift.expected = queries.expected_in_drawer(shift)
    shift.counted, shift.closed_at, shift.because = counted, clock.now(), because.strip()[:200]
    if shift.difference and not shift.because:
        raise DifferenceUnexplained(
            counted=rupiah(counted), expected=rupiah(shift.expected), difference=rupiah(abs(shift.difference))
        )
    shift.save(update_fields=["counted", "expected", "closed_at", "because"])
    if shift.difference:
        ledger.post(
            *postings.drawer_differs(
                shift.reference, clock.today(), seller=shift.seller.key, hands=by.pk, difference=shift.difference
            )
        )
    record(ShiftClosed(shift=shift.pk, counted=counted, expected=shift.expected, on=clock.today()))
    return shift


@verb
def lend_change(uid: UUID, given_to: User, amount: int, *, unit: Unit, seller: Book, by: User) -> CashAdvance:
    """The treasurer puts change (rupiah) into an officer's hands. Sent twice, it is lent once.

    Raises OfAnother, AmountWrong, OwnCash, BankShort.
    """
    taker = Book.objects.select_for_update().get(pk=seller.pk)
    known = sql.find(CashAdvance, uid, seller_id=taker.pk, given_to_id=given_to.pk)
    if known is not None:
        return known
    if amount <= 0:
        raise AmountWrong(amount=amount)
    if given_to.pk == by.pk:
        raise OwnCash
    if amount > (left := queries.at_seller(taker.key)):
        raise BankShort(left=rupiah(left))
    advance = CashAdvance.objects.create(
        uid=uid, unit=unit, seller=taker, given_to=given_to, given_by=by, amount=amount, given_on=clock.today()
    )
    ledger.post(*postings.refund_lent(advance.reference, clock.today(), seller=taker.key, lent={given_to.pk: amount}))
    record(ChangeLent(advance=advance.pk, seller=taker.key, given_to=given_to.pk, amount=amount))
    return advance
