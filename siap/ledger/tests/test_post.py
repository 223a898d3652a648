"""`ledger.post` writes a balanced entry once and seals it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siap.core.verbs import record, verb
from siap.ledger import chart, queries
from siap.ledger.facts import EntryReversed
from siap.ledger.models import Book, Entry, Line, MonthTotal
from siap.ledger.rules import AmountWrong, AnotherEntry, Cr, Dr, Draft, NotBalanced, Posting
from siap.ledger.services import NothingToReverse, ReasonMissing, open_book, post, reverse

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 12)


@pytest.fixture(autouse=True)
def _books(db: None) -> None:
    open_book("business:1", "business", by=None)
    open_book("seller:LPP", "seller", by=None)


@verb
def write(*drafts: Draft, by: object = None) -> list[Entry]:
    entries = post(*drafts)
    record(EntryReversed(reference="test", reversal="vouched"))  # a fact to vouch for the entry
    return entries


def sale(amount: int = 160_000, reference: str = "sale:1", on: date = DAY, book: str = "business:1") -> Draft:
    return Draft(book, reference, on, (Dr(chart.cash, amount), Cr(chart.revenue, amount)))


def test_an_entry_is_sealed_and_stands_in_the_month() -> None:
    (entry,) = write(sale())
    assert Entry.objects.get(pk=entry.pk).sealed
    assert [(row.code, row.balance) for row in queries.totals(["business:1"], since=202610, until=202610)] == [
        ("1110", 160_000),
        ("4110", 160_000),
    ]
    assert queries.totals(["business:1"], since=202611) == []


def test_the_same_event_posts_once() -> None:
    write(sale())
    assert write(sale()) == []
    assert Entry.objects.count() == 1
    assert queries.balance(chart.cash, book="business:1") == 160_000


def test_the_same_reference_with_other_lines_is_refused() -> None:
    write(sale())
    with pytest.raises(AnotherEntry):
        write(sale(amount=150_000))
    assert Entry.objects.count() == 1


def test_one_event_may_stand_in_two_books() -> None:
    write(
        Draft("seller:LPP", "sale:1", DAY, (Dr(chart.cash, 5), Cr(chart.clearing, 5))),
        Draft("business:1", "sale:1", DAY, (Dr(chart.clearing, 5), Cr(chart.revenue, 5))),
    )
    assert Entry.objects.count() == 2
    assert list(queries.open_clearing()) == []


def test_unequal_sides_are_refused() -> None:
    with pytest.raises(NotBalanced):
        write(Draft("business:1", "x", DAY, (Dr(chart.cash, 2), Cr(chart.revenue, 1))))
    assert not Line.objects.exists()


@pytest.mark.parametrize("amount", [-1, 10**12 + 1, 1.5])
def test_an_amount_that_cannot_be_is_refused(amount: int) -> None:
    with pytest.raises(AmountWrong):
        write(sale(amount=amount))
    assert not Entry.objects.exists()


def test_lines_of_nothing_vanish() -> None:
    (entry,) = write(Draft("business:1", "x", DAY, (Dr(chart.cash, 2), Cr(chart.revenue, 2), Cr(chart.stock, 0))))
    assert entry.lines.count() == 2
    assert write(Draft("business:1", "y", DAY, ())) == []


def test_many_entries_at_once_keep_their_order() -> None:
    many = 200
    entries = write(*(sale(amount=number, reference=f"sale:{number}") for number in range(1, many + 1)))
    assert [entry.pk for entry in entries] == list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    assert all(entry.sealed and entry.lines.count() == 2 for entry in entries)
    assert {entry.reference: entry.lines.first().amount for entry in entries}[f"sale:{many}"] == many
    assert queries.balance(chart.cash) == many * (many + 1) // 2


def test_an_unknown_book_is_nobodys() -> None:
    with pytest.raises(Book.DoesNotExist):
        write(sale(book="business:404"))


def test_taking_an_event_back_leaves_both_in_the_book() -> None:
    write(sale())
    reverse("sale:1", because="salah ketik", by=None)
    assert reverse("sale:1", because="sekali lagi", by=None)[0].reference == "sale:1:reversed"
    assert Entry.objects.count() == 2
    assert queries.balance(chart.cash, book="business:1") == 0
    assert MonthTotal.objects.filter(debit=160_000).count() == 2


def test_taking_back_needs_a_reason_and_an_event() -> None:
    write(sale())
    with pytest.raises(ReasonMissing):
        reverse("sale:1", because=" ", by=None)
    with pytest.raises(NothingToReverse):
        reverse("sale:2", because="salah ketik", by=None)
    assert Entry.objects.count() == 1


ACCOUNTS = [chart.cash, chart.revenue, chart.stock, chart.held(1), chart.held(2)]
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
sides = st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from((1, -1)), st.integers(1, 10**9)), max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(sides, DAYS), max_size=4), DAYS)
def test_balances_are_what_was_posted(
    entries: list[tuple[list[tuple[chart.Account, int, int]], date]], on: date
) -> None:
    expected: dict[chart.Account, int] = dict.fromkeys(ACCOUNTS, 0)
    start = {account: queries.balance(account, on=on) for account in ACCOUNTS}
    number = Entry.objects.count()
    for position, (lines, day) in enumerate(entries):
        left = sum(side * amount for _, side, amount in lines)
        closing = (Posting(chart.capital, -1 if left > 0 else 1, abs(left)),) if left else ()
        write(Draft("business:1", f"e:{number}:{position}", day, (*(Posting(*line) for line in lines), *closing)))
        for account, side, amount in lines:
            if day <= on:
                expected[account] += side * amount * (1 if chart.grows_by_debit(account.code) else -1)
    assert {a: queries.balance(a, on=on) - start[a] for a in ACCOUNTS} == expected
