"""However a sale is made up: every draft balances, and clearing nets to zero over all books."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from siap.ledger import chart
from siap.market import postings
from siap.market.rules import Part, SaleFigures

books = st.sampled_from(["seller:LPP", "business:1", "business:2", "business:3"])


@st.composite
def sales(draw):
    """A sale of some businesses, each once, paid in one way or two."""
    numbers = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True))
    rupiah, cost, extra = st.integers(1, 10**8), st.integers(0, 10**8), draw(st.integers(0, 20_000))
    parts = tuple(Part(number, f"business:{number}", draw(rupiah), draw(cost)) for number in numbers)
    due = sum(part.amount for part in parts) + extra
    cash = draw(st.integers(0, due))
    moneys = ((chart.cash_in_hand(7), cash), (chart.qris_unverified, due - cash))
    return SaleFigures("sale:x", date(2026, 11, 2), draw(books), moneys, parts, extra)


@given(sales())
def test_a_sale_balances_in_every_book_even_where_the_seller_is_the_maker(sale):
    drafts = postings.sale_made(sale)
    for draft in drafts:
        draft.check()
    lines = [line for draft in drafts for line in draft.lines]
    assert len({draft.book for draft in drafts}) == len(drafts)
    assert sum(line.side * line.amount for line in lines if line.account.code == chart.clearing.code) == 0
    assert sum(line.amount for line in lines if line.account == chart.revenue) == sale.total


@given(sales())
def test_the_seller_owes_every_business_what_it_earned_and_itself_nothing(sale):
    owed = {
        line.account.subject: line.amount
        for draft in postings.sale_made(sale)
        if draft.book == sale.seller
        for line in draft.lines
        if line.account.code == chart.clearing.code
    }
    assert owed == {part.business: part.amount for part in sale.parts if part.book != sale.seller}
