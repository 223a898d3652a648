"""What the tests of the market stand on."""

import pytest

from siap.business.models import Business
from siap.business.tests import given as business
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
