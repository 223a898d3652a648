"""Money that came: matched when it is sure, in plain sight when it is not; never dropped, never doubled."""

import pytest

from siap.core import clock
from siap.core.proofs import run
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules, services, uploading
from siap.market.models import Arrival, Order, Payment, StatementSource
from siap.market.services import refusals
from siap.market.tests import given


def proved():
    assert {one.key: found.offender for one, found in run() if found.offender} == {}


@pytest.fixture
def seller(world):
    given.bazaar(world)
    return Book.objects.get(key=world.palu.seller_book)


def take(seller, by, *lines, source="BRI"):
    """Lines (amount, words) of today, as a bank's CSV."""
    today = clock.today().isoformat()
    rows = "".join(f"{today};{words};{amount}\n" for amount, words in lines)
    return services.take_statement(seller, source, f"Tanggal;Keterangan;Kredit\n{rows}".encode(), by=by)


def standing(seller):
    """At the bank, unverified, unclaimed (rupiah)."""
    accounts = (chart.bank, chart.qris_unverified, chart.unclaimed)
    return tuple(book.balance(account, book=seller.key) for account in accounts)


def test_what_came_verifies_what_was_waited_for_and_the_rest_waits_in_plain_sight(world, onion, seller):
    sold = given.sale(world, onion, 2, method="qris")
    told = take(seller, world.wati, (80_000, "QRIS"), (15_000, "TRF TANPA BERITA"))
    assert (told.new, told.matched) == (2, 1)
    payment = Payment.objects.get()
    assert (payment.state, payment.verified_by, payment.sale.is_paid) == ("verified", world.wati, True)
    assert sold.pk == payment.sale_id
    assert standing(seller) == (95_000, 0, 15_000)
    assert queries.unclaimed(world.wati) == (1, 15_000)
    proved()


def test_the_same_statement_again_or_one_that_overlaps_doubles_nothing(world, onion, seller):
    take(seller, world.wati, (15_000, "A"), (15_000, "A"))
    again = take(seller, world.head, (15_000, "A"), (15_000, "A"), (15_000, "A"), (7_000, "B"))
    assert (again.new, again.known) == (2, 2)
    assert standing(seller) == (52_000, 0, 52_000)
    assert StatementSource.objects.count() == 1
    proved()


def test_a_spreadsheet_says_the_same_as_its_text(world, seller):
    rows = [["Tanggal", "Keterangan", "Kredit"], ["02/11/2026", "TRF ARIF", 40_001]]
    text = "\n".join(";".join(map(str, row)) for row in rows).encode()
    told = [services.take_statement(seller, "BRI", one, by=world.wati) for one in (uploading.workbook(rows), text)]
    assert [(one.new, one.known) for one in told] == [(1, 0), (0, 1)]


def test_nobody_matches_what_he_rang_up_himself(world, onion, seller):
    given.sale(world, onion, 1, method="qris")
    assert take(seller, world.budi, (40_000, "QRIS")).matched == 0
    arrival, payment = Arrival.objects.get(), Payment.objects.get()
    with pytest.raises(rules.OwnPayment):
        services.verify_payment(payment, evidence="Mutasi", by=world.budi, arrival=arrival)
    assert services.match_waiting(seller, by=world.wati) == 1
    assert standing(seller) == (40_000, 0, 0)
    proved()


def test_what_somebody_signed_for_by_hand_is_no_new_money(world, onion, seller):
    sold = given.sale(world, onion, 1, method="qris")
    services.verify_payment(sold.payment, evidence="Aplikasi pedagang", by=world.wati)
    assert take(seller, world.wati, (40_000, f"QR {sold.number}")).matched == 1
    assert Arrival.objects.get().state == Arrival.State.COUNTED
    assert standing(seller) == (40_000, 0, 0)
    proved()


def test_a_transfer_is_known_by_its_last_digits_and_counts_when_its_goods_are_set_aside(world, onion, seller):
    order = given.order(world, onion, 1, method="transfer")
    assert take(seller, world.wati, (order.due, "TRF NURUL")).matched == 1
    order.refresh_from_db()
    assert order.reported_at is not None  # the buyer pressed nothing
    assert standing(seller) == (40_001, 0, 40_001)
    order = services.accept_order(order, by=world.budi)
    assert (order.sale.is_paid, order.sale.payment.verified_by) == (True, world.wati)
    assert standing(seller) == (40_001, 0, 0)
    proved()


def test_the_bank_is_no_witness_for_the_one_who_read_it_and_sets_the_goods_aside(world, onion, seller):
    order = given.order(world, onion, 1, method="transfer")
    take(seller, world.budi, (order.due, "TRF"))
    order = services.accept_order(order, by=world.budi)
    assert not order.sale.is_paid
    services.verify_payment(order.sale.payment, evidence="Mutasi BRI", by=world.wati)
    assert standing(seller) == (40_001, 0, 0)  # the money that came, not once more
    proved()


def test_a_transfer_a_few_rupiah_off_is_taken_for_its_order_by_a_deed(world, onion, seller):
    order = given.order(world, onion, 1, method="transfer")
    take(seller, world.wati, (40_000, "TRF NURUL"), (39_000, "TRF"))
    arrival, short = Arrival.objects.order_by("-amount")
    services.name_order(arrival, order, by=world.wati)
    with pytest.raises(refusals.OrderOver):  # one money for one order
        services.name_order(short, order, by=world.wati)
    order = services.accept_order(Order.objects.get(), by=world.budi)
    assert (order.due, order.sale.is_paid) == (40_000, True)
    proved()


def test_money_for_goods_that_are_gone_is_given_back_by_a_deed(world, onion, seller):
    order = given.order(world, onion, 1, method="transfer")
    take(seller, world.wati, (order.due, "TRF"))
    order = services.accept_order(order, by=world.budi)
    stock = queries.catalogue()[onion.uid].pieces
    services.cancel_order(order, because="Stoples retak", by=world.wati)
    assert queries.catalogue()[onion.uid].pieces == stock + 1
    assert standing(seller) == (40_001, 0, 40_001)  # nobody says it was given back before it was
    proved()
    arrival = Arrival.objects.get()
    services.clear_arrival(arrival, "returned", because="Ditransfer kembali ke rekening pengirim", by=world.wati)
    services.clear_arrival(arrival, "returned", because="Sekali lagi", by=world.wati)
    assert standing(seller) == (0, 0, 0)
    proved()


def test_what_was_decided_is_decided(world, onion, seller):
    take(seller, world.wati, (15_000, "A"))
    arrival = Arrival.objects.get()
    with pytest.raises(ReasonMissing):
        services.clear_arrival(arrival, "returned", because=" ", by=world.wati)
    services.clear_arrival(arrival, "counted", because="Setoran tunai yang sudah diterima", by=world.wati)
    with pytest.raises(refusals.MoneyDecided):
        services.clear_arrival(arrival, "returned", because="Salah", by=world.wati)
    proved()
