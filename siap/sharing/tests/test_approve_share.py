"""Approving: two people, both books, and the months closed behind it."""

from datetime import date

import pytest

from siap.business import services as business_services
from siap.cashbook import services as cashbook
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book, Entry
from siap.ledger.services import ReasonMissing
from siap.ledger.tests.test_post import write
from siap.market import postings
from siap.market import queries as market_queries
from siap.market import services as market
from siap.market.rules import Part, SaleFigures
from siap.market.tests import given as given_market
from siap.people import services as people
from siap.sharing import queries, services
from siap.sharing.models import Payout, Share
from siap.sharing.services import funding, purse, shares
from siap.sharing.tests import given
from siap.workshop.models import Product
from siap.workshop.tests import given as given_workshop


def owed(person):
    return queries.savings(person).total


def test_a_month_reaches_everyone_to_the_last_rupiah(world):
    """Profit Rp100,001; Sari 30 hours, Dewi and Tono 20 each; 50/35/15, a quarter of a part usable now.

    business   Dr distribution 100,001   Cr clearing 100,001
    custody    Dr clearing     100,001   Cr Sari 5,357 + 16,072, Dewi and Tono 3,571 + 10,715 each
                                         Cr state 15,000, Cr kept capital 35,000
    """
    share = given.approved(world)
    assert (owed(world.sari), owed(world.dewi), owed(world.tono)) == (21_429, 14_286, 14_286)
    assert queries.savings(world.sari) == queries.Savings(held=16_072, usable=5_357)
    assert queries.state_due(world.palu) == 15_000
    assert book.balance(chart.kept_capital(share.business_id), book=world.palu.custody_book) == 35_000
    assert book.balance(chart.distribution, book=share.business.book) == given.BASE
    assert list(book.open_clearing()) == []


def test_approving_twice_changes_nothing(world):
    share = given.approved(world)
    before = Entry.objects.count(), FactRecord.objects.count()
    again = services.approve_share(share, by=world.head)
    assert again.state == Share.State.APPROVED
    assert (Entry.objects.count(), FactRecord.objects.count()) == before


def test_nobody_approves_what_he_prepared(world):
    share = given.prepared(world, by=world.head)
    with pytest.raises(shares.OwnShare):
        services.approve_share(share, by=world.head)
    assert owed(world.sari) == 0
    assert Share.objects.get().state == Share.State.PREPARED


def test_figures_that_changed_meanwhile_are_not_approved(world):
    share = given.prepared(world)
    cashbook.note_cash(
        new_uid(), share.business, "money_out", 10_000, happened_on=date(2026, 10, 30), note="Listrik", by=world.budi
    )
    with pytest.raises(shares.FiguresChanged, match=r"Rp90\.001"):
        services.approve_share(share, by=world.head)
    assert owed(world.sari) == 0


def test_hours_that_changed_meanwhile_are_not_approved(world):
    share = given.prepared(world)
    sheet = share.business.hours_sheets.first()
    minutes = {world.sari.pk: 60, world.dewi.pk: 60, world.tono.pk: 60}
    business_services.correct_hours(new_uid(), sheet, minutes, because="Salah baca", by=world.budi)
    with pytest.raises(shares.FiguresChanged):
        services.approve_share(share, by=world.head)


def test_a_shared_month_is_closed_so_that_what_comes_late_counts_in_the_next(world):
    share = given.approved(world)
    assert Book.objects.get(key=share.business.book).closed_through == given.OCTOBER
    cashbook.note_cash(
        new_uid(), share.business, "money_out", 10_000, happened_on=date(2026, 10, 30), note="Listrik", by=world.budi
    )
    with clock.fixed(clock.at(date(2026, 12, 1))):
        sheet = queries.working(share.business, 202611, 202611)
    assert sheet.result.expenses == 10_000


def test_a_sale_voided_after_its_month_was_shared_is_given_back_by_the_next_share(world):
    share = given.approved(world)
    sale = share.business.sale_lines.get().sale
    market.void_sale(sale, because="Dikembalikan pembeli", by=world.head)
    given.sell(world, share.business, 20, on=date(2026, 11, 2))
    with clock.fixed(clock.at(date(2026, 12, 1))):
        sheet = queries.working(share.business, 202611, 202611)
    assert sheet.result.turnover == 800_000 - 400_000
    assert sheet.result.cost == 260_000 - 130_000
    assert any(line.amount == -400_000 for line in sheet.sold)


def test_sending_back_needs_a_reason_and_another_person(world):
    share = given.prepared(world)
    with pytest.raises(ReasonMissing):
        services.send_back(share, because="  ", by=world.head)
    with pytest.raises(shares.OwnShare):
        services.send_back(share, because="Salah", by=world.budi)
    services.send_back(share, because="Jam Dewi kurang satu hari", by=world.head)
    again = services.prepare_share(new_uid(), share.business, given.OCTOBER, given.OCTOBER, by=world.budi)
    assert again.state == Share.State.PREPARED
    with pytest.raises(shares.ShareNotWaiting):
        services.approve_share(share, by=world.head)


def test_the_money_moves_from_the_treasurer_to_custody_once(world):
    share = given.approved(world)
    services.fund_share(share, by=world.budi)
    services.fund_share(share, by=world.budi)
    assert book.balance(chart.bank, book=world.palu.custody_book) == given.BASE
    assert book.balance(chart.bank, book=world.palu.seller_book) == 400_000 - given.BASE
    assert list(book.open_clearing()) == []


def test_money_that_the_treasurer_has_not_got_is_not_handed_on(world):
    group = given.october(world)
    with clock.fixed(clock.at(date(2026, 10, 31))):
        market.hand_over_proceeds(new_uid(), group, 400_000, by=world.head)
    sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
    assert any("Rp100.001 dari hasil ini sudah diserahkan" in warning for warning in sheet.warnings)
    share = services.approve_share(given.prepared(world, group), by=world.head)
    with pytest.raises(purse.MoneyShort):
        services.fund_share(share, by=world.budi)
    share.refresh_from_db()
    assert share.funded_on is None


def test_an_unapproved_share_is_not_funded(world):
    with pytest.raises(funding.ShareNotApproved):
        services.fund_share(given.prepared(world), by=world.budi)


def test_a_group_that_has_its_money_already_is_not_paid_again_with_that_of_others(world):
    group = given.october(world)
    others = business_services.found_cooperative("Koperasi", by=world.manager)
    seller = world.palu.seller_book
    with clock.fixed(clock.at(date(2026, 10, 13))):
        market.hand_over_proceeds(new_uid(), group, market_queries.held_for(group), by=world.head)
        part = Part(others.pk, others.book, 500_000, 0)
        sale = SaleFigures("sale:others", date(2026, 10, 13), seller, ((chart.bank, 500_000),), (part,))
        write(*postings.sale_made(sale))
    share = given.prepared(world, group)
    services.approve_share(share, by=world.head)
    with pytest.raises(funding.ProceedsGone):
        services.fund_share(share, by=world.budi)
    assert market_queries.at_seller(seller) == 500_000
    assert Share.objects.get().funded_on is None


def test_a_share_is_funded_by_every_seller_from_what_it_owes(world):
    group, day = given.october(world), date(2026, 10, 14)
    cooperative = business_services.found_cooperative("Koperasi", by=world.manager)
    treasurer, seller = world.palu.seller_book, Book.objects.get(key=cooperative.book)
    with clock.fixed(clock.at(day)):
        market.hand_over_proceeds(new_uid(), group, 360_000, by=world.head)  # the treasurer keeps 40,000 of it
        product = Product.objects.get(business=group)
        channel = given_market.priced(world, product)
        market.rule_seller(channel, seller, "Koperasi", valid_from=day, basis="Surat 1/2026", by=world.budi)
        given_workshop.batch(world, product)
        sale = given_market.sale(world, product, 5)
        market.confirm_cash(new_uid(), world.budi, sale.total, seller=seller, by=world.head)
    share = given.prepared(world, group)
    services.approve_share(share, by=world.head)
    services.fund_share(share, by=world.budi)
    assert market_queries.owed_by(group) == {seller.key: 40_000 + sale.total - share.base}
    assert market_queries.at_seller(treasurer) == 0
    assert book.balance(chart.bank, book=world.palu.custody_book) == share.base
    assert market_queries.held_for(group) == 40_000 + sale.total - share.base
    assert list(book.open_clearing()) == []


def test_a_part_that_comes_after_somebody_left_is_to_be_paid_out(world):
    group = given.october(world)
    people.release_person(world.sari, "pb", on=date(2026, 11, 1), bapas=world.bapas, by=world.budi)
    assert not Payout.objects.exists()
    share = given.prepared(world, group)
    services.approve_share(share, by=world.head)
    payout = Payout.objects.get()
    assert (payout.person, payout.kind, payout.amount) == (world.sari, Payout.Kind.CLOSING, 21_429)
    assert share.slips.get(person=world.sari).held == 0


def test_reversing_takes_everything_back_and_the_month_may_be_shared_anew(world):
    share = given.shared_month(world)
    with pytest.raises(ReasonMissing):
        services.reverse_share(share, because="", by=world.head)
    services.reverse_share(share, because="Jam Tono salah", by=world.head)
    services.reverse_share(share, because="Jam Tono salah", by=world.head)
    assert (owed(world.sari), queries.state_due(world.palu)) == (0, 0)
    assert book.balance(chart.bank, book=world.palu.custody_book) == 0
    assert list(book.open_clearing()) == []
    anew = services.prepare_share(new_uid(), share.business, given.OCTOBER, given.OCTOBER, by=world.budi)
    services.approve_share(anew, by=world.head)
    assert owed(world.sari) == 21_429


def test_nothing_is_reversed_once_some_of_it_was_paid(world):
    payout = given.withdrawal(world)
    services.approve_payout(payout, by=world.head)
    services.pay_out(payout, channel="card", evidence="E-Pas 0017", by=world.budi)
    share = Share.objects.get()
    with pytest.raises(funding.AlreadyMoved, match="dibayar kepada anggota"):
        services.reverse_share(share, because="Salah", by=world.head)
    assert owed(world.sari) == 21_429 - 5_000


def test_kept_capital_comes_back_into_the_group_s_cash_once(world):
    share = given.shared_month(world)
    cash = book.balance(chart.cash, book=share.business.book)
    uid = new_uid()
    services.return_capital(uid, share.business, 20_000, by=world.budi)
    services.return_capital(uid, share.business, 20_000, by=world.budi)
    assert book.balance(chart.cash, book=share.business.book) == cash + 20_000
    with pytest.raises(funding.MoreThanKept, match=r"Rp15\.000"):
        services.return_capital(new_uid(), share.business, 15_001, by=world.budi)
    with pytest.raises(funding.MoreThanKept):
        services.return_capital(new_uid(), share.business, 0, by=world.budi)


def test_the_share_agrees_with_the_income_statement_line_by_line(world):
    group = given.october(world)
    given.sell(world, group, 1, on=date(2026, 10, 25), method="qris")
    share = given.prepared(world, group)
    lines = queries.reconcile(share)
    assert [(line.revenue, line.cost) for line in lines] == [
        (440_000, 143_000),  # the income statement of October
        (-40_000, -13_000),  # sold, but nobody has signed for the QRIS yet
        (400_000, 130_000),  # the sharing sheet
    ]


def test_a_share_asks_the_database_little(world, django_assert_max_num_queries):
    """Worked out twice, by two people, written in both books, its month closed; savepoints of the test are among them."""
    group, budi, head = given.october(world), world.budi, world.head
    with django_assert_max_num_queries(60):
        services.approve_share(given.prepared(world, group, by=budi), by=head)
