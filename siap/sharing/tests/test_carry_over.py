"""An office that began with the first edition: its sellers' debts did not say to whom. They are carried over to the rupiah."""

from datetime import date

import pytest

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.proofs import Evidence
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.models import Entry
from siap.ledger.rules import Cr, Dr, Draft
from siap.market import postings as market_postings
from siap.market import proofs, queries
from siap.market import services as market
from siap.market.facts import ProceedsHandedOver
from siap.market.models import Sale
from siap.sharing import postings, services
from siap.sharing.tests import given

BASE, SOLD = given.BASE, 400_000


def _unnamed(draft: Draft) -> Draft:
    """As the first edition wrote it: clearing without a subject."""
    lines = [
        line._replace(account=chart.clearing) if line.account.code == chart.clearing.code else line
        for line in draft.lines
    ]
    return Draft(draft.book, draft.reference, draft.happened_on, lines)


@pytest.fixture
def first_edition(monkeypatch):
    """Sales and funding as they were written then."""
    for module, name in ((market_postings, "sale_made"), (postings, "share_funded")):
        now = getattr(module, name)
        monkeypatch.setattr(module, name, lambda figures, now=now: tuple(_unnamed(one) for one in now(figures)))
    yield
    monkeypatch.undo()


@verb
def hand_over_then(world, group, amount, *, by):
    """Money handed to the group by the first edition."""
    reference, on = f"proceeds:{new_uid()}", clock.today()
    seller = Draft(world.palu.seller_book, reference, on, (Dr(chart.clearing, amount), Cr(chart.bank, amount)))
    ledger.post(seller, Draft(group.book, reference, on, (Dr(chart.cash, amount), Cr(chart.clearing, amount))))
    record(ProceedsHandedOver(business=group.pk, seller=world.palu.seller_book, amount=amount, on=on))


def proved():
    return proofs.every_seller_owes_what_it_took(Evidence()).offender


@pytest.fixture
def old_office(world, first_edition, monkeypatch):
    """October sold and shared by the first edition, 50,000 of it handed on: SOLD - BASE - 50,000 is still held."""
    share = given.shared_month(world)
    hand_over_then(world, share.business, 50_000, by=world.head)
    monkeypatch.undo()
    return share


def test_what_a_seller_still_holds_is_carried_over_to_the_business_it_belongs_to(world, old_office):
    seller, group = world.palu.seller_book, old_office.business
    left = SOLD - BASE - 50_000
    assert "not carried over" in proved()
    assert queries.owed_by(group) == {}
    assert market.name_debts(by=None) == 1
    assert queries.owed_by(group) == {seller: left}
    assert queries.held_for(group, seller=seller) == left
    assert book.balance(chart.clearing, book=seller) == 0
    assert proved() == ""
    assert list(book.open_clearing()) == []


def test_carrying_over_twice_carries_once(world, old_office):
    market.name_debts(by=None)
    before = Entry.objects.count()
    assert market.name_debts(by=None) == 0
    assert Entry.objects.count() == before


def test_the_group_gets_the_rest_and_sells_on(world, old_office):
    market.name_debts(by=None)
    group, left = old_office.business, SOLD - BASE - 50_000
    market.hand_over_proceeds(new_uid(), group, left, by=world.head)
    given.sell(world, group, 1, on=date(2026, 11, 2))
    assert queries.owed_by(group) == {world.palu.seller_book: 40_000}
    assert proved() == ""


def test_a_sale_and_a_share_of_the_first_edition_are_taken_back_afterwards(world, old_office):
    market.name_debts(by=None)
    group, seller = old_office.business, world.palu.seller_book
    services.reverse_share(old_office, because="Jam salah", by=world.head)
    assert queries.owed_by(group) == {seller: SOLD - 50_000}
    given.sell(world, group, 2, on=date(2026, 11, 2))
    with clock.fixed(clock.at(date(2026, 11, 3))):
        market.void_sale(Sale.objects.earliest("pk"), because="Salah catat", by=world.head)
    assert queries.owed_by(group) == {seller: 80_000 - 50_000}  # the group has been given 50,000 already
    assert book.balance(chart.clearing, book=seller) == 0
    assert proved() == ""


def test_a_new_office_has_nothing_to_carry(world):
    given.shared_month(world)
    assert queries.first_edition_debts() == {}
    assert market.name_debts(by=None) == 0
    assert proved() == ""
