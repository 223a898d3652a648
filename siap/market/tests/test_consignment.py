"""Goods at somebody's shop: still the group's until sold; a round trip ends at zero."""

from datetime import timedelta

import pytest
from django.db import Error, connection

from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules, services
from siap.market.models import ConsignmentLine, ConsignmentNote, Sale
from siap.market.tests import given
from siap.workshop import queries as stock
from siap.workshop.services import OutOfStock
from tests.world import TODAY


@pytest.fixture
def kiosk(world, onion):
    """Galeri UMKM keeps 10 % and pays 45.000 a jar."""
    outlet = services.open_outlet(
        new_uid(), world.palu, "Galeri UMKM", address="Jl. Diponegoro 3, Palu", fee_percent=10, by=world.budi
    )
    services.set_price(outlet.channel, onion, 45_000, valid_from=TODAY, by=world.budi)
    return outlet


def proved():
    offenders = {one.key: found.offender for one, found in proofs.run() if found.offender}
    assert not offenders
    return True


def standing(outlet):
    return sum(row.pieces for row in queries.standing_lots(outlet=outlet))


def test_brought_goods_stay_the_groups_and_are_not_sold_at_the_till(world, group, onion, kiosk):
    value = book.balance(chart.stock, book=group.book)
    services.bring_goods(new_uid(), kiosk, [(onion, 8)], by=world.budi)
    assert (standing(kiosk), stock.pieces_on_hand(onion)) == (8, 10)
    assert book.balance(chart.stock, book=group.book) == value
    assert queries.shelves(given.priced(world, onion), TODAY)[0].pieces == 2
    with pytest.raises(OutOfStock, match="2"):
        given.sale(world, onion, 3)
    given.sale(world, onion, 2)
    assert [row.pieces for row in queries.goods_on_consignment(group)] == [8]
    assert queries.goods_on_consignment(group, until=TODAY - timedelta(days=1)) == []
    assert [row.outlet for row in queries.outlets_holding(onion.lots.get())] == [kiosk]
    assert proved()


def test_no_more_is_brought_than_is_free_and_the_gate_holds(world, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 8)], by=world.budi)
    with pytest.raises(OutOfStock):
        services.bring_goods(new_uid(), kiosk, [(onion, 3)], by=world.budi)
    onion.business.permits.filter(kind="halal").update(valid_until=TODAY - timedelta(days=1))
    with pytest.raises(rules.MissingForSale):
        services.bring_goods(new_uid(), kiosk, [(onion, 1)], by=world.budi)


def test_a_round_trip_ends_at_zero(world, group, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 8)], by=world.budi)
    services.visit_outlet(
        new_uid(),
        kiosk,
        sold=[(onion, 5)],
        back=[(onion, 2)],
        missing=[(onion, 1)],
        because="Pecah di rak",
        by=world.budi,
    )
    seller = world.palu.seller_book
    owed = queries.owed_by_outlet(kiosk)
    assert (owed.sold, owed.fee, owed.due) == (225_000, 22_500, 202_500)
    assert book.balance(chart.Account("1210", kiosk.pk), book=seller) == 225_000
    assert Sale.objects.get().paid_on is None
    assert (standing(kiosk), stock.pieces_on_hand(onion)) == (0, 4)  # two at home, two back
    assert proved()
    services.settle_outlet(new_uid(), kiosk, method="cash", by=world.budi)
    assert book.balance(chart.Account("1210", kiosk.pk), book=seller) == 0
    assert book.balance(chart.cash_in_hand(world.budi.pk), book=seller) == 202_500
    assert book.balance(chart.expense, book=group.book) == 22_500
    assert book.balance(chart.loss_of_goods, book=group.book) == 13_000
    assert queries.held_for(group) == 202_500  # what the seller owes the group is what came in
    assert list(book.open_clearing()) == []
    assert Sale.objects.get().paid_on == TODAY
    assert queries.owed_by_outlet(kiosk).due == 0
    assert proved()


def test_a_transfer_is_signed_for_by_somebody_else_with_evidence(world, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 4)], by=world.budi)
    services.visit_outlet(new_uid(), kiosk, sold=[(onion, 4)], by=world.budi)
    with pytest.raises(rules.EvidenceMissing):
        services.settle_outlet(new_uid(), kiosk, method="transfer", by=world.wati)
    with pytest.raises(rules.OwnPayment):
        services.settle_outlet(new_uid(), kiosk, method="transfer", evidence="Mutasi", by=world.budi)
    uid = new_uid()
    for _twice in range(2):
        services.settle_outlet(uid, kiosk, method="transfer", evidence="Mutasi 2/11", by=world.wati)
    assert queries.at_seller(world.palu.seller_book) == 162_000
    with pytest.raises(rules.NothingOwed):
        services.settle_outlet(new_uid(), kiosk, method="cash", by=world.budi)
    with pytest.raises(rules.SettledAlready):
        services.void_sale(Sale.objects.get(), because="Salah", by=world.wati)
    assert proved()


def test_a_visit_sent_twice_is_counted_once(world, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 4)], by=world.budi)
    uid = new_uid()
    for _twice in range(2):
        services.visit_outlet(uid, kiosk, sold=[(onion, 2)], back=[(onion, 1)], by=world.budi)
    assert standing(kiosk) == 1
    assert ConsignmentNote.objects.count() == 3


def test_what_does_not_stand_there_is_neither_sold_nor_taken_back(world, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 2)], by=world.budi)
    with pytest.raises(rules.NotStanding, match="2"):
        services.visit_outlet(new_uid(), kiosk, sold=[(onion, 1)], back=[(onion, 2)], by=world.budi)
    with pytest.raises(ReasonMissing):
        services.visit_outlet(new_uid(), kiosk, missing=[(onion, 1)], by=world.budi)
    with pytest.raises(rules.NothingToWrite):
        services.visit_outlet(new_uid(), kiosk, by=world.budi)
    assert (standing(kiosk), Sale.objects.count()) == (2, 0)


def test_a_voided_report_brings_the_goods_home_and_owes_nothing(world, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 4)], by=world.budi)
    services.visit_outlet(new_uid(), kiosk, sold=[(onion, 4)], by=world.budi)
    services.void_sale(Sale.objects.get(), because="Salah hitung", by=world.budi)
    assert queries.owed_by_outlet(kiosk).due == 0
    assert (standing(kiosk), stock.pieces_on_hand(onion)) == (0, 10)
    assert proved()


def test_the_shelf_tells_age_expiry_and_what_to_bring(world, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 9)], by=world.budi)
    services.visit_outlet(new_uid(), kiosk, sold=[(onion, 8)], by=world.budi)
    with clock.fixed(clock.at(TODAY + timedelta(days=10))):
        (row,) = queries.shelf_at(kiosk)
        assert (row.pieces, row.expired, row.days, row.sold, row.bring) == (1, 0, 10, 8, 4)


def test_lines_are_written_once_and_stay(world, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 1)], by=world.budi)
    assert ConsignmentLine.objects.count() == 1
    for statement in ("DELETE FROM market_consignmentline", "UPDATE market_consignmentline SET quantity = 5"):
        with pytest.raises(Error), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("percent", [-1, 61])
def test_a_fee_nobody_agrees_to_is_refused(world, percent):
    with pytest.raises(rules.FeeWrong):
        services.open_outlet(new_uid(), world.palu, "Kios", address="Palu", fee_percent=percent, by=world.budi)
