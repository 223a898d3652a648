"""However a sale is made up: every draft balances, and clearing nets to zero over all books."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from siap.ledger import chart
from siap.market import postings
from siap.market.rules import Part, SaleFigures

books = st.sampled_from(["seller:LPP", "business:1", "business:2", "business:3"])
parts = st.lists(st.builds(Part, books, st.integers(1, 10**8), st.integers(0, 10**8)), min_size=1, max_size=5)


@given(books, parts)
def test_a_sale_balances_in_every_book_even_where_the_seller_is_the_maker(seller, parts):
    sale = SaleFigures("sale:x", date(2026, 11, 2), seller, chart.cash_in_hand(7), tuple(parts))
    drafts = postings.sale_made(sale)
    for draft in drafts:
        draft.check()
    lines = [line for draft in drafts for line in draft.lines]
    assert len({draft.book for draft in drafts}) == len(drafts)
    assert sum(line.side * line.amount for line in lines if line.account == chart.clearing) == 0
    assert sum(line.amount for line in lines if line.account == chart.revenue) == sale.total
