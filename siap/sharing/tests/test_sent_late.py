"""What a till sends after the month was shared: no rupiah is lost to the group, and none counts twice."""

from datetime import date

import pytest

from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.market import services as market
from siap.market.models import Sale
from siap.market.tests import given as given_market
from siap.programme.models import SharingTerms
from siap.sharing import queries
from siap.sharing.queries.dividing import carried_loss
from siap.sharing.tests import given
from siap.workshop.models import Product
from siap.workshop.tests import given as given_workshop

NOVEMBER = 202611
SOLD_ON = date(2026, 10, 30)


def at(day: date):
    return clock.fixed(clock.at(day))


def sent_late(world, product: Product, jars: int) -> Sale:
    """A till's sale of 30 October for cash, sent now."""
    return market.replay_sale(
        new_uid(), given_market.bazaar(world), [market.Taken(product, jars, 40_000)],
        paid=[("cash", jars * 40_000)], sold_at=clock.at(SOLD_ON), by=world.budi,
    )  # fmt: skip


@pytest.fixture
def product(world) -> Product:
    """October is shared and closed, and there are jars."""
    share = given.approved(world)
    made = Product.objects.get(business=share.business)
    with at(date(2026, 11, 2)):
        given_workshop.batch(world, made)
    return made


def november(product: Product):
    with at(date(2026, 12, 2)):
        return queries.working(product.business, NOVEMBER, NOVEMBER)


def figures(product: Product) -> list[tuple[int, int, int]]:
    return [(line.quantity, line.amount, line.cost) for line in november(product).sold]


def proved() -> bool:
    offenders = {one.key: found.offender for one, found in proofs.run() if found.offender}
    assert not offenders
    return True


def test_cash_of_a_month_that_was_shared_counts_in_the_next(world, product):
    sale = sent_late(world, product, 2)
    assert (sale.sold_on, sale.paid_on) == (SOLD_ON, date(2026, 11, 1))
    assert Sale.objects.get(pk=sale.pk).paid_on == sale.paid_on
    assert figures(product) == [(2, 80_000, 26_000)]
    assert proved()


def test_taking_it_back_takes_nothing_else(world, product):
    sale = sent_late(world, product, 2)
    market.void_sale(sale, because="Barang kembali", by=world.head)
    assert figures(product) == []
    assert proved()


def test_cash_of_a_month_that_is_open_counts_on_its_day(world):
    group = given.october(world)
    product = Product.objects.get(business=group)
    given_workshop.batch(world, product)
    assert sent_late(world, product, 1).paid_on == SOLD_ON


def test_what_was_short_in_a_shared_month_costs_the_month_in_which_it_is_found(world):
    group = given.october(world)
    product = Product.objects.get(business=group)
    with at(SOLD_ON):
        short = sent_late(world, product, 3).shortages.get()
    share = given.services.approve_share(given.prepared(world, group), by=world.head)
    given_workshop.batch(world, product)
    market.supply_shortage(short, by=world.budi)
    short.refresh_from_db()
    assert (short.supplied_on, short.cost) == (clock.today(), 39_000)
    assert figures(product) == [(0, 0, 39_000)]
    again = queries.working(group, given.OCTOBER, given.OCTOBER, apart_from=share)
    assert again.result.cost == share.cost  # worked out again, October is what was shared
    terms = SharingTerms(carries_loss=True, base="profit")
    assert carried_loss(group, terms, 202612) == -39_000  # and where November is not shared, December has it
    assert proved()


def test_a_short_sale_taken_back_before_the_next_share_leaves_no_cost(world):
    group = given.october(world)
    product = Product.objects.get(business=group)
    with at(SOLD_ON):
        sale = sent_late(world, product, 3)
    given.services.approve_share(given.prepared(world, group), by=world.head)
    given_workshop.batch(world, product)
    market.supply_shortage(sale.shortages.get(), by=world.budi)
    market.void_sale(sale, because="Barang kembali", by=world.head)
    sheet = november(product)
    assert (sheet.result.turnover, sheet.result.cost) == (-120_000, 0)
    assert proved()
