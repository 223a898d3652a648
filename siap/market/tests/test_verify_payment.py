import pytest
from django.db import IntegrityError, transaction

from siap.core import clock
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules, services
from siap.market.models import Payment
from siap.market.tests import given
from siap.workshop import queries as stock
from tests.world import TODAY


@pytest.fixture
def payment(world, onion):
    """A QRIS payment that Budi took."""
    return given.sale(world, onion, 2, method="qris").payment


def test_a_colleague_signs_and_the_money_stands_at_the_bank(world, payment):
    signed = services.verify_payment(payment, evidence="  Mutasi 10.12 ", by=world.wati)
    assert (signed.state, signed.verified_on, signed.verified_by) == (Payment.State.VERIFIED, TODAY, world.wati)
    assert signed.evidence == "Mutasi 10.12"
    seller = world.palu.seller_book
    assert (queries.at_seller(seller), book.balance(chart.qris_unverified, book=seller)) == (payment.amount, 0)


def test_a_sale_counts_in_the_month_its_money_is_verified(world, group, payment):
    december = TODAY.replace(month=12)
    with clock.fixed(clock.at(december)):
        services.verify_payment(payment, evidence="Mutasi", by=world.wati)
    assert not queries.verified_lines(group, TODAY, TODAY).exists()
    assert queries.verified_lines(group, december, december).get().sale == payment.sale


def test_the_database_itself_lets_nobody_sign_for_what_he_rang_up(world, payment):
    own = {"state": Payment.State.VERIFIED, "verified_on": TODAY, "verified_by": world.budi}
    with pytest.raises(IntegrityError, match="nobody_verifies_his_own"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**own)
    payment.refresh_from_db()
    assert payment.state == Payment.State.REPORTED


def test_signing_twice_changes_nothing(world, payment):
    services.verify_payment(payment, evidence="Mutasi", by=world.wati)
    again = services.verify_payment(payment, evidence="Lain", by=world.head)
    assert (again.evidence, again.verified_by) == ("Mutasi", world.wati)
    assert queries.at_seller(world.palu.seller_book) == payment.amount


@pytest.mark.parametrize("verb", [services.verify_payment, services.refuse_payment])
def test_nobody_decides_about_his_own(world, payment, verb):
    words = {"evidence": "Mutasi"} if verb is services.verify_payment else {"because": "Tidak masuk"}
    with pytest.raises(rules.OwnPayment):
        verb(payment, **words, by=world.budi)
    payment.refresh_from_db()
    assert payment.state == Payment.State.REPORTED


def test_signing_needs_what_was_seen(world, payment):
    with pytest.raises(rules.EvidenceMissing):
        services.verify_payment(payment, evidence=" ", by=world.wati)
    assert queries.at_seller(world.palu.seller_book) == 0


def test_money_that_never_came_takes_the_sale_back(world, onion, payment):
    pieces = stock.pieces_on_hand(onion)
    refused = services.refuse_payment(payment, because="Tidak ada di mutasi", by=world.wati)
    assert refused.state == Payment.State.REFUSED
    payment.sale.refresh_from_db()
    assert payment.sale.is_void
    assert stock.pieces_on_hand(onion) == pieces + 2
    assert not queries.unverified(world.palu).exists()
    assert book.balance(chart.qris_unverified, book=world.palu.seller_book) == 0


def test_refusing_twice_changes_nothing_and_signing_after_it_is_refused(world, payment):
    services.refuse_payment(payment, because="Tidak ada", by=world.wati)
    services.refuse_payment(payment, because="Tidak ada", by=world.wati)
    with pytest.raises(rules.AlreadyDecided):
        services.verify_payment(payment, evidence="Mutasi", by=world.wati)


def test_refusing_needs_a_reason(world, payment):
    with pytest.raises(ReasonMissing):
        services.refuse_payment(payment, because="", by=world.wati)
    payment.refresh_from_db()
    assert payment.state == Payment.State.REPORTED


def test_a_payment_of_a_void_sale_is_not_signed(world, payment):
    services.void_sale(payment.sale, because="Salah barang", by=world.budi)
    with pytest.raises(rules.AlreadyDecided):
        services.verify_payment(payment, evidence="Mutasi", by=world.wati)
    assert queries.at_seller(world.palu.seller_book) == 0
