"""What the tests of the market stand on."""

import pytest

from siap.business import services as business_services
from siap.business.models import Business
from siap.business.tests import given as business
from siap.workshop import services as workshop_services
from siap.workshop.models import Product
from siap.workshop.tests import given as workshop
from tests.world import World


@pytest.fixture
def group(world: World) -> Business:
    """Bawang Goreng Tadulako."""
    return business.group(world)


@pytest.fixture
def onion(world: World, group: Business) -> Product:
    """Its fried onion, ready for sale, with a batch in stock."""
    product = workshop.product(world, group)
    workshop.batch(world, product)
    return product


@pytest.fixture
def crisps(world: World) -> Product:
    """A product of somebody else's, ten in stock."""
    other = business_services.found_cooperative("Koperasi Tadulako", by=world.manager)
    product = workshop.idea(world, other, "KPK", "Keripik pisang")
    workshop.recipe(world, product)
    workshop.permits(world, product)
    product = workshop_services.make_ready(product, by=world.budi)
    workshop.batch(world, product)
    return product
