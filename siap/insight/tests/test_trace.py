"""A lot is followed all the way, from the screen's query and from the command line."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from siap.business.tests import given as business
from siap.insight import queries
from siap.market.tests import given as market
from siap.workshop import queries as workshop
from siap.workshop import rules
from siap.workshop.models import Lot, LotEdge, LotKind
from siap.workshop.tests import given
from tests.world import World


def test_the_salt_of_a_sold_jar_leads_to_its_buyers_and_back(world: World) -> None:
    product = given.product(world, business.group(world))
    lot = given.batch(world, product).lot
    sale = market.sale(world, product, 3, buyer="Ibu Nur")
    salt = Lot.objects.get(material__name="Garam")
    forward = queries.trace(salt)
    assert [one.pk for one in forward.goods] == [lot.pk]
    assert [(line.sale.pk, line.quantity) for line in forward.sales] == [(sale.pk, 3)]
    assert salt in queries.trace(lot).origins
    assert len(queries.trace(lot).origins) == 4


def test_a_chain_of_lots_is_followed_to_its_end_and_both_ways_agree(world: World) -> None:
    product = given.product(world, business.group(world))
    lots = [given.batch(world, product).lot for _ in range(3)]
    for source, target in zip(lots, lots[1:], strict=False):  # as when a lot goes into another
        LotEdge.objects.create(source=source.pk, kind=LotKind.PRODUCT, target=target.pk, quantity=1)
    salt = Lot.objects.filter(material__name="Garam").order_by("pk")[0]
    assert workshop.grown_from([salt.pk]) == {lot.pk for lot in lots}
    everything = set(Lot.objects.values_list("pk", flat=True))
    for source in everything:
        for target in everything:
            assert (target in workshop.grown_from([source])) == (source in workshop.origins_of([target]))


def test_the_command_tells_no_buyer_and_finds_a_mistyped_number(world: World) -> None:
    product = given.product(world, business.group(world))
    lot = given.batch(world, product).lot
    sale = market.sale(world, product, 2, buyer="Ibu Nur")
    Lot.objects.filter(material__name="Garam").update(supplier_lot="GRM-77/A")
    out = StringIO()
    call_command("trace", lot.number.lower(), stdout=out)
    assert "(GRM-77/A)" in out.getvalue()
    assert sale.number in out.getvalue()
    assert "Garam" in out.getvalue()
    assert "Ibu Nur" not in out.getvalue()
    with pytest.raises(CommandError, match="mistyped"):
        call_command("trace", lot.number[:-1] + ("A" if lot.number[-1] != "A" else "B"))
    with pytest.raises(CommandError, match="no lot"):
        call_command("trace", rules.lot_number("ZZZ", date(2099, 1, 1), 1))
