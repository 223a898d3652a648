"""One rupiah: sold at a bazaar, in the book, verified, shared by the agreed terms, saved, paid out at release."""

from datetime import date

import pytest

from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market import queries as market_queries
from siap.market import services as market
from siap.market.rules import OwnPayment
from siap.market.tests import given as given_market
from siap.people import services as people
from siap.sharing import queries, services
from siap.sharing.models import Payout
from siap.sharing.tests import given
from siap.workshop.tests import given as given_workshop
from tests.world import World

pytestmark = pytest.mark.django_db


def holds() -> bool:
    """`siap verify` finds nothing."""
    return not [finding.offender for _one, finding in proofs.run() if finding.offender]


def test_a_month_reaches_everyone_to_the_last_rupiah(world: World) -> None:
    """Profit Rp100,001; Sari worked 30 hours, Dewi and Tono 20 each; half to them, 35 % kept, 15 % to the state."""
    share = given.shared_month(world)
    custody = world.palu.custody_book
    owed = {name: queries.savings(getattr(world, name)) for name in ("sari", "dewi", "tono")}
    assert {name: one.total for name, one in owed.items()} == {"sari": 21_429, "dewi": 14_286, "tono": 14_286}
    assert queries.state_due(world.palu) == 15_000
    assert book.balance(chart.kept_capital(share.business_id), book=custody) == 35_000
    assert book.balance(chart.bank, book=custody) == share.base == 100_001
    assert holds()


def test_qris_money_is_shared_only_after_somebody_else_signed_for_it(world: World) -> None:
    """The month in which the money is known to be there is the month it is shared in."""
    group = given.worked_october(world)
    sale = given.sell(world, group, 10, on=date(2026, 10, 12), method="qris")
    assert queries.working(group, given.OCTOBER, given.OCTOBER).problem is not None
    with pytest.raises(OwnPayment):
        market.verify_payment(sale.payment, evidence="aplikasi", by=world.budi)
    with clock.fixed(clock.at(date(2026, 10, 30))):
        market.verify_payment(sale.payment, evidence="Mutasi bank 30/10", by=world.head)
    sheet = queries.working(group, given.OCTOBER, given.OCTOBER)
    assert sheet.result.turnover == sale.total
    assert book.balance(chart.qris_unverified, book=world.palu.seller_book) == 0
    assert holds()


def test_what_was_saved_is_paid_out_at_release_and_not_twice(world: World) -> None:
    given.shared_month(world)
    people.release_person(world.sari, "pb", on=clock.today(), bapas=world.bapas, by=world.head)
    closing = Payout.objects.get(person=world.sari)
    assert (closing.kind, closing.amount, closing.state) == ("closing", 21_429, "prepared")
    services.approve_payout(closing, by=world.head)
    for _ in range(2):
        services.pay_out(closing, channel="bank", evidence="Bukti transfer", by=world.budi)
    assert queries.savings(world.sari).total == 0
    assert book.balance(chart.bank, book=world.palu.custody_book) == 100_001 - 21_429
    assert holds()


def test_from_a_sale_one_finds_every_part_and_from_a_part_the_sale(world: World) -> None:
    share = given.shared_month(world)
    sale = share.business.sale_lines.select_related("sale").get().sale
    (part,) = queries.parts_of_sale(sale)
    assert part.share == share
    assert {slip.person for slip in part.slips} == {world.sari, world.dewi, world.tono}
    assert [
        line.sale for line in market_queries.verified_lines(share.business, date(2026, 10, 1), date(2026, 10, 31))
    ] == [sale]


def test_a_sale_taken_back_leaves_no_rupiah_behind(world: World) -> None:
    group = given.worked_october(world)
    product = given_workshop.product(world, group)
    given_workshop.batch(world, product)
    before = book.totals(book.book_keys())
    sale = given_market.sale(world, product, 4)
    market.void_sale(sale, because="Pembeli membatalkan", by=world.budi)
    after = {row.code: row.balance for row in book.totals(book.book_keys()) if row.balance}
    assert after == {row.code: row.balance for row in before if row.balance}
    assert holds()


def test_the_treasurer_hands_over_what_the_group_earned(world: World) -> None:
    share = given.shared_month(world)
    left = market_queries.held_for(share.business)
    market.hand_over_proceeds(new_uid(), share.business, left, by=world.budi)
    assert market_queries.held_for(share.business) == 0
    assert list(book.open_clearing()) == []
    assert holds()
