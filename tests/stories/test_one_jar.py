"""One jar: material, batch, lot, sale, buyer, and back again when something is wrong."""

import pytest

from siap.business.tests import given as given_business
from siap.core import proofs
from siap.market import queries as market
from siap.market.tests import given as given_market
from siap.workshop import queries, services
from siap.workshop.models import Lot
from siap.workshop.services import OutOfStock
from siap.workshop.tests import given
from tests.world import World

pytestmark = pytest.mark.django_db


def test_from_the_onion_to_the_buyer_and_back(world: World) -> None:
    product = given.product(world, given_business.group(world))
    batch = given.batch(world, product)
    sale = given_market.sale(world, product, 2, buyer="Ibu Nur")
    jar = Lot.objects.get(batch=batch)
    assert [line.sale.buyer for line in market.buyers_of(jar)] == ["Ibu Nur"]
    onion = next(
        part.lot for part in queries.made_from(jar) if part.lot.material and part.lot.material.name == "Bawang merah"
    )
    assert jar in [part.lot for part in queries.went_into(onion)]
    assert sale.lines.get().lot == jar
    assert jar.best_before is not None
    assert jar.number
    assert not [finding.offender for _one, finding in proofs.run() if finding.offender]


def test_a_held_lot_is_sold_to_nobody(world: World) -> None:
    product = given.product(world, given_business.group(world))
    jar = Lot.objects.get(batch=given.batch(world, product))
    services.hold_lot(jar, because="Keluhan rasa", by=world.budi)
    with pytest.raises(OutOfStock):
        given_market.sale(world, product, 1)
