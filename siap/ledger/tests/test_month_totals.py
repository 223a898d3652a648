"""Month totals are kept by the seal, the part that moved money too; the proof and a new count from the lines agree."""

from collections import Counter
from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siap.core import proofs
from siap.core.guards import drop, install
from siap.ledger import chart
from siap.ledger.models import Entry, Line, MonthTotal
from siap.ledger.rules import Draft, Posting
from siap.ledger.services import open_book, reverse
from siap.ledger.tests.test_post import write

pytestmark = pytest.mark.django_db
ACCOUNTS = [chart.cash, chart.bank, chart.cash_in_hand(3), chart.revenue, chart.stock, chart.payable, chart.held(1)]
entries = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from((1, -1)), st.integers(1, 10**9)), max_size=5),
        st.dates(date(2026, 9, 1), date(2026, 11, 30)),
    ),
    max_size=5,
)


def moved() -> dict[tuple[str, int], tuple[int, int]]:
    """By code and month, debits and credits in entries with a line on money: counted from the lines, one by one."""
    lines = list(Line.objects.select_related("account"))
    money = {line.entry_id for line in lines if line.account.code in chart.CASH}
    counted: dict[bool, Counter[tuple[str, int]]] = {True: Counter(), False: Counter()}
    for line in lines:
        if line.entry_id in money:
            counted[line.side > 0][line.account.code, line.booked_on.year * 100 + line.booked_on.month] += line.amount
    return {key: (counted[True][key], counted[False][key]) for key in counted[True].keys() | counted[False].keys()}


def kept() -> dict[tuple[str, int], tuple[int, int]]:
    totals: dict[tuple[str, int], tuple[int, int]] = {}
    for code, month, debit, credit in MonthTotal.objects.values_list("code", "month", "cash_debit", "cash_credit"):
        before = totals.get((code, month), (0, 0))
        totals[code, month] = before[0] + debit, before[1] + credit
    return {key: total for key, total in totals.items() if total != (0, 0)}


def write_all(number: int, drafted: list[tuple[list[tuple[chart.Account, int, int]], date]]) -> None:
    for place, (lines, day) in enumerate(drafted):
        left = sum(side * amount for _, side, amount in lines)
        closing = (Posting(chart.capital, -1 if left > 0 else 1, abs(left)),) if left else ()
        write(Draft("business:1", f"e:{number}:{place}", day, (*(Posting(*line) for line in lines), *closing)))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(entries)
def test_the_part_that_moved_money_is_what_the_lines_say(drafted):
    open_book("business:1", "business", by=None)
    write_all(Entry.objects.count(), drafted)
    assert kept() == moved()


def test_taking_money_back_moves_it_back():
    open_book("business:1", "business", by=None)
    write_all(0, [([(chart.cash, 1, 500), (chart.revenue, -1, 500)], date(2026, 10, 5))])
    reverse("e:0:0", because="salah", by=None)
    total = MonthTotal.objects.filter(code="4110").values_list("cash_debit", "cash_credit")
    assert sorted(total) == [(0, 500), (500, 0)]


def test_the_migration_counts_an_older_office_anew():
    open_book("business:1", "business", by=None)
    write_all(0, [([(chart.cash, 1, 500), (chart.revenue, -1, 500)], date(2026, 10, 5))])
    write_all(1, [([(chart.stock, 1, 70), (chart.payable, -1, 70)], date(2026, 10, 6))])
    before = kept()
    drop(connection)
    MonthTotal.objects.update(cash_debit=0, cash_credit=0)
    install(connection)
    editor = connection.SchemaEditorClass(connection, atomic=False)
    editor.deferred_sql = []
    import_module("siap.ledger.migrations.0002_cash_part_of_totals").count(None, editor)
    assert kept() == before == moved()


def test_a_total_that_lies_about_the_money_is_found():
    open_book("business:1", "business", by=None)
    write_all(0, [([(chart.stock, 1, 500), (chart.payable, -1, 500)], date(2026, 10, 5))])
    assert _totals() == ""
    MonthTotal.objects.filter(code="1320").update(cash_debit=3)  # grows, and stays within its total: no guard minds
    assert "account 1320" in _totals()


def _totals() -> str:
    return next(finding.offender for one, finding in proofs.run() if one.key == "totals")
