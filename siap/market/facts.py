"""What happens in the market."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ChannelOpened(Fact):
    """A place to sell was opened. Its takings go to the book of that seller."""

    channel: int
    unit: int
    seller: str


@dataclass(frozen=True, kw_only=True)
class SellerRuled(Fact):
    """From a day on another book takes the money of a channel, or of one product in it."""

    ruling: int
    channel: int
    product: int | None
    seller: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class PriceSet(Fact):
    """A product has a price in a channel from a day on (rupiah)."""

    channel: int
    product: int
    price: int
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class PromotionSet(Fact):
    """A product costs less in a channel for some days, both included (rupiah)."""

    promotion: int
    channel: int
    product: int
    price: int
    from_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True)
class PromotionEnded(Fact):
    """A promotion ends earlier than it was meant to."""

    promotion: int
    until_on: date


@dataclass(frozen=True, kw_only=True)
class SaleMade(Fact):
    """Goods went out and money was promised or taken (rupiah). Lines: business, product, lot, pieces, amount, cost.
    Payments: id, method, amount; `method` is the one of all of them, or `several`."""

    sale: int
    unit: int
    seller: str
    method: str
    total: int
    on: date
    lines: tuple[tuple[int, int, int | None, int, int, int], ...]
    payments: tuple[tuple[int, str, int], ...]
    extra: int = 0


@dataclass(frozen=True, kw_only=True)
class PaymentVerified(Fact):
    """The money of a payment is known to be there."""

    payment: int
    sale: int
    amount: int
    on: date


@dataclass(frozen=True, kw_only=True)
class PaymentRefused(Fact):
    """The money of a payment did not come."""

    payment: int
    sale: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class SaleVoided(Fact):
    """A sale was taken back: goods and money."""

    sale: int


@dataclass(frozen=True, kw_only=True)
class CashDeposited(Fact):
    """Cash left an officer's hands and arrived (rupiah)."""

    deposit: int
    seller: str
    handed_by: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class ProceedsHandedOver(Fact):
    """The seller handed a business money it held for it (rupiah)."""

    business: int
    seller: str
    amount: int
    on: date


@dataclass(frozen=True, kw_only=True)
class DebtsNamed(Fact):
    """What the first edition wrote as owed by a seller was carried over by business: business, rupiah (signed)."""

    seller: str
    debts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Fact):
    """Goods are kept for a buyer of the public shop (rupiah). Lines: product, lot (none: to be made), pieces, price."""

    order: int
    unit: int
    seller: str
    due: int
    lines: tuple[tuple[int, int | None, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class OrderFilled(Fact):
    """Pieces that were to be made for an order were put aside for it. Lines: product, lot, pieces."""

    order: int
    lines: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class BuyerAgreed(Fact):
    """A buyer agreed to be known again."""

    buyer: int


@dataclass(frozen=True, kw_only=True)
class BuyerWithdrew(Fact):
    """He took that back; nothing leads from his number to his orders any more."""

    buyer: int


@dataclass(frozen=True, kw_only=True)
class ReviewWritten(Fact):
    """A buyer gave a product its stars; his words stand with the review."""

    review: int
    order: int
    product: int
    stars: int


@dataclass(frozen=True, kw_only=True)
class ReviewDecided(Fact):
    """Somebody read a review; the public sees it, or not."""

    review: int
    state: str


@dataclass(frozen=True, kw_only=True)
class QuoteAnswered(Fact):
    """Somebody asked what many pieces cost, and was offered a price (rupiah for all the goods)."""

    order: int
    total: int
    promised_on: date
    valid_until: date


@dataclass(frozen=True, kw_only=True)
class OrdersPlanned(Fact):
    """A batch was planned because of these orders."""

    plan: int
    product: int
    orders: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PaceSet(Fact):
    """From a day on so many pieces of a product can be made to order in a week."""

    product: int
    a_week: int
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Fact):
    """Orders of a business are collected until a day and brought to a place on another."""

    round: int
    business: int
    until_on: date
    brought_on: date


@dataclass(frozen=True, kw_only=True)
class RoundCancelled(Fact):
    """A round that nobody is in was called off; the words stand with it."""

    round: int


@dataclass(frozen=True, kw_only=True)
class OrderMoved(Fact):
    """An order was reported as paid, accepted, made ready, handed over or cancelled; the words stand with the order."""

    order: int
    state: str


@dataclass(frozen=True, kw_only=True)
class QrisRegistered(Fact):
    """A seller's static code was registered: every code a buyer sees is made from it."""

    merchant: int
    seller: str
    nmid: str


@dataclass(frozen=True, kw_only=True)
class BankAccountSet(Fact):
    """Transfers to a seller go to another account."""

    account: int
    seller: str


@dataclass(frozen=True, kw_only=True)
class DeliveryFeeSet(Fact):
    """Bringing orders of a shop to a place costs so much (rupiah)."""

    channel: int
    place: int
    fee: int


@dataclass(frozen=True, kw_only=True)
class SaleFlagged(Fact):
    """A sale that came from a device would have been refused at the till."""

    flag: int
    sale: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class SaleFlagSeen(Fact):
    """A person said what was done about a flagged sale; the words stand with the flag."""

    flag: int
    sale: int


@dataclass(frozen=True, kw_only=True)
class ShortageFound(Fact):
    """A device sold pieces that no lot has."""

    shortage: int
    sale: int
    product: int
    pieces: int


@dataclass(frozen=True, kw_only=True)
class ShortageDecided(Fact):
    """Missing pieces were supplied from the stock (with their cost, rupiah), given up, or their sale was taken back."""

    shortage: int
    sale: int
    how: str
    pieces: int
    cost: int


@dataclass(frozen=True, kw_only=True)
class ShiftOpened(Fact):
    """An officer began at a place, with so much in his drawer (rupiah)."""

    shift: int
    channel: int
    officer: int
    opened_with: int


@dataclass(frozen=True, kw_only=True)
class ShiftClosed(Fact):
    """A drawer was counted (rupiah); the difference is in the book."""

    shift: int
    counted: int
    expected: int
    on: date


@dataclass(frozen=True, kw_only=True)
class ChangeLent(Fact):
    """The treasurer put change into an officer's hands (rupiah)."""

    advance: int
    seller: str
    given_to: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class OutletOpened(Fact):
    """Somebody's shop begins to sell for a unit's groups, for a fee (percent of what it sells)."""

    outlet: int
    channel: int
    unit: int
    fee_percent: int


@dataclass(frozen=True, kw_only=True)
class GoodsConsigned(Fact):
    """Goods came to an outlet, were sold there, taken back or found missing. Lines: lot, pieces (signed)."""

    note: int
    outlet: int
    kind: str
    on: date
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class OutletSettled(Fact):
    """An outlet paid what it had sold, less its fee (rupiah)."""

    settlement: int
    outlet: int
    sold: int
    fee: int
    method: str
    on: date


@dataclass(frozen=True, kw_only=True)
class RecallStarted(Fact):
    """A lot and what was made of it are called back (or it is only practised)."""

    recall: int
    business: int
    lot: int
    level: int
    is_drill: bool
    lots: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class HoldersListed(Fact):
    """Who holds pieces of a recalled lot: (holder, lot, quantity)."""

    recall: int
    holders: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class HolderTallied(Fact):
    """A holder was told, gave pieces back, or has none left."""

    note: int
    recall: int
    holder: int
    kind: str
    quantity: int


@dataclass(frozen=True, kw_only=True)
class RecallClosed(Fact):
    """A recall or a drill is over: what came back, what is gone, what was never found; how many seconds it took."""

    recall: int
    business: int
    is_drill: bool
    is_safe: bool
    back: int
    gone: int
    missing: int
    seconds: int


@dataclass(frozen=True, kw_only=True)
class EventPlanned(Fact):
    """A bazaar stands in the calendar, with what is hoped for (rupiah)."""

    event: int
    channel: int
    from_on: date
    until_on: date
    target: int


@dataclass(frozen=True, kw_only=True)
class EventCancelled(Fact):
    """A bazaar was called off."""

    event: int


@dataclass(frozen=True, kw_only=True)
class MoneyCame(Fact):
    """A statement or a notice tells of money: (arrival, rupiah, day)."""

    seller: str
    arrivals: tuple[tuple[int, int, date], ...]


@dataclass(frozen=True, kw_only=True)
class MoneyNamed(Fact):
    """Whose order money that came is for; its goods are not set aside yet."""

    arrival: int
    order: int


@dataclass(frozen=True, kw_only=True)
class PaymentSeen(Fact):
    """Money that came is this payment; who saw it there, if anybody but a machine."""

    payment: int
    sale: int
    arrival: int
    amount: int
    on: date
    signer: int | None


@dataclass(frozen=True, kw_only=True)
class MoneyFree(Fact):
    """The sale was taken back: its money waits again for somebody who says where it goes."""

    arrival: int
    payment: int


@dataclass(frozen=True, kw_only=True)
class MoneyCleared(Fact):
    """Money that came was given back (or was none that was new)."""

    arrival: int
    how: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class ComplaintMade(Fact):
    """A buyer says that something is wrong with a lot; his words stand with the complaint."""

    complaint: int
    lot: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class ComplaintAnswered(Fact):
    """Somebody said what was found and done about a complaint."""

    complaint: int


@dataclass(frozen=True, kw_only=True)
class GatewaySet(Fact):
    """A seller's account at a payment gateway was entered."""

    gateway: int
    seller: str
    kind: str
    is_live: bool


@dataclass(frozen=True, kw_only=True)
class PlatformRead(Fact):
    """A marketplace's report was read: so many orders are new, of so many something changed."""

    channel: int
    new: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class PlatformProductNamed(Fact):
    """Somebody said which product a marketplace's report means."""

    channel: int
    product: int


@dataclass(frozen=True, kw_only=True)
class PlatformSettled(Fact):
    """A marketplace paid out an order, less what it kept (rupiah)."""

    order: int
    sale: int
    payment: int
    paid_out: int
    fee: int
    on: date


@dataclass(frozen=True, kw_only=True)
class VoucherIssued(Fact):
    """A code takes so many rupiah off an order of at least so many, in so many orders, for some days, both included."""

    voucher: int
    channel: int
    off: int
    least: int
    most: int
    from_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True)
class VoucherEnded(Fact):
    """A voucher ends earlier than it was meant to."""

    voucher: int
    until_on: date


@dataclass(frozen=True, kw_only=True)
class VoucherUsed(Fact):
    """A voucher took so many rupiah off an order."""

    order: int
    voucher: int
    off: int


@dataclass(frozen=True, kw_only=True)
class BundleSet(Fact):
    """Pieces of several products (product, pieces) cost less together in a place for some days, both included (rupiah)."""

    bundle: int
    channel: int
    price: int
    from_on: date
    until_on: date
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class BundleEnded(Fact):
    """A bundle ends earlier than it was meant to."""

    bundle: int
    until_on: date
