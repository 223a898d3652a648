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
    """A share as the books need it (rupiah). `kept` is what stays as capital, the programme's part included; `wages` is
    what of the base is no share of a result but a cost of the months worked; `from_budget`: the group pays none of it."""

    reference: str
    on: date
    business: int
    business_book: str
    custody_book: str
    base: int
    state: int
    kept: int
    members: Sequence[MemberFigures]
    worked_until: date
    wages: int = 0
    from_budget: bool = False


def share_approved(share: ShareFigures) -> tuple[Draft, ...]:
    """The business gives up the base; custody owes it to the members, to the state, and to the business as capital.

    Wages are a cost of the months in which they were earned. A training premium is no business of the group: until its
    budget pays, custody has a claim.
    """
    owed = [Cr(account, amount) for member in share.members for account, amount in (
        (chart.usable(member.person), member.usable),
        (chart.held(member.person), member.held),
    )]  # fmt: skip
    if share.from_budget:
        return (
            Draft(share.custody_book, share.reference, share.on, (Dr(chart.receivable, share.base), *owed)),
        )  # fmt: skip
    shared = share.base - share.wages
    return (
        Draft(
            share.business_book,
            share.reference,
            share.worked_until if share.wages else share.on,
            (Dr(chart.wages, share.wages), Dr(chart.distribution, shared), Cr(chart.clearing, share.base)),
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


@dataclass(frozen=True)
class Funding:
    """Where the money of a share comes from (rupiah): what each seller of record owes the business, by his book, and for
    wages in a loss what is taken `from_cash` of the business itself."""

    reference: str
    on: date
    business: int
    business_book: str
    custody_book: str
    by_seller: Sequence[tuple[str, int]]
    from_cash: int = 0

    @property
    def amount(self) -> int:
        """All of it."""
        return sum(amount for _seller, amount in self.by_seller) + self.from_cash


def share_funded(funding: Funding) -> tuple[Draft, ...]:
    """Every seller hands what it took for the business over to the custody of savings."""
    reference, on = funding.reference, funding.on
    sellers = (
        Draft(seller, reference, on, (Dr(chart.owed_to(funding.business), amount), Cr(chart.bank, amount)))
        for seller, amount in funding.by_seller
    )
    return (
        *sellers,
        Draft(
            funding.business_book,
            reference,
            on,
            (Dr(chart.clearing, funding.from_cash), Cr(chart.cash, funding.from_cash)),
        ),
        Draft(
            funding.custody_book, reference, on, (Dr(chart.bank, funding.amount), Cr(chart.clearing, funding.amount))
        ),
    )


def budget_paid(reference: str, on: date, custody_book: str, amount: int) -> tuple[Draft, ...]:
    """The budget that a training premium names has paid."""
    return (Draft(custody_book, reference, on, (Dr(chart.bank, amount), Cr(chart.receivable, amount))),)


def capital_returned(
    reference: str, on: date, business: int, business_book: str, custody_book: str, amount: int
) -> tuple[Draft, ...]:
    """Kept capital leaves custody and becomes the business's own cash again. Each book balances by itself."""
    return (
        Draft(custody_book, reference, on, (Dr(chart.kept_capital(business), amount), Cr(chart.bank, amount))),
        Draft(business_book, reference, on, (Dr(chart.cash, amount), Cr(chart.capital, amount))),
    )


def handed_over(
    reference: str, on: date, source_book: str, target_book: str, member: MemberFigures
) -> tuple[Draft, ...]:
    """One custody no longer owes a person what another owes him from now on."""
    accounts = ((chart.usable(member.person), member.usable), (chart.held(member.person), member.held))
    whole = member.usable + member.held
    return (
        Draft(source_book, reference, on, (*(Dr(one, amount) for one, amount in accounts), Cr(chart.clearing, whole))),
        Draft(target_book, reference, on, (Dr(chart.clearing, whole), *(Cr(one, amount) for one, amount in accounts))),
    )


def hand_over_sent(reference: str, on: date, source_book: str, target_book: str, amount: int) -> tuple[Draft, ...]:
    """The money of a hand-over goes from one custody to the other."""
    return (
        Draft(source_book, reference, on, (Dr(chart.clearing, amount), Cr(chart.bank, amount))),
        Draft(target_book, reference, on, (Dr(chart.bank, amount), Cr(chart.clearing, amount))),
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
