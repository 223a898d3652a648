"""Whatever is posted, in whatever books: hledger and beancount read the same balances from it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siap.core.verbs import record, verb
from siap.ledger import chart, exporting
from siap.ledger import services as ledger
from siap.ledger.facts import EntryReversed
from siap.ledger.models import Entry
from siap.ledger.rules import CREDIT, DEBIT, Draft, Posting
from tests import oracles

FIRST = date(1999, 12, 31)
DAYS = st.integers(0, 20_000).map(lambda days: FIRST + timedelta(days=days))
BOOKS = ("business:1", "seller:LPP", "custody:Z-5 é/“Ω”", "business-1")
ACCOUNTS = st.builds(chart.Account, st.sampled_from(sorted(chart.NAMES)), st.sampled_from((0, 7, 10**15)))
AMOUNTS = st.one_of(st.integers(1, 10**4), st.integers(1, 10**12 // 6))
ANYTHING = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)  # PostgreSQL keeps no NUL
MEMOS = st.one_of(st.just(""), ANYTHING, st.sampled_from(('a "b" \\', "c ; d | e", "(f)\n! * g")))
SIDES = st.lists(st.tuples(ACCOUNTS, st.sampled_from((DEBIT, CREDIT)), AMOUNTS), min_size=1, max_size=6)


@st.composite
def entries(draw: st.DrawFn) -> tuple[str, date, tuple[Posting, ...], str]:
    """A book, a day, lines that balance, a memo."""
    lines = [Posting(*line) for line in draw(SIDES)]
    left = sum(line.side * line.amount for line in lines)
    if left:
        lines.append(Posting(draw(ACCOUNTS), CREDIT if left > 0 else DEBIT, abs(left)))
    return draw(st.sampled_from(BOOKS)), draw(DAYS), tuple(lines), draw(MEMOS)


@verb
def write(*drafts: Draft, by: None) -> None:
    """Post, and say so."""
    ledger.post(*drafts)
    record(EntryReversed(reference="test", reversal="vouched"))


@pytest.fixture(autouse=True)
def _books(db: None) -> None:
    for key in BOOKS:
        ledger.open_book(key, "business", by=None)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(generated=st.lists(entries(), min_size=1, max_size=12))
def test_both_programs_agree_on_generated_books(generated: list[tuple], tmp_path: Path) -> None:
    """Each example adds to the books of the one before."""
    number = Entry.objects.count()
    write(
        *(
            Draft(book, f'sale:"{number + place}"; (x)', day, lines, memo)
            for place, (book, day, lines, memo) in enumerate(generated)
        ),
        by=None,
    )
    oracles.agree(tmp_path)


def test_a_book_without_entries_is_no_mistake(tmp_path: Path) -> None:
    oracles.agree(tmp_path)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=2, unique=True))
def test_two_keys_never_meet_in_one_tree(keys: list[str]) -> None:
    assert exporting.tree(keys[0]) != exporting.tree(keys[1])
