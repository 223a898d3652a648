"""The whole story, told once a test."""

import pytest

from tests.whole import Whole, tell
from tests.world import World


@pytest.fixture
def told(world: World) -> Whole:
    """One of everything."""
    return tell(world)
