from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as forall
from hypothesis import strategies as st

from siap.business.services import close_business
from siap.cashbook import queries, rules, services
from siap.cashbook.models import CashNote
from siap.cashbook.tests import given
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.services import NotADocument
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import AmountWrong
from siap.workshop.tests import given as workshop
from tests.world import TODAY


def cash(business):
    return book.balance(chart.cash, book=business.book)


def test_money_in_grows_cash_and_money_out_shrinks_it(world, group):
    given.noted(world, group, "put_in", 500_000)
    given.noted(world, group, "money_out", 120_000, note="Gas 12 kg")
    assert cash(group) == 380_000
    assert book.balance(chart.capital, book=group.book) == 500_000
    assert book.balance(chart.expense, book=group.book) == 120_000


@pytest.mark.parametrize("word", [word.code for word in rules.KINDS if word.code not in {"pay_debt", "collect"}])
def test_every_word_of_an_owner_moves_its_account(world, venture, word):
    given.noted(world, venture, "put_in", 900_000)
    kind = rules.BY_CODE[word]
    before = book.balance(kind.account, book=venture.book), book.balance(kind.money, book=venture.book)
    given.noted(world, venture, word, 100_000, note="Contoh")
    assert book.balance(kind.account, book=venture.book) == before[0] + 100_000
    assert book.balance(kind.money, book=venture.book) == before[1] + (100_000 if kind.money_grows else -100_000)


def test_a_debt_to_a_supplier_is_paid_at_most_once(world, group):
    product = workshop.product(world, group)
    workshop.supplies(world, product)
    given.noted(world, group, "put_in", 500_000)
    owed = queries.standing_of([group])[group.pk].debt
    assert owed == 130_000
    given.noted(world, group, "pay_debt", owed, note="Pasar Inpres")
    with pytest.raises(rules.MoreThanOwed, match="Rp0"):
        given.noted(world, group, "pay_debt", 1, note="Pasar Inpres")
    assert cash(group) == 370_000


def test_what_a_buyer_owes_is_collected_at_most_once(world, venture):
    given.noted(world, venture, "sold_later", 80_000, note="Warung Ibu Ani")
    assert cash(venture) == 0
    given.noted(world, venture, "collect", 80_000, note="Warung Ibu Ani")
    with pytest.raises(rules.MoreThanOwed):
        given.noted(world, venture, "collect", 1, note="Warung Ibu Ani")
    assert cash(venture) == 80_000


def test_a_note_sent_twice_counts_once(world, group):
    uid = new_uid()
    for amount in (500_000, 999):
        note = services.note_cash(uid, group, "put_in", amount, happened_on=TODAY, note="Modal", by=world.budi)
    assert (note.amount, CashNote.objects.count(), cash(group)) == (500_000, 1, 500_000)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"kind": "gift"}, rules.KindUnknown),
        ({"kind": "sold"}, rules.VenturesOnly),
        ({"kind": "take_out"}, rules.VenturesOnly),
        ({"amount": 0}, AmountWrong),
        ({"amount": -5}, AmountWrong),
        ({"amount": 10**12 + 1}, AmountWrong),
        ({"on": TODAY + timedelta(days=1)}, rules.DayInFuture),
        ({"on": date(2026, 8, 31)}, rules.DayBeforeForming),
        ({"note": "  "}, rules.NoteMissing),
        ({"kind": "money_out"}, rules.NotEnoughCash),
        ({"kind": "pay_debt"}, rules.MoreThanOwed),
        ({"kind": "collect"}, rules.MoreThanOwed),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(world, group, wrong, refusal):
    with pytest.raises(refusal):
        given.noted(world, group, **wrong)
    assert not CashNote.objects.exists()
    assert not book.lines_of(group.book).exists()


def test_money_cannot_go_out_before_it_came(world, group):
    given.noted(world, group, "put_in", 500_000, on=TODAY)
    with pytest.raises(rules.NotEnoughCash):
        given.noted(world, group, "money_out", 1, on=TODAY - timedelta(days=1), note="Gas")
    assert cash(group) == 500_000


def test_money_cannot_have_gone_out_when_the_box_was_empty_in_between(world, group):
    """500,000 came, all of it was spent, 300,000 came again: nothing more can have been spent on the days before."""
    first, between, empty, again = (TODAY - timedelta(days=age) for age in (9, 7, 5, 1))
    given.noted(world, group, "put_in", 500_000, on=first)
    given.noted(world, group, "money_out", 500_000, on=empty, note="Wajan")
    given.noted(world, group, "put_in", 300_000, on=again)
    with pytest.raises(rules.NotEnoughCashThen, match="kas hanya Rp0"):
        given.noted(world, group, "money_out", 1, on=between, note="Gas")
    assert cash(group) == 300_000
    given.noted(world, group, "money_out", 300_000, on=again, note="Gas")
    assert cash(group) == 0


days = st.lists(st.tuples(st.integers(0, 9), st.integers(-90, 90)), max_size=9)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@forall(days)
def test_whatever_is_noted_late_the_box_is_never_less_than_empty(world, group, days):
    """Notes come in any order, for any of the last ten days; what is refused is refused, and no day ends below nothing."""
    for age, amount in days:
        with suppress(rules.NotEnoughCash, AmountWrong):
            kind = "put_in" if amount > 0 else "money_out"
            given.noted(world, group, kind, abs(amount), on=TODAY - timedelta(days=age))
    assert all(book.balance(chart.cash, book=group.book, on=TODAY - timedelta(days=age)) >= 0 for age in range(10))


def test_a_closed_business_takes_no_notes(world, group):
    close_business(group, because="Bubar", by=world.budi)
    group.refresh_from_db()
    with pytest.raises(rules.BusinessClosed):
        given.noted(world, group)


def test_a_receipt_that_is_no_picture_keeps_nothing(world, group):
    with pytest.raises(NotADocument):
        services.note_cash(
            new_uid(), group, "put_in", 1_000, happened_on=TODAY, note="Modal", receipt=b"bukan foto", by=world.budi
        )
    assert not CashNote.objects.exists()


def test_a_note_for_a_closed_month_lands_on_the_first_open_day(world, group):
    given.noted(world, group, on=date(2026, 10, 5))
    services.close_month(group, 202610, by=world.head)
    late = given.noted(world, group, "put_in", 7_000, on=date(2026, 10, 20))
    assert (late.happened_on, queries.booked_on(late)) == (date(2026, 10, 20), date(2026, 11, 1))


def test_months_close_in_order_and_only_once_they_are_over(world, group):
    with clock.fixed(clock.at(date(2026, 9, 10))):
        given.noted(world, group, on=date(2026, 9, 5))
        assert queries.next_to_close(group) is None
    assert queries.next_to_close(group) == 202609
    services.close_month(group, 202609, by=world.head)
    assert queries.next_to_close(group) == 202610
    services.close_month(group, 202610, by=world.head)
    assert queries.next_to_close(group) is None
