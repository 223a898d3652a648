import pytest

from siap.cashbook import rules, services
from siap.cashbook.tests import given
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.services import ReasonMissing


def test_a_wrong_note_is_turned_round_and_both_stay(world, group):
    note = services.reverse_note(given.noted(world, group), because="Salah jumlah", by=world.budi)
    assert note.reversed_because == "Salah jumlah"
    assert book.balance(chart.cash, book=group.book) == book.balance(chart.capital, book=group.book) == 0
    assert book.entries_of(note.reference).count() == 2


def test_reversing_twice_changes_nothing(world, group):
    note = services.reverse_note(given.noted(world, group), because="Salah jumlah", by=world.budi)
    again = services.reverse_note(note, because="Lagi", by=world.budi)
    assert again.reversed_because == "Salah jumlah"
    assert book.entries_of(note.reference).count() == 2


def test_it_needs_a_reason(world, group):
    note = given.noted(world, group)
    with pytest.raises(ReasonMissing):
        services.reverse_note(note, because=" ", by=world.budi)
    assert book.balance(chart.cash, book=group.book) == note.amount


def test_money_that_was_spent_meanwhile_cannot_be_unsaid(world, group):
    note = given.noted(world, group, "put_in", 500_000)
    given.noted(world, group, "money_out", 1, note="Gas")
    with pytest.raises(rules.NotEnoughCash):
        services.reverse_note(note, because="Salah jumlah", by=world.budi)
    note.refresh_from_db()
    assert note.reversed_at is None


def test_a_claim_that_was_collected_meanwhile_cannot_be_unsaid(world, venture):
    note = given.noted(world, venture, "sold_later", 80_000, note="Warung")
    given.noted(world, venture, "collect", 80_000, note="Warung")
    with pytest.raises(rules.MoreThanOwed):
        services.reverse_note(note, because="Salah", by=world.budi)
