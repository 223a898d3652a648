"""Wages come before a result and are owed in a loss; a training premium is paid by the day from a budget; a loss is carried
only where the terms say so."""

from dataclasses import replace
from datetime import date

import pytest

from siap.cashbook import services as cashbook
from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.programme import rules as terms
from siap.programme import services as programme
from siap.programme.models import SharingTerms
from siap.sharing import queries, rules, services
from siap.sharing.services import purse
from siap.sharing.tests import given

SEPTEMBER = 202609


def agree(world, told, **said):
    return programme.agree_terms(
        world.programme.agreement, told, valid_from=date(2026, 1, 1), by=world.manager, **said
    )  # fmt: skip


def wages(world, hourly=1_000, **said):
    """Wage terms of a district whose minimum wage is 126,000 a month: 1,000 an hour."""
    programme.set_minimum_wage("Palu", 126_000, basis="SK", valid_from=date(2026, 1, 1), by=world.manager)
    return agree(world, replace(terms.THIRD_PARTY, rate=hourly, district="Palu"), usable_percent=25, **said)


def share(world, group):
    prepared = services.prepare_share(new_uid(), group, given.OCTOBER, given.OCTOBER, by=world.budi)
    return services.approve_share(prepared, by=world.head)


def holds():
    return [finding.offender for _one, finding in proofs.run() if finding.offender] == []


class TestWages:
    def test_they_come_before_the_result_and_the_state_has_its_part_of_what_is_left(self, world):
        """Result 100,001; wages 70,000 for 70 hours; 1 % of the 30,001 that are left is 300."""
        wages(world)
        group = given.october(world)
        sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
        assert (sheet.wages, sheet.after_wages, sheet.base, sheet.rate) == (70_000, 30_001, 70_300, 1_000)
        assert [(part.kind, part.amount) for part in sheet.parts] == [("members", 70_000), ("state", 300)]
        assert [line.amount for line in sheet.members] == [30_000, 20_000, 20_000]
        assert sheet.members[0].why == "Bekerja 30 jam, upah sejam Rp1.000."
        share(world, group)
        assert queries.savings(world.sari) == queries.Savings(held=22_500, usable=7_500)
        in_october = {one.code: one.balance for one in book.totals([group.book], since=202610, until=202610)}
        assert in_october[chart.wages.code] == 70_000  # a cost of the month in which it was earned
        assert holds()

    def test_they_are_owed_in_a_loss_and_when_nothing_was_sold(self, world):
        wages(world)
        group = given.worked_october(world)
        approved = share(world, group)
        assert (approved.base, approved.turnover) == (70_000, 0)
        assert queries.savings(world.sari).total == 30_000
        assert queries.state_due(world.palu) == 0
        assert holds()

    def test_what_the_treasurer_does_not_hold_comes_from_the_group_s_cash(self, world):
        wages(world)
        group = given.worked_october(world)
        given.sell(world, group, 1, on=date(2026, 10, 12))  # 40,000 are at the treasurer's
        approved = share(world, group)
        with pytest.raises(purse.MoneyShort):
            services.fund_share(approved, by=world.budi)
        cashbook.note_cash(
            new_uid(), group, "put_in", 50_000, happened_on=date(2026, 11, 2), note="Modal koperasi", by=world.budi
        )
        services.fund_share(approved, by=world.budi)
        assert book.balance(chart.bank, book=world.palu.custody_book) == 70_000
        assert book.balance(chart.cash, book=group.book) == 50_000 - 30_000
        assert book.balance(chart.bank, book=world.palu.seller_book) == 0
        assert holds()

    def test_a_higher_minimum_wage_lifts_them(self, world):
        wages(world)
        programme.set_minimum_wage("Palu", 252_000, basis="SK", valid_from=date(2026, 10, 1), by=world.manager)
        sheet = queries.working(given.october(world), given.OCTOBER, given.OCTOBER)
        assert (sheet.rate, sheet.wages) == (2_000, 140_000)
        assert [part.amount for part in sheet.parts] == [140_000, 0]

    def test_taken_back_and_worked_out_again_they_are_the_same(self, world):
        wages(world)
        group = given.october(world)
        services.reverse_share(share(world, group), because="Jam salah", by=world.head)
        assert queries.savings(world.sari).total == 0
        assert share(world, group).base == 70_300
        assert holds()

    def test_nobody_worked_nobody_is_owed(self, world):
        wages(world)
        group = given.october(world)
        group.hours_sheets.update(replaced_at=clock.now())
        with pytest.raises(rules.NothingEarned):
            services.prepare_share(new_uid(), group, given.OCTOBER, given.OCTOBER, by=world.budi)

    def test_a_begun_rupiah_is_a_rupiah(self):
        assert [rules.pay_for(minutes, 1_001) for minutes in (0, 1, 60, 90)] == [0, 17, 1_001, 1_502]


class TestTraining:
    def test_a_premium_is_paid_by_the_day_from_the_budget_it_names(self, world):
        """Five days for each of three: 15 × 7,000, whatever the group sold."""
        agree(world, replace(terms.APPRENTICE, rate=7_000, budget="DIPA Lapas Palu"))
        group = given.october(world)
        sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
        assert (sheet.base, sheet.rate) == (105_000, 7_000)
        assert sheet.members[0].why == "Hadir 5 hari, uang hadir sehari Rp7.000."
        approved = share(world, group)
        custody = world.palu.custody_book
        assert book.balance(chart.receivable, book=custody) == 105_000
        assert book.balance(chart.distribution, book=group.book) == 0
        services.fund_share(approved, by=world.budi)
        services.fund_share(approved, by=world.budi)
        assert book.balance(chart.receivable, book=custody) == 0
        assert book.balance(chart.bank, book=custody) == 105_000
        assert queries.savings(world.sari) == queries.Savings(held=35_000)
        assert holds()


class TestLossCarried:
    def lossy_september(self, world, group):
        with clock.fixed(clock.at(date(2026, 9, 20))):
            for kind, amount in (("put_in", 100_000), ("money_out", 40_000)):
                cashbook.note_cash(
                    new_uid(), group, kind, amount, happened_on=date(2026, 9, 20), note="Oven", by=world.budi
                )

    @pytest.mark.parametrize(("carries", "base"), [(True, given.BASE - 40_000), (False, given.BASE)])
    def test_into_the_next_base_or_not_as_the_terms_say(self, world, carries, base):
        agree(world, replace(terms.KARYA_NARAPIDANA, carries_loss=carries), usable_percent=25)
        group = given.october(world)
        self.lossy_september(world, group)
        sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
        assert sheet.base == base
        assert share(world, group).carried_loss == base - given.BASE
        assert holds()

    def test_splitting_a_time_in_two_differs_only_as_the_terms_say(self, world):
        """September lost 40,000. Both months at once: it counts. October alone: only if it is carried."""
        agree(world, replace(terms.KARYA_NARAPIDANA, carries_loss=True), usable_percent=25)
        group = given.october(world)
        self.lossy_september(world, group)
        together = queries.working(group, SEPTEMBER, given.OCTOBER)
        alone = queries.working(group, given.OCTOBER, given.OCTOBER)
        assert together.base == alone.base
        assert [line.amount for line in together.members] == [line.amount for line in alone.members]

    def test_a_loss_that_was_shared_over_is_not_carried_again(self, world):
        agree(world, replace(terms.KARYA_NARAPIDANA, carries_loss=True), usable_percent=25)
        group = given.october(world)
        self.lossy_september(world, group)
        share(world, group)
        given.sell(world, group, 10, on=date(2026, 11, 2))
        with clock.fixed(clock.at(date(2026, 12, 1))):
            assert queries.working(group, 202611, 202611).carried_loss == 0


def test_what_rounding_down_leaves_goes_to_the_named_part(world):
    """50,000.5 and 15,000.15 rounded down leave a rupiah for capital, and dividing 50,000 by 70 hours two more."""
    agree(world, replace(terms.KARYA_NARAPIDANA, remainder_to="capital"))
    sheet = queries.working(given.october(world), given.OCTOBER, given.OCTOBER)
    assert [line.amount for line in sheet.members] == [21_428, 14_285, 14_285]
    assert {part.kind: part.amount for part in sheet.parts} == {
        "members": 49_998, "capital": 35_003, "state": 15_000,
    }  # fmt: skip
    assert sum(part.amount for part in sheet.parts) == sheet.base


def test_days_worked_may_be_the_weight(world):
    agree(world, replace(terms.KARYA_NARAPIDANA, weights="days"))
    sheet = queries.working(given.october(world), given.OCTOBER, given.OCTOBER)
    assert [line.amount for line in sheet.members] == [16_667, 16_667, 16_667]
    assert sheet.members[0].why == "Bekerja 5 hari dari 15 hari seluruh anggota: 33,3 %."


def test_an_old_share_keeps_its_own_terms(world):
    old = given.approved(world)
    agree(world, terms.NAMLEA)
    assert SharingTerms.objects.count() == 2
    old.refresh_from_db()
    assert old.terms == world.programme.terms
    assert services.fund_share(old, by=world.budi).base == given.BASE
