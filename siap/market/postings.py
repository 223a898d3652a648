"""How the market is written in the books: figures in, drafts out. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from siap.ledger import chart
from siap.ledger.chart import Account
from siap.ledger.rules import Cr, Dr, Draft, Posting
from siap.market.rules import SaleFigures


def sale_made(sale: SaleFigures) -> tuple[Draft, ...]:
    """The seller of record takes the money and owes it to each business; every business earns the revenue and gives up
    the goods. What was paid besides, for delivery, is the seller's.

    A business that sells for itself has all of it in its one book, and owes itself nothing.
    """
    books: dict[str, list[Posting]] = defaultdict(list)
    books[sale.seller] += [Dr(account, amount) for account, amount in sale.moneys]
    for part in sale.parts:
        if part.book != sale.seller:
            books[sale.seller].append(Cr(chart.owed_to(part.business), part.amount))
            books[part.book].append(Dr(chart.clearing, part.amount))
        books[part.book] += (
            Cr(chart.revenue, part.amount),
            Dr(chart.cost_of_sales, part.cost),
            Cr(chart.stock, part.cost),
        )
    books[sale.seller].append(Cr(chart.other_income, sale.extra))
    return tuple(Draft(book, sale.reference, sale.on, lines) for book, lines in books.items())


def payment_verified(reference: str, on: date, *, seller: str, amount: int) -> tuple[Draft, ...]:
    """A payment is known to have arrived at the seller's bank."""
    return (Draft(seller, reference, on, (Dr(chart.bank, amount), Cr(chart.qris_unverified, amount))),)


def money_came(reference: str, on: date, *, seller: str, amount: int) -> Draft:
    """Money is at the seller's bank, and nobody knows yet whose payment it is."""
    return Draft(seller, reference, on, (Dr(chart.bank, amount), Cr(chart.unclaimed, amount)))


def payment_seen(reference: str, on: date, *, seller: str, amount: int) -> Draft:
    """Money that came is a payment that was waited for."""
    return Draft(seller, reference, on, (Dr(chart.unclaimed, amount), Cr(chart.qris_unverified, amount)))


def money_cleared(reference: str, on: date, *, seller: str, amount: int) -> Draft:
    """Money that came was given back, or stands in the bank's account already under another name."""
    return Draft(seller, reference, on, (Dr(chart.unclaimed, amount), Cr(chart.bank, amount)))


def cash_confirmed(reference: str, on: date, *, seller: str, hands: int, amount: int) -> tuple[Draft, ...]:
    """Cash left an officer's hands and arrived at the treasurer or the bank."""
    return (Draft(seller, reference, on, (Dr(chart.bank, amount), Cr(chart.cash_in_hand(hands), amount))),)


def refund_lent(reference: str, on: date, *, seller: str, lent: Mapping[int, int]) -> tuple[Draft, ...]:
    """The treasurer puts money in officers' hands (rupiah by user), who give it back to a buyer."""
    hands = [Dr(chart.cash_in_hand(user), amount) for user, amount in lent.items()]
    return (Draft(seller, reference, on, (*hands, Cr(chart.bank, sum(lent.values())))),)


def proceeds_handed_over(
    reference: str, on: date, *, seller: str, business: int, book: str, amount: int
) -> tuple[Draft, ...]:
    """The seller gives a business the money it held for it; the clearing between them closes."""
    return (
        Draft(seller, reference, on, (Dr(chart.owed_to(business), amount), Cr(chart.bank, amount))),
        Draft(book, reference, on, (Dr(chart.cash, amount), Cr(chart.clearing, amount))),
    )


def debts_named(reference: str, on: date, *, seller: str, debts: Mapping[int, int]) -> tuple[Draft, ...]:
    """What a seller owes (rupiah, signed), written of old without saying to whom, stands by business from now on."""
    lines: list[Posting] = []
    for business, amount in debts.items():
        more, less, owed = max(0, amount), max(0, -amount), chart.owed_to(business)
        lines += [Dr(chart.clearing, more), Cr(owed, more), Dr(owed, less), Cr(chart.clearing, less)]
    return (Draft(seller, reference, on, lines),)


def shortage_supplied(reference: str, on: date, *, book: str, cost: int) -> tuple[Draft, ...]:
    """Goods that a device sold beyond the stock leave their lots later, at what they cost."""
    return (Draft(book, reference, on, (Dr(chart.cost_of_sales, cost), Cr(chart.stock, cost))),)


def drawer_differs(reference: str, on: date, *, seller: str, hands: int, difference: int) -> tuple[Draft, ...]:
    """A counted drawer holds more (positive) or less than it should (rupiah): the officer's hands hold what was counted."""
    more, less = max(0, difference), max(0, -difference)
    cash, differs = chart.cash_in_hand(hands), chart.cash_difference
    return (Draft(seller, reference, on, (Dr(cash, more), Cr(differs, more), Dr(differs, less), Cr(cash, less))),)


def outlet_settled(
    reference: str, on: date, *, seller: str, outlet: int, into: Account, fees: Mapping[tuple[int, str], int], sold: int
) -> tuple[Draft, ...]:
    """An outlet pays what it sold (rupiah) less its fee, which every business bears for its own goods (`fees`, by its id and
    book); what the seller owes the business shrinks by it."""
    owing = Account(chart.receivable.code, outlet)
    return _paid_by_others(reference, on, seller=seller, owing=owing, into=into, fees=fees, sold=sold)


def platform_paid_out(
    reference: str, on: date, *, seller: str, fees: Mapping[tuple[int, str], int], sold: int
) -> tuple[Draft, ...]:
    """A marketplace pays out what it sold (rupiah) less what it keeps, borne as an outlet's fee is."""
    return _paid_by_others(
        reference, on, seller=seller, owing=chart.qris_unverified, into=chart.bank, fees=fees, sold=sold
    )


def _paid_by_others(
    reference: str,
    on: date,
    *,
    seller: str,
    owing: Account,
    into: Account,
    fees: Mapping[tuple[int, str], int],
    sold: int,
) -> tuple[Draft, ...]:
    fee = sum(fees.values())
    books: dict[str, list[Posting]] = defaultdict(list)
    books[seller] += [Dr(into, sold - fee), Cr(owing, sold)]
    for (business, book), amount in fees.items():
        books[book].append(Dr(chart.expense, amount))
        if book != seller:
            books[seller].append(Dr(chart.owed_to(business), amount))
            books[book].append(Cr(chart.clearing, amount))
    return tuple(Draft(book, reference, on, lines) for book, lines in books.items())


def goods_missing(reference: str, on: date, *, costs: Mapping[str, int]) -> tuple[Draft, ...]:
    """Goods are gone from an outlet's shelf: a loss of each business (its book), at what they had cost."""
    return tuple(
        Draft(book, reference, on, (Dr(chart.loss_of_goods, cost), Cr(chart.stock, cost)))
        for book, cost in costs.items()
    )
