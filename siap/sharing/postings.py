"""How sharing is written in the books. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from siap.ledger import chart
from siap.ledger.rules import Cr, Dr, Draft


@dataclass(frozen=True)
class MemberFigures:
    """A member's part (rupiah): usable now, and held to release."""

    person: int
    usable: int
    held: int


@dataclass(frozen=True)
class ShareFigures:
    """A share as the books need it. `kept` is what stays as capital, the programme's part included."""

    reference: str
    on: date
    business: int
    business_book: str
    custody_book: str
    base: int
    state: int
    kept: int
    members: Sequence[MemberFigures]


def share_approved(share: ShareFigures) -> tuple[Draft, ...]:
    """The business gives up the base; custody owes it to the members, to the state, and to the business as capital."""
    owed = [Cr(account, amount) for member in share.members for account, amount in (
        (chart.usable(member.person), member.usable),
        (chart.held(member.person), member.held),
    )]  # fmt: skip
    return (
        Draft(
            share.business_book,
            share.reference,
            share.on,
            (Dr(chart.distribution, share.base), Cr(chart.clearing, share.base)),
        ),
        Draft(
            share.custody_book,
            share.reference,
            share.on,
            (
                Dr(chart.clearing, share.base),
                *owed,
                Cr(chart.state_revenue_due, share.state),
                Cr(chart.kept_capital(share.business), share.kept),
            ),
        ),
    )


def share_funded(reference: str, on: date, seller_book: str, custody_book: str, amount: int) -> tuple[Draft, ...]:
    """The seller's treasurer hands the base over to the custody of savings."""
    return (
        Draft(seller_book, reference, on, (Dr(chart.clearing, amount), Cr(chart.bank, amount))),
        Draft(custody_book, reference, on, (Dr(chart.bank, amount), Cr(chart.clearing, amount))),
    )


def capital_returned(
    reference: str, on: date, business: int, business_book: str, custody_book: str, amount: int
) -> tuple[Draft, ...]:
    """Kept capital leaves custody and becomes the business's own cash again. Each book balances by itself."""
    return (
        Draft(custody_book, reference, on, (Dr(chart.kept_capital(business), amount), Cr(chart.bank, amount))),
        Draft(business_book, reference, on, (Dr(chart.cash, amount), Cr(chart.capital, amount))),
    )


def paid_out(reference: str, on: date, custody_book: str, person: int, *, usable: int, held: int) -> tuple[Draft, ...]:
    """A person gets money: first what he may use, then what was held."""
    lines = (
        Dr(chart.usable(person), usable),
        Dr(chart.held(person), held),
        Cr(chart.bank, usable + held),
    )
    return (Draft(custody_book, reference, on, lines),)


def state_revenue_deposited(reference: str, on: date, custody_book: str, amount: int) -> tuple[Draft, ...]:
    """The state gets its part."""
    return (Draft(custody_book, reference, on, (Dr(chart.state_revenue_due, amount), Cr(chart.bank, amount))),)
