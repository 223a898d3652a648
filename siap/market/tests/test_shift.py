"""A drawer is counted when it opens and when it closes; change comes from somebody else's hands."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from siap.core import proofs
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book
from siap.ledger.rules import AmountWrong
from siap.market import queries, rules, services
from siap.market.models import CashAdvance, Shift
from siap.market.tests import given
from siap.workshop.tests import given as workshop


@pytest.fixture
def stall(world, onion):
    """Bazar Palu sells fried onion."""
    return given.priced(world, onion)


@pytest.fixture
def drawer(world, stall):
    """Budi's drawer, opened with 50.000 of his own change."""
    return services.open_shift(new_uid(), stall, 50_000, by=world.budi)


def proved():
    offenders = {one.key: found.offender for one, found in proofs.run() if found.offender}
    assert not offenders
    return True


def differences(world):
    return book.balance(chart.cash_difference, book=world.palu.seller_book)


def test_what_should_be_there_is_the_change_and_the_cash_sold(world, onion, drawer):
    given.sale(world, onion, 2)
    given.sale(world, onion, 1, method="qris")
    assert queries.expected_in_drawer(drawer) == 50_000 + 2 * given.PRICE
    figures = queries.shift_figures(drawer)
    assert (figures.count, figures.cash, figures.other) == (2, 80_000, 40_000)


def test_a_drawer_that_fits_closes_without_a_reason_and_posts_nothing(world, onion, drawer):
    given.sale(world, onion, 2)
    closed = services.close_shift(drawer, 130_000, by=world.budi)
    assert (closed.expected, closed.difference) == (130_000, 0)
    assert differences(world) == 0
    assert queries.cash_in_hand(world.budi) == 80_000  # it stays in his hands
    assert proved()


@pytest.mark.parametrize(("counted", "in_hand", "lost"), [(128_000, 78_000, 2_000), (131_000, 81_000, -1_000)])
def test_a_difference_needs_its_reason_and_is_posted(world, onion, drawer, counted, in_hand, lost):
    given.sale(world, onion, 2)
    with pytest.raises(rules.DifferenceUnexplained, match=r"130\.000"):
        services.close_shift(drawer, counted, by=world.budi)
    assert Shift.objects.get().is_open
    services.close_shift(drawer, counted, because="Salah kembalian", by=world.budi)
    assert (queries.cash_in_hand(world.budi), differences(world)) == (in_hand, lost)
    assert proved()


def test_a_drawer_is_closed_once(world, drawer):
    services.close_shift(drawer, 50_000, by=world.budi)
    assert services.close_shift(drawer, 50_000, by=world.budi).counted == 50_000
    with pytest.raises(rules.ShiftOver):
        services.close_shift(drawer, 60_000, because="Lagi", by=world.budi)


def test_one_officer_has_one_drawer_and_counts_only_his_own(world, stall, drawer):
    with pytest.raises(rules.DrawerElsewhere, match="Bazar Palu"):
        services.open_shift(new_uid(), stall, 0, by=world.budi)
    with pytest.raises(rules.DrawerNotYours):
        services.close_shift(drawer, 50_000, by=world.wati)
    assert services.open_shift(drawer.uid, stall, 1, by=world.budi) == drawer


def test_change_comes_from_the_treasurer_by_two_hands(world, onion, stall):
    seller = Book.objects.get(key=world.palu.seller_book)
    given.sale(world, onion, 3, by=world.wati)
    services.confirm_cash(new_uid(), world.wati, 120_000, by=world.head)
    lend = {"unit": world.palu, "seller": seller}
    with pytest.raises(rules.OwnCash):
        services.lend_change(new_uid(), world.head, 1_000, by=world.head, **lend)
    with pytest.raises(rules.BankShort):
        services.lend_change(new_uid(), world.budi, 120_001, by=world.head, **lend)
    with pytest.raises(AmountWrong):
        services.lend_change(new_uid(), world.budi, 0, by=world.head, **lend)
    uid = new_uid()
    for _twice in range(2):
        services.lend_change(uid, world.budi, 100_000, by=world.head, **lend)
    assert CashAdvance.objects.count() == 1
    assert (queries.cash_in_hand(world.budi), queries.at_seller(seller.key)) == (100_000, 20_000)
    drawer = services.open_shift(new_uid(), stall, 100_000, by=world.budi)
    given.sale(world, onion, 1)
    assert queries.expected_in_drawer(drawer) == 140_000
    assert proved()


def test_every_group_has_its_own_lines_of_a_bazaar(world, group, onion):
    sale = given.sale(world, onion, 2)
    given.sale(world, onion, 1, method="qris")
    voided = given.sale(world, onion, 1)
    services.void_sale(voided, because="Salah", by=world.budi)
    found = queries.bazaar_results(sale.channel, sale.sold_on, sale.sold_on)
    assert [(one.business, one.pieces, one.amount) for one in found] == [(group, 3, 120_000)]
    assert queries.takings(sale.channel, sale.sold_on, sale.sold_on) == {"cash": 80_000, "qris": 40_000}


def test_the_day_from_the_drawer_to_the_sheet_of_each_group(client, world, group, onion, stall):
    client.force_login(world.budi)
    page = reverse("market:open-shift", args=[stall.uid])
    assert client.post(page, {"uid": new_uid(), "amount": "50.000"}).status_code == 302
    given.sale(world, onion, 2)
    shift = Shift.objects.get()
    close = reverse("market:close-shift", args=[shift.uid])
    assert client.post(close, {"amount": "120.000", "because": ""}).status_code == 422
    answer = client.post(close, {"amount": "120.000", "because": "Kembalian kurang"}, follow=True)
    assert "Terhitung Rp120.000, seharusnya Rp130.000" in answer.content.decode()
    assert (
        "Rp80.000 terjual untuk satu kelompok"
        in client.get(reverse("market:bazaar", args=[stall.uid])).content.decode()
    )
    paper = client.get(reverse("market:bazaar-paper", args=[stall.uid, group.uid]))
    assert paper.content.startswith(b"%PDF")


def test_a_sale_is_paid_half_in_cash_and_half_by_qris_at_the_till(client, world, onion, stall):
    client.force_login(world.budi)
    wish = {"uid": new_uid(), "method": "cash", "qris_part": "30.000", f"pieces-{onion.uid.hex}": "2"}
    answer = client.post(reverse("market:till", args=[stall.uid]), wish)
    assert answer.status_code == 302
    shift = onion.sale_lines.get().sale
    assert {one.method: one.amount for one in shift.payments.all()} == {"cash": 50_000, "qris": 30_000}


def test_the_scanned_lot_gives_at_the_till(client, world, onion, stall):
    workshop.batch(world, onion)
    newest = onion.lots.order_by("-pk").first()
    client.force_login(world.budi)
    wish = {"uid": new_uid(), "method": "cash", f"pieces-{onion.uid.hex}": "2", f"lot-{onion.uid.hex}": newest.number}
    client.post(reverse("market:till", args=[stall.uid]), wish)
    assert onion.sale_lines.get().lot == newest


def test_joko_opens_closes_and_lends_nothing_here(client, world, stall, drawer):
    client.force_login(world.joko)
    for name, uid in (("open-shift", stall.uid), ("close-shift", drawer.uid), ("bazaar", stall.uid)):
        assert client.get(reverse(f"market:{name}", args=[uid])).status_code == 404
    assert client.post(reverse("market:close-shift", args=[drawer.uid]), {"amount": "0"}).status_code == 404
    assert Shift.objects.get().is_open


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@hypothesis_given(
    start=st.integers(0, 10**6), sold=st.lists(st.integers(1, 3), max_size=3), off=st.integers(-5000, 5000)
)
def test_after_closing_the_hands_hold_what_was_counted_less_what_he_brought(world, onion, stall, start, sold, off):
    before = queries.cash_in_hand(world.budi)
    drawer = services.open_shift(new_uid(), stall, start, by=world.budi)
    for pieces in sold:
        services.replay_sale(
            new_uid(), stall, [services.Taken(onion, pieces, given.PRICE)], paid=[("cash", pieces * given.PRICE)],
            sold_at=drawer.opened_at, by=world.budi,
        )  # fmt: skip
    counted = max(0, queries.expected_in_drawer(drawer) + off)
    services.close_shift(drawer, counted, because="Selisih", by=world.budi)
    assert queries.cash_in_hand(world.budi) == counted - (start - before)
