"""What devices left for a person, and shelves at somebody's shop, stand on the homes of those who can act."""

from datetime import date, timedelta

import pytest

from siap.business.tests import given as business
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import Waiting
from siap.market import services as market
from siap.market.tests import given as given_market
from siap.people import services as people
from siap.web import services as door
from siap.web.home import home_of
from siap.web.rules import digest_of
from siap.workshop.tests import given as workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def onion(world):
    product = workshop.product(world, business.group(world))
    workshop.batch(world, product)
    given_market.priced(world, product)
    return product


def texts(user):
    return [task.text for task in home_of(user).tasks]


def test_a_sale_beyond_the_stock_waits_for_whoever_decides(world, onion):
    market.replay_sale(
        new_uid(), given_market.bazaar(world), [market.Taken(onion, 12, given_market.PRICE - 1)],
        paid=[("cash", 12 * (given_market.PRICE - 1))], sold_at=clock.now(), by=world.budi,
    )  # fmt: skip
    for user in (world.wati, world.head):
        assert "1 penjualan melebihi stok: putuskan barangnya" in texts(user)
        assert "1 penjualan dari perangkat melanggar aturan" in texts(user)
    assert not any("stok" in text or "perangkat" in text for text in [*texts(world.joko), *texts(world.rina)])


def test_an_item_that_waits_is_told_to_its_maker_and_to_his_unit(world, onion):
    door.receive([door.Sent(new_uid(), digest_of("{}"), "{}")], by=world.budi)
    said = "1 catatan dari perangkat belum bisa dibukukan"
    assert [said in texts(user) for user in (world.budi, world.wati, world.head, world.joko)] == [True] * 3 + [False]


def test_the_kanwil_is_told_what_is_called_back_and_what_the_system_could_not_finish(world, onion):
    market.start_recall(new_uid(), onion.lots.get(), level=1, because="Toples retak", by=world.budi)
    Waiting.objects.create(room="sharing", fact="x.Y", reason="Belum bisa.", since=clock.now())
    said = {"1 penarikan masih berjalan", "1 hal tidak dapat diselesaikan sendiri"}
    assert said <= set(texts(world.manager))
    assert not said & set(texts(world.user("pantau")))


def test_a_shelf_that_nobody_went_to_is_told_to_the_officer_and_the_mentor(world, onion):
    outlet = market.open_outlet(
        new_uid(), world.palu, "Galeri", address="Jl. 1", fee_percent=10, visit_days=14, by=world.budi
    )
    market.set_price(outlet.channel, onion, 45_000, valid_from=clock.today(), by=world.budi)
    market.bring_goods(new_uid(), outlet, [(onion, 3)], by=world.rina)
    said = "3 buah di Galeri belum dihitung lagi"
    assert said not in texts(world.budi)
    with clock.fixed(clock.now() + timedelta(days=15)):
        assert said in texts(world.budi)
        assert said in texts(world.rina)
        market.visit_outlet(new_uid(), outlet, sold=[(onion, 3)], by=world.rina)
        assert said not in texts(world.budi)


def test_cash_that_lies_longer_than_a_working_day_stands_first_on_the_heads_home(world, onion):
    def first(day):
        with clock.fixed(clock.at(day)):
            return home_of(world.head).tasks[0]

    with clock.fixed(clock.at(date(2026, 11, 6))):  # a Friday
        given_market.sale(world, onion, 2)
    with clock.fixed(clock.at(date(2026, 11, 9))):  # Monday, the working day after
        given_market.sale(world, onion, 1)
        wrong = given_market.sale(world, onion, 1)
        market.void_sale(wrong, because="Salah pencet", by=world.budi)
        people.note_unit_days(
            new_uid(), world.palu, "holiday", "Hari jadi kota", from_on=date(2026, 11, 10), until_on=date(2026, 11, 10),
            by=world.head,
        )  # fmt: skip
    late = "tunai di tangan Budi Santoso lebih dari satu hari kerja"
    assert late not in first(date(2026, 11, 9)).text
    assert (first(date(2026, 11, 10)).text, first(date(2026, 11, 10)).when) == (f"Rp80.000 {late}", "4 hari")
    assert first(date(2026, 11, 11)).text == f"Rp80.000 {late}"  # nobody worked on Tuesday: Monday's cash is in time
    with clock.fixed(clock.at(date(2026, 11, 11))):
        market.confirm_cash(new_uid(), world.budi, 80_000, by=world.head)
        assert not any(late in text for text in texts(world.head))
    assert first(date(2026, 11, 12)).text == f"Rp40.000 {late}"
