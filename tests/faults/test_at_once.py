"""Several people do the same thing at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from django.db import connection, connections

from siap.business import services as business
from siap.business.tests import given as given_business
from siap.cashbook import services as cashbook
from siap.cashbook.tests import given as given_cashbook
from siap.core import clock, proofs
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book, Close, Entry
from siap.ledger.rules import Cr, Dr
from siap.market import services as market
from siap.market.models import Channel, Order, Recall, Sale
from siap.market.rules import RecallRunning, VoucherUsedUp
from siap.market.tests import given as given_market
from siap.people import services as people
from siap.sharing import queries
from siap.sharing import services as sharing
from siap.sharing.models import HandOver, Payout, Share
from siap.sharing.tests import given as given_sharing
from siap.workshop import services as workshop
from siap.workshop.models import Batch, Lot, Product
from siap.workshop.services import OutOfStock
from siap.workshop.tests import given as given_workshop
from tests import world as cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of them got, or the refusal it met."""

    def one(act: Callable[[], object]) -> object:
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def holds() -> bool:
    return [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def test_the_same_sale_sent_at_once_is_one_sale() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)
    channel, uid, budi = given_market.priced(world, product), new_uid(), world.budi
    sell = lambda: market.ring_up(uid, channel, [(product, 1)], method="cash", by=budi)  # noqa: E731
    assert {sale.pk for sale in at_once(*[sell] * 6)} == {Sale.objects.get().pk}
    assert holds()


def test_ten_buyers_and_seven_jars() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)  # ten jars
    given_market.sale(world, product, 3)
    channel, budi = given_market.priced(world, product), world.budi
    buy = lambda: market.ring_up(new_uid(), channel, [(product, 1)], method="cash", by=budi)  # noqa: E731
    got = at_once(*[buy] * 10)
    assert sum(isinstance(one, Sale) for one in got) == 7
    assert sum(isinstance(one, OutOfStock) for one in got) == 3
    assert holds()


def test_two_officers_seal_the_same_batch() -> None:
    """One wins; whoever counted other pieces is told so, and no material is used twice."""
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.supplies(world, product, 2)
    recipe, uid, people = product.recipes.get(), new_uid(), (world.budi, world.wati)
    seal = {"rounds": 1, "made_on": clock.today()}
    got = at_once(
        *[lambda good=good, by=by: workshop.seal_batch(uid, recipe, good=good, by=by, **seal)
          for good in (9, 10) for by in people]
    )  # fmt: skip
    assert (
        sum(isinstance(one, Batch) for one in got) == sum(isinstance(one, workshop.SealedAlready) for one in got) == 2
    )
    assert Batch.objects.count() == 1
    assert holds()


def test_a_lot_is_called_back_while_it_is_sold() -> None:
    """Whoever sells or calls back a second time at that moment: every jar is on the list or was never sold."""
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)  # ten jars
    channel, budi, wati = given_market.priced(world, product), world.budi, world.wati
    salt = Lot.objects.get(material__name="Garam")
    sell = lambda: market.ring_up(new_uid(), channel, [(product, 2)], method="cash", buyer="Ibu Nur", by=budi)  # noqa: E731
    call = lambda: market.start_recall(new_uid(), salt, level=1, because="Pasir", by=wati)  # noqa: E731
    got = at_once(sell, call, sell, call, sell)
    sold = [one for one in got if isinstance(one, Sale)]
    assert all(isinstance(one, Sale | Recall | OutOfStock | RecallRunning) for one in got), got
    recall = Recall.objects.get()
    listed = recall.holders.exclude(line=None).values_list("line__sale", "quantity")
    assert sorted(listed) == sorted((sale.pk, 2) for sale in sold)
    assert sum(recall.holders.filter(lot__product=product).values_list("quantity", flat=True)) == 10
    assert holds()


def test_a_jar_that_comes_back_at_two_desks_is_counted_once() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)
    given_market.sale(world, product, 3, buyer="Ibu Nur")
    budi, wati = world.budi, world.wati
    recall = market.start_recall(new_uid(), product.lots.get(), level=3, because="Salah label", by=budi)
    buyer = recall.holders.get(line__isnull=False)
    at_once(
        *[lambda by=by: market.tally_holder(new_uid(), buyer, "back", 2, by=by) for by in (budi, wati)],
        *[lambda by=by: market.close_recall(recall, found="Label", by=by) for by in (budi, wati)],
    )
    assert sum(buyer.notes.values_list("quantity", flat=True)) in {0, 2}
    assert holds()


def test_two_heads_approve_the_same_share() -> None:
    world = cast.begin()
    share, head = given_sharing.prepared(world), world.head
    at_once(*[lambda: sharing.approve_share(Share.objects.get(pk=share.pk), by=head)] * 4)
    assert Share.objects.get(pk=share.pk).state == "approved"
    assert holds()


def test_a_share_is_approved_while_its_sale_is_voided_and_money_is_noted() -> None:
    """Whoever comes first: what is approved is what the books say, and what comes later is in the next share."""
    world = cast.begin()
    group = given_sharing.october(world)
    share, sale, last = given_sharing.prepared(world, group), Sale.objects.get(), date(2026, 10, 31)
    approve = lambda: sharing.approve_share(share, by=world.head)  # noqa: E731
    void = lambda: market.void_sale(sale, because="Salah", by=world.wati)  # noqa: E731
    spend = lambda: given_cashbook.noted(world, group, "money_out", 1_000, on=last, note="Gas")  # noqa: E731
    at_once(approve, void, spend)
    share.refresh_from_db()
    spent = Entry.objects.get(reference__startswith="note:", happened_on=last, book__key=group.book)
    assert (share.state == "approved") is (spent.booked_on > last), "what is not in it is booked after it"
    assert share.state == "prepared" or share.base == given_sharing.BASE
    assert holds()


def test_two_payouts_of_the_same_savings_pay_them_once() -> None:
    """What she asked for is paid while all of it becomes due at her release: together she has what she is owed."""
    world = cast.begin()
    asked = sharing.approve_payout(given_sharing.withdrawal(world), by=world.head)
    pay = lambda one: sharing.pay_out(one, channel="card", evidence="E-Pas 1", by=world.budi)  # noqa: E731
    leave = lambda: people.release_person(world.sari, "pb", on=clock.today(), bapas=world.bapas, by=world.budi)  # noqa: E731
    at_once(lambda: pay(asked), leave, lambda: pay(asked))
    closing = sharing.approve_payout(Payout.objects.get(kind="closing"), by=world.head)
    at_once(*[lambda: pay(closing)] * 3)
    assert sum(Payout.objects.filter(state="paid").values_list("amount", flat=True)) == 21_429
    assert queries.savings(world.sari).total == 0
    assert holds()


def test_a_month_is_closed_while_money_is_noted_in_it() -> None:
    world = cast.begin()
    group, last = given_business.group(world), date(2026, 10, 31)
    given_cashbook.noted(world, group, amount=9_000, on=last)
    note = lambda: given_cashbook.noted(world, group, amount=1_000, on=last)  # noqa: E731
    close = lambda: cashbook.close_month(group, given_sharing.OCTOBER, by=world.budi)  # noqa: E731
    at_once(note, close, note, close)
    assert book.balance(chart.cash, book=group.book) == 11_000
    assert Close.objects.get(book__key=group.book).month == given_sharing.OCTOBER
    assert holds()


def test_a_withdrawal_is_paid_out_while_its_owner_is_moved() -> None:
    world = cast.begin()
    asked = given_sharing.withdrawal(world)  # 5,000 of the 21,429 that Sari is owed
    sharing.approve_payout(asked, by=world.head)
    elsewhere, budi = world.programme.units["RTP"], world.budi
    pay = lambda: sharing.pay_out(asked, channel="card", evidence="E-Pas 1", by=budi)  # noqa: E731
    move = lambda: people.transfer_person(world.sari, elsewhere, on=clock.today(), by=budi)  # noqa: E731
    at_once(pay, move)
    asked.refresh_from_db()
    handed = {"paid": 16_429, "refused": 21_429}[asked.state]
    assert HandOver.objects.get(person=world.sari).amount == handed
    assert holds()


def test_what_is_taken_back_is_not_spent_meanwhile() -> None:
    world = cast.begin()
    group = given_business.group(world)
    put_in = [given_cashbook.noted(world, group, amount=amount) for amount in (30_000, 50_000)]
    spend = lambda: given_cashbook.noted(world, group, "money_out", 80_000, note="Gas")  # noqa: E731
    undo = lambda note: cashbook.reverse_note(note, because="Salah ketik", by=world.budi)  # noqa: E731
    at_once(spend, *[lambda note=note: undo(note) for note in put_in])
    assert book.balance(chart.cash, book=group.book) >= 0
    assert holds()


def test_an_opening_balance_is_taken_back_once_and_never_below_what_is_there() -> None:
    world = cast.begin()
    group = given_business.group(world)
    began = (Dr(chart.cash, 80_000), Cr(chart.capital, 80_000))
    enter = lambda: cashbook.enter_opening(group, began, on=clock.today(), by=world.budi)  # noqa: E731
    assert sum(isinstance(one, Refused) for one in at_once(*[enter] * 3)) == 2
    undo = lambda: cashbook.take_back_opening(group, because="Salah", by=world.budi)  # noqa: E731
    spend = lambda: given_cashbook.noted(world, group, "money_out", 80_000, note="Gas")  # noqa: E731
    at_once(undo, spend, undo)
    assert book.balance(chart.cash, book=group.book) == 0
    assert holds()


def test_the_state_is_billed_and_paid_once() -> None:
    world = cast.begin()
    given_sharing.shared_month(world)  # 15,000 for the state
    unit, budi, today = world.palu, world.budi, clock.today()
    bill = lambda: sharing.bill_state_revenue(new_uid(), unit, "820261124000001", today, by=budi)  # noqa: E731
    assert sum(isinstance(one, Refused) for one in at_once(*[bill] * 3)) == 2
    paid = {"billing_code": "820261124000001", "ntpn": "A1B2C3D4E5F6G7H8", "paid_on": today, "by": budi}
    deposit = lambda: sharing.deposit_state_revenue(new_uid(), unit, 15_000, **paid)  # noqa: E731
    assert sum(isinstance(one, Refused) for one in at_once(*[deposit] * 3)) == 2
    assert queries.state_due(unit) == 0
    assert holds()


def test_connections_are_the_same_kind_in_every_thread() -> None:
    assert set(at_once(*[lambda: connection.vendor] * 2)) == {connection.vendor}


def test_fifty_buyers_and_the_last_ten_jars() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)  # ten jars
    shop = given_market.web_shop(world, product)
    order = lambda: market.place_order(  # noqa: E731
        new_uid(), shop, [(product, 1)], buyer="Ibu Nurul", phone="081234567890", how="pickup", method="transfer"
    )
    told = at_once(*[order] * 50)
    assert (sum(isinstance(one, Order) for one in told), sum(isinstance(one, OutOfStock) for one in told)) == (10, 40)
    assert len({one.due for one in Order.objects.all()}) == 10  # no two transfers look alike
    assert holds()


def test_shops_of_two_units_and_one_seller_await_no_two_transfers_that_look_alike() -> None:
    world = cast.begin()
    cooperative = business.found_cooperative("Koperasi Tadulako", by=world.manager)
    seller = Book.objects.get(key=cooperative.book)
    market.set_bank_account(seller, "BRI", "1", "Koperasi", by=world.manager)
    elsewhere, shops = world.programme.units["RTP"], []
    for unit, code in ((world.palu, "KPK"), (elsewhere, "KPS")):
        product = given_workshop.idea(world, cooperative, code, f"Keripik {code}")
        given_workshop.recipe(world, product)
        given_workshop.permits(world, product)
        product = workshop.make_ready(product, by=world.budi)
        shop = market.open_channel(unit, "Toko", "online", seller_name="Koperasi", seller=seller, by=world.budi)
        market.set_price(shop, product, given_market.PRICE, valid_from=clock.today(), by=world.budi)
        market.set_pace(product, 100, by=world.budi)
        shops.append((shop, product))

    def order(place: Channel, product: Product) -> Order:
        return market.place_order(
            new_uid(), place, [(product, 1)], buyer="Ibu Nurul", phone="081234567890", how="pickup", method="transfer"
        )

    at_once(*[partial(order, *one) for one in shops] * 8)
    assert sorted(one.code for one in Order.objects.all()) == list(range(1, 17))


def test_two_buyers_and_one_voucher() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)
    shop = given_market.web_shop(world, product)
    days = {"from_on": clock.today(), "until_on": clock.today()}
    market.issue_voucher(new_uid(), shop, "PALU", 5_000, most=1, **days, by=world.budi)
    order = lambda: market.place_order(  # noqa: E731
        new_uid(),
        shop,
        [(product, 1)],
        buyer="Ibu Nurul",
        phone="081234567890",
        how="pickup",
        method="cash",
        voucher="palu",
    )
    told = at_once(*[order] * 4)
    assert (sum(isinstance(one, Order) for one in told), sum(isinstance(one, VoucherUsedUp) for one in told)) == (1, 3)
    assert holds()
