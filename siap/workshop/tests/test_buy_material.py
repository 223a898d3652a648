"""Material comes in as a lot, paid from the cash that is there, or owed."""

from datetime import date, timedelta

import pytest

from siap.business.models import Business
from siap.business.tests import given as business
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.facts import EntryReversed
from siap.ledger.models import Entry
from siap.ledger.rules import Cr, Dr, Draft
from siap.people.models import User
from siap.workshop import services
from siap.workshop.models import Lot, Material, Purchase
from siap.workshop.tests import given
from tests.world import TODAY, World


@pytest.fixture
def onion(world: World) -> Material:
    return given.material(world, business.group(world), "Bawang merah")


@verb
def _bring_cash(group: Business, amount: int, *, by: User) -> None:
    """Cash as capital, as the cash book will write it down; a fact vouches for it."""
    ledger.post(Draft(group.book, "test:capital", TODAY, (Dr(chart.cash, amount), Cr(chart.capital, amount))))
    record(EntryReversed(reference="test", reversal="vouched"))


def _buy(world: World, onion: Material, **asked: object) -> Purchase:
    usual = {"supplier": "Pasar Inpres", "quantity": 3_000, "total": 90_000, "bought_on": TODAY, "by": world.budi}
    return services.buy_material(asked.pop("uid", new_uid()), onion, **{**usual, **asked})  # type: ignore[arg-type]


def test_owed_material_is_a_lot_and_a_debt(world: World, onion: Material) -> None:
    purchase = _buy(world, onion, is_paid=False, best_before=date(2027, 1, 1))
    lot = purchase.lot
    assert (lot.on_hand, lot.value, lot.best_before) == (3_000, 90_000, date(2027, 1, 1))
    assert lot.number.startswith("M-261102-1-")
    own = onion.business.book
    assert book.balance(chart.material_stock, book=own) == 90_000
    assert book.balance(chart.payable, book=own) == 90_000
    assert book.balance(chart.cash, book=own) == 0


def test_paid_material_takes_the_cash(world: World, onion: Material) -> None:
    _bring_cash(onion.business, 100_000, by=world.budi)
    _buy(world, onion)
    assert book.balance(chart.cash, book=onion.business.book) == 10_000


def test_cash_that_is_not_there_is_not_spent(world: World, onion: Material) -> None:
    _bring_cash(onion.business, 89_999, by=world.budi)
    with pytest.raises(services.NotEnoughCash, match=r"hanya Rp89.999, kurang untuk Rp90.000"):
        _buy(world, onion)
    assert not Lot.objects.exists()
    assert book.balance(chart.cash, book=onion.business.book) == 89_999


def test_buying_twice_with_the_same_uid_buys_once(world: World, onion: Material) -> None:
    uid = new_uid()
    first = _buy(world, onion, uid=uid, is_paid=False)
    assert _buy(world, onion, uid=uid, is_paid=False) == first
    assert (Lot.objects.count(), Entry.objects.count()) == (1, 1)


def test_two_purchases_of_a_day_have_two_numbers(world: World, onion: Material) -> None:
    first, second = _buy(world, onion, is_paid=False), _buy(world, onion, is_paid=False)
    assert [lot.number[:11] for lot in (first.lot, second.lot)] == ["M-261102-1-", "M-261102-2-"]


REFUSED: dict[str, dict[str, object]] = {
    "nothing": {"quantity": 0},
    "less than nothing": {"quantity": -1},
    "an absurd quantity": {"quantity": 10**8},
    "for free": {"total": 0},
    "for an absurd sum": {"total": 10**13},
    "from nobody": {"supplier": "  "},
    "tomorrow": {"bought_on": TODAY + timedelta(days=1)},
    "before the group was formed": {"bought_on": business.FORMED_ON - timedelta(days=1)},
    "already past its day": {"best_before": TODAY - timedelta(days=1)},
    "with a receipt that is no picture": {"receipt": b"not a picture"},
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED)
def test_a_refused_purchase_changes_nothing(world: World, onion: Material, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        _buy(world, onion, is_paid=False, **wrong)
    assert [model.objects.count() for model in (Purchase, Lot, Entry)] == [0, 0, 0]
