"""What every test stands on: a database copied from a template, and a browser for those that ask."""

import os
from collections.abc import Iterator
from subprocess import SubprocessError

import pytest
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from siap.core import clock
from tests import template_database
from tests import world as world_of_tests

pytest_plugins = ["tests.browser"]


def pytest_configure(config: pytest.Config) -> None:
    """The outermost process starts PostgreSQL; its workers find it by its socket."""
    if hasattr(config, "workerinput"):
        return
    try:
        template_database.start_server()
    except (OSError, RuntimeError, SubprocessError) as error:
        code = 1 if os.environ.get("CI") == "true" else 0
        pytest.exit(f"NO POSTGRESQL: nothing was tested on it, because it does not start here: {error}", code)


LONG = ("browser_story/test_every_page", "test_demo", "browser_story", "faults")
"""Files that take a minute or more begin first, so that at the end no worker waits for another."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first; everything else as it was found."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: min((places[name] for name in LONG if name in str(item.path)), default=len(LONG)))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's: a copy of the migrated template, and no flush (see `template_database`)."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        template_database.prepare()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: template_database.restore())
        yield


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Every test lives on the same morning."""
    with clock.fixed(clock.at(world_of_tests.TODAY)):
        yield


@pytest.fixture
def world(db: None) -> world_of_tests.World:
    """The fixed cast, before anything happened."""
    return world_of_tests.begin()
