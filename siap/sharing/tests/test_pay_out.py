"""Savings leave custody: asked or due, approved by another, paid by a recorded channel."""

from datetime import date

import pytest

from siap.business import services as business_services
from siap.core import clock, sql
from siap.core.ids import new_uid
from siap.core.models import Waiting
from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Entry
from siap.people import services as people
from siap.programme import rules as terms
from siap.programme import services as programme
from siap.programme.models import SharingTerms
from siap.sharing import queries, services
from siap.sharing.models import Payout, Slip
from siap.sharing.services import payouts, purse
from siap.sharing.tests import given


def release(world, person, on=date(2026, 11, 2)):
    people.release_person(person, "pb", on=on, bapas=world.bapas, by=world.budi)


def paid(payout, world, channel="card", evidence="E-Pas 0017"):
    services.approve_payout(payout, by=world.head)
    return services.pay_out(payout, channel=channel, evidence=evidence, by=world.budi)


def test_a_withdrawal_is_asked_approved_and_paid(world):
    payout = paid(given.withdrawal(world, 5_000), world)
    assert payout.state == Payout.State.PAID
    assert queries.savings(world.sari) == queries.Savings(held=16_072, usable=357)
    assert book.balance(chart.bank, book=world.palu.custody_book) == given.BASE - 5_000


def test_asking_twice_asks_once(world):
    given.shared_month(world)
    uid = new_uid()
    assert services.ask_withdrawal(uid, world.sari, 1_000, by=world.budi) == services.ask_withdrawal(
        uid, world.sari, 1_000, by=world.budi
    )
    with pytest.raises(payouts.AlreadyAsked):
        services.ask_withdrawal(new_uid(), world.sari, 1_000, by=world.wati)


@pytest.mark.parametrize("amount", [5_358, 0, -1, 10**13])
def test_nobody_withdraws_more_than_he_may_use(world, amount):
    given.shared_month(world)
    with pytest.raises(payouts.AboveUsable, match=r"Rp5\.357"):
        services.ask_withdrawal(new_uid(), world.sari, amount, by=world.budi)
    assert not Payout.objects.exists()


def test_who_has_no_savings_withdraws_nothing(world):
    with pytest.raises(payouts.AboveUsable):
        services.ask_withdrawal(new_uid(), world.sari, 1, by=world.budi)


def test_nothing_unapproved_is_paid(world):
    payout = given.withdrawal(world)
    with pytest.raises(payouts.NotApprovedYet):
        services.pay_out(payout, channel="card", evidence="x", by=world.budi)
    assert queries.savings(world.sari).usable == 5_357


def test_nobody_approves_or_refuses_his_own(world):
    payout = given.withdrawal(world)
    for decide in (
        lambda: services.approve_payout(payout, by=world.budi),
        lambda: services.refuse_payout(payout, because="Tidak", by=world.budi),
    ):
        with pytest.raises(payouts.OwnPayout):
            decide()


def test_approving_and_paying_twice_changes_nothing(world):
    payout = given.withdrawal(world)
    paid(payout, world)
    entries = Entry.objects.count()
    assert services.approve_payout(payout, by=world.head).state == Payout.State.PAID
    services.pay_out(payout, channel="bank", evidence="lain", by=world.budi)
    assert Entry.objects.count() == entries
    payout.refresh_from_db()
    assert payout.channel == "card"


@pytest.mark.parametrize(
    ("channel", "evidence", "why"),
    [
        ("hand", "kuitansi 1", payouts.CashInside),
        ("gold", "x", payouts.ChannelUnknown),
        ("card", " ", payouts.EvidenceMissing),
    ],
)
def test_a_payment_needs_a_known_channel_and_evidence_and_no_cash_inside(world, channel, evidence, why):
    payout = given.withdrawal(world)
    services.approve_payout(payout, by=world.head)
    with pytest.raises(why):
        services.pay_out(payout, channel=channel, evidence=evidence, by=world.budi)
    payout.refresh_from_db()
    assert payout.state == Payout.State.APPROVED


def test_a_refused_payout_stays_refused(world):
    payout = given.withdrawal(world)
    services.refuse_payout(payout, because="Belum perlu", by=world.head)
    services.refuse_payout(payout, because="Lagi", by=world.head)
    with pytest.raises(payouts.PayoutNotOpen):
        services.approve_payout(payout, by=world.head)
    payout.refresh_from_db()
    assert payout.because == "Belum perlu"


def test_custody_pays_only_with_money_it_received(world):
    given.approved(world)
    payout = services.ask_withdrawal(new_uid(), world.sari, 1_000, by=world.budi)
    services.approve_payout(payout, by=world.head)
    with pytest.raises(purse.MoneyShort):
        services.pay_out(payout, channel="card", evidence="x", by=world.budi)
    assert queries.savings(world.sari).usable == 5_357


def test_a_release_closes_the_account_usable_first_then_held_in_cash_if_wanted(world):
    given.shared_month(world)
    release(world, world.sari)
    payout = Payout.objects.get()
    assert (payout.kind, payout.amount, payout.prepared_by) == (Payout.Kind.CLOSING, 21_429, None)
    paid(payout, world, channel="hand", evidence="Kuitansi 1/2026")
    assert queries.savings(world.sari) == queries.Savings()
    assert queries.savings(world.dewi).total == 14_286
    assert not Waiting.objects.exists()


def test_a_release_with_nothing_owed_prepares_nothing(world):
    release(world, world.sari)
    assert not Payout.objects.exists()
    assert services.prepare_closing(world.sari, on=date(2026, 11, 2)) == []


def test_a_closed_month_never_stops_a_release(world):
    share = given.shared_month(world)
    assert share.last_month == given.OCTOBER  # its book is closed through October
    release(world, world.sari, on=date(2026, 10, 31))
    payout = paid(Payout.objects.get(), world, channel="bank", evidence="TRX 9")
    assert payout.state == Payout.State.PAID
    assert not Waiting.objects.exists()


def test_a_closing_replaces_a_withdrawal_that_was_not_paid_yet(world):
    asked = given.withdrawal(world)
    release(world, world.sari)
    asked.refresh_from_db()
    assert asked.state == Payout.State.REFUSED
    assert Payout.objects.get(kind=Payout.Kind.CLOSING).amount == 21_429


def test_closing_twice_prepares_one_payout(world):
    given.shared_month(world)
    release(world, world.sari)
    services.prepare_closing(world.sari, on=date(2026, 11, 2))
    assert Payout.objects.count() == 1


def test_what_comes_after_a_closing_was_approved_follows_in_another(world):
    share = given.shared_month(world)
    release(world, world.sari)
    closing = services.approve_payout(Payout.objects.get(), by=world.head)
    given.sell(world, share.business, 10, on=date(2026, 11, 1))
    november = {world.sari.pk: 60}
    with clock.fixed(clock.at(date(2026, 12, 1))):
        from_november(world, share.business, november)
        services.pay_out(closing, channel="bank", evidence="TRX 1", by=world.budi)
        second = Payout.objects.exclude(pk=closing.pk).get()
    assert (closing.amount, second.kind) == (21_429, Payout.Kind.CLOSING)
    assert second.amount == queries.savings(world.sari).total > 0


def from_november(world, group, minutes):
    """A share of November in which Sari still worked an hour, on its first day."""
    business_services.record_hours(new_uid(), group, date(2026, 11, 1), minutes, by=world.budi)
    share = services.prepare_share(new_uid(), group, 202611, 202611, by=world.budi)
    services.approve_share(share, by=world.head)


def test_members_wait_for_the_state_where_the_terms_say_so(world):
    payout = given.withdrawal(world)
    SharingTerms.objects.update(state_first=True)
    services.approve_payout(payout, by=world.head)
    with pytest.raises(payouts.StateFirst, match=r"Rp15\.000"):
        services.pay_out(payout, channel="card", evidence="x", by=world.budi)
    services.deposit_state_revenue(
        new_uid(), world.palu, 15_000, "820261102000123", "A1B2C3D4E5F6G7H8", date(2026, 11, 2), by=world.wati
    )
    services.pay_out(payout, channel="card", evidence="x", by=world.budi)


def test_only_what_came_by_waiting_terms_waits_for_the_state(world):
    """September was shared by terms that do not wait, October by terms that do: September's money is paid, and no rupiah more."""
    group = given.october(world)
    given.sell(world, group, 10, on=date(2026, 9, 20))
    business_services.record_hours(new_uid(), group, date(2026, 9, 14), {world.sari.pk: 60}, by=world.budi)
    shared(world, group, 202609)
    free = queries.savings(world.sari).usable
    programme.agree_terms(
        world.programme.agreement, terms.KARYA_NARAPIDANA, valid_from=date(2026, 10, 1), usable_percent=25,
        state_first=True, by=world.manager,
    )  # fmt: skip
    october = shared(world, group, given.OCTOBER)
    assert queries.savings(world.sari).usable > free
    too_much = services.ask_withdrawal(new_uid(), world.sari, free + 1, by=world.budi)
    with pytest.raises(payouts.StateFirst, match=rupiah(october.parts.get(kind="state").amount).replace(".", r"\.")):
        paid(too_much, world)
    services.refuse_payout(too_much, because="Tunggu PNBP", by=world.head)
    paid(services.ask_withdrawal(new_uid(), world.sari, free, by=world.budi), world)


def test_a_uid_that_is_another_person_s_changes_nothing(world):
    """A form that was kept too long is not answered with what somebody else asked for."""
    asked, slips = given.withdrawal(world), Slip.objects.order_by("pk")
    objection = services.raise_objection(new_uid(), slips[0], "Kurang", by=world.budi)
    with pytest.raises(sql.OfAnother):
        services.ask_withdrawal(asked.uid, world.dewi, 1_000, by=world.budi)
    with pytest.raises(sql.OfAnother):
        services.raise_objection(objection.uid, slips[1], "Kurang", by=world.budi)
    assert (Payout.objects.get(), slips[1].objections.count()) == (asked, 0)


def shared(world, group, month):
    share = services.prepare_share(new_uid(), group, month, month, by=world.budi)
    return services.fund_share(services.approve_share(share, by=world.head), by=world.budi)


def test_the_savings_book_tells_where_every_rupiah_came_from(world):
    paid(given.withdrawal(world, 5_000), world)
    lines = queries.savings_lines(world.sari)
    assert [(line.words, line.amount, line.balance) for line in lines] == [
        ("Bagi hasil Oktober 2026, Bawang Goreng Tadulako", 21_429, 21_429),
        ("Penarikan di dalam", -5_000, 16_429),
    ]
