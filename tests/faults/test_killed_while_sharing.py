"""The office dies at any moment between a worked month and money in a hand: no share half-posted, no rupiah lost."""

from datetime import date

import pytest

from siap.business.tests import given as given_business
from siap.cashbook.tests import given as given_cashbook
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book
from siap.market.tests import given as given_market
from siap.sharing import queries as sharing
from siap.sharing import services as sharing_services
from siap.sharing.models import Share
from siap.sharing.tests import given as given_sharing
from siap.workshop.models import Lot
from siap.workshop.tests import given as given_workshop
from tests import world as cast
from tests.faults.dying import dies_whole
from tests.faults.steps import BOOK, LEAVING, SHARING, UNDOING, send_back


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_from_the_sheet_to_the_hand_and_the_state() -> None:
    world = cast.begin()
    group = given_sharing.october(world)
    dies_whole(*SHARING)
    custody = world.palu.custody_book
    assert sharing.savings(world.sari) == sharing.Savings(held=16_072, usable=357)
    assert book.balance(chart.bank, book=custody) == given_sharing.BASE - 5_000 - 15_000 - 1_000
    assert book.balance(chart.distribution, book=group.book) == given_sharing.BASE


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_of_what_is_sent_back_refused_and_taken_back() -> None:
    """Of two sheets one goes back before it is approved and one after its money came: nobody is owed anything then."""
    world = cast.begin()
    given_sharing.prepared(world)
    dies_whole(send_back)
    share = given_sharing.prepared(world, Share.objects.get().business)
    sharing_services.fund_share(sharing_services.approve_share(share, by=world.head), by=world.budi)
    sharing_services.ask_withdrawal(new_uid(), world.sari, 5_000, by=world.budi)
    dies_whole(*UNDOING)
    assert sharing.savings(world.sari) == sharing.Savings(held=0, usable=0)
    assert book.balance(chart.bank, book=world.palu.custody_book) == sharing.state_due(world.palu) == 0


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_of_a_sale_its_return_and_a_month_s_end() -> None:
    """The box, the stock and the pan are worth what they were, less what was used up and what the counting missed."""
    world = cast.begin()
    group = given_business.group(world)
    product = given_workshop.product(world, group)
    given_workshop.batch(world, product)
    given_market.priced(world, product)
    given_cashbook.noted(world, group, amount=680_000, on=date(2026, 9, 1))
    given_cashbook.noted(world, group, "buy_tool", 480_000, on=date(2026, 9, 2), note="Wajan")
    dies_whole(*BOOK)
    assert Lot.objects.get(product=product).on_hand == given_workshop.JARS_A_ROUND
    assert book.balance(chart.cash, book=group.book) == 199_000
    assert book.balance(chart.accumulated_depreciation, book=group.book) == -20_000
    assert Book.objects.get(key=group.book).closed_through == given_sharing.OCTOBER - 1


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_of_a_move_and_of_a_death() -> None:
    """What Tono is owed goes with him to the Rutan, what Dewi is owed to her heirs, each once."""
    world = cast.begin()
    given_sharing.shared_month(world)
    dies_whole(*LEAVING)
    rutan = world.programme.units["RTP"]
    assert sharing.savings(world.tono, unit=rutan).total == 14_286 == book.balance(chart.bank, book=rutan.custody_book)
    assert sharing.savings(world.dewi).total == sharing.savings(world.tono, unit=world.palu).total == 0
    assert book.balance(chart.bank, book=world.palu.custody_book) == given_sharing.BASE - 2 * 14_286
