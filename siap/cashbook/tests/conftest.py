"""What the tests of the cash book stand on."""

import pytest

from siap.business import services as business_services
from siap.business.models import Business
from siap.business.tests import given as business
from siap.people import services as people
from siap.people.models import User
from tests.world import World


@pytest.fixture
def group(world: World) -> Business:
    """Bawang Goreng Tadulako."""
    return business.group(world)


@pytest.fixture
def dewi(world: World, group: Business) -> User:
    """Dewi, the group's treasurer, signed in at the shared screen."""
    user = people.add_user("dewi", "Dewi", "siap-usaha-contoh", person=world.dewi, by=world.head)
    people.give_role(user, "treasurer", world.palu, by=world.head)
    return world.user("dewi")


@pytest.fixture
def venture(world: World) -> Business:
    """Sari's own business, guided by Bapas Palu."""
    return business_services.open_venture(world.sari, "Dapur Sari", "Bawang goreng", unit=world.bapas, by=world.hendra)
