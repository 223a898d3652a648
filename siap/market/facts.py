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
class PriceSet(Fact):
    """A product has a price in a channel from a day on (rupiah)."""

    channel: int
    product: int
    price: int
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class SaleMade(Fact):
    """Goods went out and money was promised or taken (rupiah). Lines: business, product, lot, pieces, amount, cost."""

    sale: int
    unit: int
    seller: str
    method: str
    total: int
    on: date
    lines: tuple[tuple[int, int, int, int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class PaymentVerified(Fact):
    """The money of a sale is known to be there."""

    payment: int
    sale: int
    amount: int
    on: date


@dataclass(frozen=True, kw_only=True)
class PaymentRefused(Fact):
    """The money of a sale did not come."""

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
