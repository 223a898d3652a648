"""What the pages of the workshop are tried on."""

import pytest
from django.test import Client

from siap.business.tests import given as business
from siap.workshop.models import Batch
from siap.workshop.tests import given
from tests.world import World


@pytest.fixture
def batch(world: World) -> Batch:
    """Ten jars, and material for ten more."""
    product = given.product(world, business.group(world))
    given.supplies(world, product)
    return given.batch(world, product)


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(world.budi)
    return client
