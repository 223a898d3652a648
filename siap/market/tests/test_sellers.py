"""Several payments in one sale, and whose book takes the money: every seller owes every business a known amount."""

from datetime import date

import pytest
from django.urls import reverse

from siap.business import services as business_services
from siap.core import clock
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules, services
from siap.market.models import Payment, SellerOfRecord
from siap.market.tests import given
from siap.workshop.tests import given as given_workshop
from tests.world import TODAY

TOMORROW = date(2026, 11, 3)


@pytest.fixture
def cooperative(world):
    """Sells for the groups from a day on."""
    return business_services.found_cooperative("Koperasi Tadulako", by=world.manager)


def ruled(world, onion, cooperative, **options):
    """From today on the cooperative sells at Bazar Palu."""
    channel = given.priced(world, onion)
    seller = Book.objects.get(key=cooperative.book)
    told = {"valid_from": TODAY, "basis": "Surat Kanwil 1/2026", "by": world.budi} | options
    return services.rule_seller(channel, seller, cooperative.name, **told)


def test_a_sale_is_paid_half_in_cash_and_half_by_qris(world, onion):
    channel = given.priced(world, onion)
    sale = services.ring_up(
        new_uid(), channel, [(onion, 2)], payments=[("cash", 30_000), ("qris", 50_000)], by=world.budi
    )
    assert queries.cash_in_hand(world.budi) == 30_000
    assert book.balance(chart.qris_unverified, book=world.palu.seller_book) == 50_000
    assert sale.paid_on is None  # not all of it is known to be there
    qris = sale.payments.get(method="qris")
    with clock.fixed(clock.at(TOMORROW)):
        services.verify_payment(qris, evidence="Mutasi", by=world.wati)
    sale.refresh_from_db()
    assert sale.paid_on == TOMORROW


@pytest.mark.parametrize("payments", [[("cash", 30_000)], [("cash", 90_000)], [("cash", 90_000), ("qris", -10_000)]])
def test_payments_that_do_not_add_up_are_refused(world, onion, payments):
    with pytest.raises(rules.PaymentsWrong):
        services.ring_up(new_uid(), given.priced(world, onion), [(onion, 2)], payments=payments, by=world.budi)
    assert not Payment.objects.exists()


def test_a_sale_with_several_payments_is_taken_back_whole(world, group, onion):
    channel = given.priced(world, onion)
    sale = services.ring_up(
        new_uid(), channel, [(onion, 2)], payments=[("cash", 30_000), ("qris", 50_000)], by=world.budi
    )
    services.verify_payment(sale.payments.get(method="qris"), evidence="Mutasi", by=world.wati)
    services.void_sale(sale, because="Stoples pecah", by=world.wati)
    seller = world.palu.seller_book
    assert queries.cash_in_hand(world.budi) == queries.at_seller(seller) == queries.held_for(group) == 0
    assert queries.owed_by(group) == {}


def test_the_seller_of_record_changes_with_a_day(world, group, onion, cooperative):
    before = given.sale(world, onion, 1)
    with clock.fixed(clock.at(TOMORROW)):
        ruled(world, onion, cooperative, valid_from=TOMORROW)
        after = given.sale(world, onion, 2)
    assert (before.seller.key, after.seller.key) == (world.palu.seller_book, cooperative.book)
    assert after.seller_name == "Koperasi Tadulako"
    assert queries.owed_by(group) == {world.palu.seller_book: 40_000, cooperative.book: 80_000}
    assert queries.held_for(group) == 120_000
    assert queries.held_for(group, seller=cooperative.book) == 80_000


def test_no_seller_hands_on_more_than_it_took(world, group, onion, cooperative):
    given.sale(world, onion, 1)
    with clock.fixed(clock.at(TOMORROW)):
        ruled(world, onion, cooperative, valid_from=TOMORROW)
        given.sale(world, onion, 2)
        services.confirm_cash(new_uid(), world.budi, 40_000, by=world.head)
        with pytest.raises(rules.MoreThanHeld, match="Rp40.000"):
            services.hand_over_proceeds(new_uid(), group, 40_001, by=world.head)
        services.hand_over_proceeds(new_uid(), group, 40_000, by=world.head)
    assert queries.owed_by(group) == {cooperative.book: 80_000}


def test_nobody_changes_the_seller_of_what_was_sold_already(world, onion, cooperative):
    given.sale(world, onion, 1)
    with pytest.raises(rules.SellerNotLater):
        ruled(world, onion, cooperative)
    with pytest.raises(ReasonMissing):
        ruled(world, onion, cooperative, valid_from=TOMORROW, basis=" ")
    assert not SellerOfRecord.objects.exists()


def test_ruling_twice_rules_once_and_one_product_goes_before_the_channel(world, onion, cooperative):
    ruled(world, onion, cooperative, product=onion)
    ruled(world, onion, cooperative, product=onion)
    assert SellerOfRecord.objects.count() == 1
    assert given.sale(world, onion, 1).seller.key == cooperative.book


def test_below_cost_needs_a_reason(world, onion):
    channel = given.bazaar(world)
    with pytest.raises(rules.BelowCost):
        services.set_price(channel, onion, 1, valid_from=TODAY, by=world.budi)
    offer = services.set_price(
        channel, onion, 1, valid_from=TODAY, below_cost_because="Contoh di pameran", by=world.budi
    )
    assert offer.price == 1


def test_a_phone_that_sold_for_two_sellers_at_once_is_booked_under_the_channels_own_and_flagged(
    world, group, onion, cooperative
):
    other = given_workshop.idea(world, group, "TAS", "Tas nilon")
    ruled(world, onion, cooperative, product=onion)
    channel = given.bazaar(world)
    sale = services.replay_sale(
        new_uid(), channel, [services.Taken(onion, 1, given.PRICE), services.Taken(other, 1, given.PRICE)],
        paid=[("cash", 2 * given.PRICE)], sold_at=clock.now(), by=world.budi,
    )  # fmt: skip
    assert sale.seller.key == world.palu.seller_book
    assert sale.flags.filter(kind="seller", says__contains="Koperasi Tadulako").exists()


def test_the_head_rules_on_a_page_with_the_paper_that_says_so(client, world, onion, cooperative):
    channel = given.priced(world, onion)
    client.force_login(world.head)
    page = reverse("market:sellers", args=[channel.uid])
    told = {"seller": str(cooperative.uid), "product": str(onion.uid), "valid_from": TODAY.isoformat()}
    assert client.post(page, told).status_code == 422
    client.post(page, told | {"basis": "PKS 12/2025"})
    assert "PKS 12/2025" in client.get(page).content.decode()
    assert given.sale(world, onion, 1).seller.key == cooperative.book
    client.force_login(world.joko)
    assert client.post(page, told | {"basis": "x"}).status_code in (403, 404)
