"""The state's part: with a billing code, proved by an NTPN, never more than is due."""

from datetime import date

import pytest

from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.sharing import queries, services
from siap.sharing.models import StateDeposit
from siap.sharing.services import funding, purse, state
from siap.sharing.tests import given

NTPN = "A1B2C3D4E5F6G7H8"
BILLING = "820261102000123"


def deposit(world, amount=10_000, billing=BILLING, ntpn=NTPN, on=date(2026, 11, 2), uid=None):
    return services.deposit_state_revenue(uid or new_uid(), world.palu, amount, billing, ntpn, on, by=world.budi)


def test_a_deposit_lowers_what_is_due_and_what_custody_holds(world):
    given.shared_month(world)
    deposit(world)
    assert queries.state_due(world.palu) == 5_000
    assert book.balance(chart.bank, book=world.palu.custody_book) == given.BASE - 10_000
    assert queries.state_deposited(world.palu, date(2026, 11, 1), date(2026, 11, 30)) == 10_000


def test_the_same_deposit_twice_counts_once(world):
    given.shared_month(world)
    uid = new_uid()
    assert deposit(world, uid=uid) == deposit(world, uid=uid)
    assert queries.state_due(world.palu) == 5_000


def test_an_ntpn_is_read_as_people_copy_it(world):
    given.shared_month(world)
    assert deposit(world, ntpn="a1b2 c3d4 e5f6 g7h8").ntpn == NTPN


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"ntpn": "A1B2C3"}, state.NtpnWrong),
        ({"ntpn": "A1B2C3D4E5F6G7H!"}, state.NtpnWrong),
        ({"billing": "ABC"}, state.BillingCodeWrong),
        ({"on": date(2026, 11, 3)}, state.NotYetPaid),
        ({"amount": 15_001}, state.MoreThanDue),
        ({"amount": 0}, state.MoreThanDue),
        ({"amount": -5}, state.MoreThanDue),
        ({"amount": 10**15}, state.MoreThanDue),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_changes(world, wrong, why):
    given.shared_month(world)
    with pytest.raises(why):
        deposit(world, **wrong)
    assert not StateDeposit.objects.exists()
    assert queries.state_due(world.palu) == 15_000


def test_an_ntpn_proves_one_deposit(world):
    given.shared_month(world)
    deposit(world, amount=5_000)
    with pytest.raises(state.NtpnUsed, match=r"Rp5\.000"):
        deposit(world, amount=5_000)
    assert queries.state_due(world.palu) == 10_000


def test_custody_deposits_only_money_it_received(world):
    given.approved(world)
    with pytest.raises(purse.MoneyShort):
        deposit(world)


def test_the_months_of_state_revenue_add_up_to_what_is_due(world):
    share = given.shared_month(world)
    services.reverse_share(share, because="Jam salah", by=world.head)
    anew = services.prepare_share(new_uid(), share.business, given.OCTOBER, given.OCTOBER, by=world.budi)
    services.fund_share(services.approve_share(anew, by=world.head), by=world.budi)
    deposit(world)
    (line,) = queries.state_lines(world.palu)
    assert (line.due, line.paid, line.left) == (15_000, 10_000, 5_000)


class TestBilling:
    """The state's parts of several shares under one code; every rupiah is paid, billed or explained."""

    def bill(self, world, code=BILLING, due_on=date(2026, 11, 9), uid=None):
        return services.bill_state_revenue(uid or new_uid(), world.palu, code, due_on, by=world.budi)

    def said(self, world):
        return [(one.state, one.due, one.paid, one.left) for one in queries.state_parts(world.palu)]

    def test_what_is_due_is_bundled_once(self, world):
        given.shared_month(world)
        uid = new_uid()
        billing = self.bill(world, uid=uid)
        assert billing == self.bill(world, uid=uid)
        assert billing.amount == 15_000
        assert self.said(world) == [("billed", 15_000, 0, 15_000)]
        with pytest.raises(state.NothingToBill):
            self.bill(world, code="820261102000124")

    @pytest.mark.parametrize(
        ("told", "why"),
        [
            ({"code": "ABC"}, state.BillingCodeWrong),
            ({"due_on": date(2026, 11, 1)}, state.DueInThePast),
        ],
    )
    def test_a_billing_that_cannot_be_is_refused(self, world, told, why):
        given.shared_month(world)
        with pytest.raises(why):
            self.bill(world, **told)
        assert self.said(world) == [("unbilled", 15_000, 0, 15_000)]

    def test_it_is_paid_as_it_stands(self, world):
        given.shared_month(world)
        self.bill(world)
        with pytest.raises(state.BillingWantsAnotherAmount, match=r"Rp15\.000"):
            deposit(world, amount=10_000)
        with pytest.raises(state.MoreThanDue):
            deposit(world, amount=1, billing="820261102000999")  # what is billed is paid by its code
        deposit(world, amount=15_000)
        assert self.said(world) == [("paid", 15_000, 15_000, 0)]

    def test_a_code_that_lapsed_is_billed_anew(self, world):
        given.shared_month(world)
        self.bill(world)
        with clock.fixed(clock.at(date(2026, 11, 10))):
            assert self.said(world) == [("unbilled", 15_000, 0, 15_000)]
            self.bill(world, code="820261110000124", due_on=date(2026, 11, 17))
            with pytest.raises(state.BillingWantsAnotherAmount):
                deposit(world, amount=15_000)
            deposit(world, amount=15_000, billing="820261110000124", on=date(2026, 11, 10))
        assert self.said(world) == [("paid", 15_000, 15_000, 0)]

    def test_what_was_paid_without_a_billing_settles_the_oldest(self, world):
        given.shared_month(world)
        deposit(world, amount=10_000)
        assert self.said(world) == [("unbilled", 15_000, 10_000, 5_000)]
        deposit(world, amount=5_000, ntpn="B1B2C3D4E5F6G7H8")
        assert self.said(world) == [("paid", 15_000, 15_000, 0)]

    def test_a_share_that_was_taken_back_is_explained(self, world):
        services.reverse_share(given.shared_month(world), because="Jam salah", by=world.head)
        assert self.said(world) == [("explained", 15_000, 0, 0)]
        assert "Jam salah" in queries.state_parts(world.palu)[0].said

    def test_a_share_under_a_waiting_code_is_not_taken_back(self, world):
        share = given.shared_month(world)
        self.bill(world)
        with pytest.raises(funding.AlreadyMoved, match="ditagih"):
            services.reverse_share(share, because="Jam salah", by=world.head)

    def test_what_is_left_is_what_the_book_says(self, world):
        given.shared_month(world)
        deposit(world, amount=4_000)
        assert sum(one.left for one in queries.state_parts(world.palu)) == queries.state_due(world.palu)
        assert [finding.offender for _one, finding in proofs.run() if finding.offender] == []
