"""The office dies at any moment between a worked month and money in a hand: no share half-posted, no rupiah lost."""

import pytest

from siap.ledger import chart
from siap.ledger import queries as book
from siap.sharing import queries as sharing
from siap.sharing.tests import given as given_sharing
from tests import world as cast
from tests.faults.dying import dies_whole
from tests.faults.steps import LEAVING, SHARING


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_from_the_sheet_to_the_hand_and_the_state() -> None:
    world = cast.begin()
    group = given_sharing.october(world)
    for step in SHARING:
        dies_whole(step)
    custody = world.palu.custody_book
    assert sharing.savings(world.sari) == sharing.Savings(held=16_072, usable=357)
    assert book.balance(chart.bank, book=custody) == given_sharing.BASE - 5_000 - 15_000
    assert book.balance(chart.distribution, book=group.book) == given_sharing.BASE


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_of_a_move_and_of_a_death() -> None:
    """What Tono is owed goes with him to the Rutan, what Dewi is owed to her heirs, each once."""
    world = cast.begin()
    given_sharing.shared_month(world)
    for step in LEAVING:
        dies_whole(step)
    rutan = world.programme.units["RTP"]
    assert sharing.savings(world.tono, unit=rutan).total == 14_286 == book.balance(chart.bank, book=rutan.custody_book)
    assert sharing.savings(world.dewi).total == sharing.savings(world.tono, unit=world.palu).total == 0
    assert book.balance(chart.bank, book=world.palu.custody_book) == given_sharing.BASE - 2 * 14_286
