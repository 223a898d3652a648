"""Working out a share: what is in it, and when there is none."""

from datetime import date

import pytest

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from siap.core.money import MOST
from siap.market import services as market
from siap.market.tests import given as given_market
from siap.programme import services as programme
from siap.programme.models import SharingTerms
from siap.programme.rules import NAMLEA, NobodyEntitled
from siap.sharing import queries, rules, services
from siap.sharing.models import Share
from siap.sharing.services import payouts
from siap.sharing.tests import given
from siap.workshop import queries as stock
from siap.workshop.models import Product
from siap.workshop.tests import given as given_workshop


def refused(world, group, first, last, why):
    before = FactRecord.objects.count()
    with pytest.raises(why) as refusal:
        services.prepare_share(new_uid(), group, first, last, by=world.budi)
    assert not Share.objects.exists()
    assert FactRecord.objects.count() == before
    return str(refusal.value)


def test_the_sheet_shows_what_was_sold_what_it_cost_and_whose_it_is(world):
    sheet = queries.working(given.october(world), given.OCTOBER, given.OCTOBER)
    assert sheet.result == rules.Result(turnover=400_000, cost=130_000, expenses=169_999)
    assert sheet.base == given.BASE
    assert [(part.kind, part.amount) for part in sheet.parts] == [
        ("members", 50_001), ("capital", 35_000), ("state", 15_000),
    ]  # fmt: skip
    assert [(line.person.workshop_name, line.did.minutes, line.amount, line.usable) for line in sheet.members] == [
        ("Sari", 1_800, 21_429, 5_357), ("Dewi", 1_200, 14_286, 3_571), ("Tono", 1_200, 14_286, 3_571),
    ]  # fmt: skip
    assert sheet.members[0].why == "Bekerja 30 jam dari 70 jam seluruh anggota: 42,9 %."
    assert sheet.problem is None
    assert sheet.warnings == ("Bagian modal: menunggu ketetapan PNBP.",)


def test_preparing_writes_the_figures_and_nothing_into_the_books(world):
    share = given.prepared(world)
    assert (share.base, share.state, share.prepared_by) == (given.BASE, Share.State.PREPARED, world.budi)
    assert sum(part.amount for part in share.parts.all()) == share.base
    assert queries.savings(world.sari) == queries.Savings()


def test_preparing_twice_makes_one_share(world):
    group, uid = given.october(world), new_uid()
    first = services.prepare_share(uid, group, given.OCTOBER, given.OCTOBER, by=world.budi)
    again = services.prepare_share(uid, group, given.OCTOBER, given.OCTOBER, by=world.budi)
    assert first == again
    assert Share.objects.count() == 1


def test_a_month_that_is_not_over_is_not_shared(world):
    assert "belum lewat" in refused(world, given.october(world), 202611, 202611, rules.MonthNotOver)


def test_a_month_is_shared_once(world):
    group = given.october(world)
    given.prepared(world, group)
    with pytest.raises(rules.MonthShared):
        services.prepare_share(new_uid(), group, 202609, 202610, by=world.wati)
    assert Share.objects.count() == 1


def test_months_must_stand_in_order(world):
    group = given.october(world)
    refused(world, group, 202610, 202609, rules.MonthsOutOfOrder)
    refused(world, group, 202001, 202610, rules.MonthsOutOfOrder)


def test_without_verified_money_there_is_nothing_to_share(world):
    refused(world, given.october(world, method="qris"), given.OCTOBER, given.OCTOBER, rules.NothingVerified)


def test_unverified_qris_is_not_shared_and_the_sheet_says_so(world):
    group = given.october(world)
    given.sell(world, group, 1, on=date(2026, 10, 25), method="qris")
    sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
    assert sheet.base == given.BASE
    assert any("Uang Rp40.000 belum dicocokkan" in warning for warning in sheet.warnings)


def test_a_loss_shares_nothing(world):
    group = given.october(world)
    sale = group.sale_lines.get().sale
    with clock.fixed(clock.at(date(2026, 10, 28))):
        market.void_sale(sale, because="Salah hitung", by=world.head)
        given.sell(world, group, 1, on=date(2026, 10, 28))
    assert "−Rp142.999" in refused(world, group, given.OCTOBER, given.OCTOBER, rules.NothingToShare)


def test_more_than_a_line_of_a_book_may_hold_is_a_sentence_and_nothing_is_written(world, monkeypatch):
    group = given.october(world)
    sold = (queries.SoldLine("Bawang goreng", 1, 2 * MOST, 0),)
    monkeypatch.setattr("siap.sharing.queries.sheet.sold_lines", lambda *_period: sold)
    said = refused(world, group, given.OCTOBER, given.OCTOBER, rules.MoreThanALine)
    assert "Periksa angkanya" in said


def test_nobody_shares_when_no_hours_were_written_down(world):
    group = given.october(world)
    group.hours_sheets.update(replaced_at=clock.now())
    assert "Jam kerja" in refused(world, group, given.OCTOBER, given.OCTOBER, NobodyEntitled)


def test_who_has_no_hours_gets_nothing_and_the_sheet_warns(world):
    group = given.october(world)
    for sheet in group.hours_sheets.all():
        sheet.times.filter(person=world.tono).delete()
    sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
    tono = next(line for line in sheet.members if line.person == world.tono)
    assert (tono.amount, tono.why) == (0, "Tidak ada jam kerja yang tercatat pada masa ini.")
    assert any(world.tono.member_code in warning for warning in sheet.warnings)
    assert sum(line.amount for line in sheet.members) == 50_001


def test_madiun_two_months_in_one_payout_and_the_next_waits_for_the_state(world):
    """Madiun, October and November 2022 (here September and October 2026): both in one share, one slip each; then the terms
    hold the members' money until the state has its own, as Madiun held December's."""
    group = given.october(world)
    given.sell(world, group, 10, on=date(2026, 9, 20))
    SharingTerms.objects.update(state_first=True)
    share = services.prepare_share(new_uid(), group, 202609, 202610, by=world.budi)
    assert (share.turnover, share.base, share.slips.count()) == (800_000, 370_001, 3)
    services.fund_share(services.approve_share(share, by=world.head), by=world.budi)
    payout = services.ask_withdrawal(new_uid(), world.sari, 5_000, by=world.budi)
    services.approve_payout(payout, by=world.head)
    with pytest.raises(payouts.StateFirst):
        services.pay_out(payout, channel="card", evidence="E-Pas 1", by=world.budi)
    due = queries.state_due(world.palu)
    services.deposit_state_revenue(
        new_uid(), world.palu, due, "820261102000123", "A1B2C3D4E5F6G7H8", date(2026, 11, 2), by=world.budi
    )
    assert services.pay_out(payout, channel="card", evidence="E-Pas 1", by=world.budi).paid_on == date(2026, 11, 2)


def test_namlea_shares_turnover_equally_though_nobody_s_hours_are_known(world):
    """30 % of the turnover of 400,000 among three, equally; who has no hours is named, and gets his part all the same."""
    programme.agree_terms(world.programme.agreement, NAMLEA, valid_from=date(2026, 1, 1), by=world.manager)
    group = given.october(world)
    group.hours_sheets.update(replaced_at=clock.now())
    sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
    assert sheet.base == 400_000
    assert {part.kind: part.amount for part in sheet.parts} == {"members": 120_000, "state": 280_000}
    assert [line.amount for line in sheet.members] == [40_000] * 3
    assert any("tetap mendapat bagian" in warning for warning in sheet.warnings)


def test_an_objection_that_nobody_answered_is_a_warning_on_the_next_sheet(world):
    share = given.approved(world)
    services.raise_objection(new_uid(), share.slips.first(), "Jam kurang", by=world.budi)
    given.sell(world, share.business, 10, on=date(2026, 11, 2))
    with clock.fixed(clock.at(date(2026, 12, 1))):
        sheet = queries.working(share.business, 202611, 202611)
    assert any(
        "1 keberatan tentang bagi hasil sebelumnya belum dijawab, sejak 2 Nov 2026" in one for one in sheet.warnings
    )


def test_unverified_qris_is_named_sale_by_sale(world):
    group = given.october(world)
    sale = given.sell(world, group, 1, on=date(2026, 10, 25), method="qris")
    sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
    assert any(f"{sale.number} Rp40.000" in warning for warning in sheet.warnings)


def test_goods_that_stand_at_a_shop_and_pieces_without_cost_are_warnings(world):
    group = given.october(world)
    product = Product.objects.get(business=group)
    with clock.fixed(clock.at(date(2026, 10, 30))):
        given_workshop.batch(world, product)
        kiosk = market.open_outlet(
            new_uid(), world.palu, "Galeri UMKM", address="Jl. Diponegoro 3, Palu", fee_percent=10, by=world.budi
        )
        market.set_price(kiosk.channel, product, 45_000, valid_from=date(2026, 10, 30), by=world.budi)
        market.bring_goods(new_uid(), kiosk, [(product, 4)], by=world.budi)
        left = stock.pieces_on_hand(product) - 4
        market.replay_sale(
            new_uid(), given_market.bazaar(world), [market.Taken(product, left + 2, 40_000)],
            paid=[("cash", (left + 2) * 40_000)], sold_at=clock.now(), by=world.budi,
        )  # fmt: skip
    warnings = queries.working(group, given.OCTOBER, given.OCTOBER).warnings
    assert any("Masih dititipkan" in one and "Bawang goreng 100 g 4 buah" in one for one in warnings)
    assert any("Terjual tanpa stok" in one and "Bawang goreng 100 g 2 buah" in one for one in warnings)
