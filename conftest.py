"""What every test stands on: the database it begins with, and a browser for those that ask."""

import os
from collections.abc import Iterator
from subprocess import SubprocessError

import pytest
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from siap.core import clock
from tests import beginnings
from tests import world as world_of_tests
from tests.whole import Whole

pytest_plugins = ["tests.browser"]


def pytest_configure(config: pytest.Config) -> None:
    """The outermost process starts PostgreSQL; its workers find it by its socket."""
    if hasattr(config, "workerinput"):
        return
    try:
        beginnings.start_server()
    except (OSError, RuntimeError, SubprocessError) as error:
        code = 1 if os.environ.get("CI") == "true" else 0
        pytest.exit(f"NO POSTGRESQL: nothing was tested on it, because it does not start here: {error}", code)


LONG = ("browser_story/test_every_page", "test_demo", "browser_story", "faults")
"""Files that take a minute or more begin first, so that at the end no worker waits for another."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first; everything else as it was found, but in a file those together that begin alike."""
    places = {name: place for place, name in enumerate(LONG)}
    files = {path: place for place, path in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(
        key=lambda item: (
            min((places[name] for name in LONG if name in str(item.path)), default=len(LONG)),
            files[item.path],
            beginning_of(item),
        )
    )


def beginning_of(item: pytest.Item) -> str:
    """Where a test begins, by the fixtures it asks for."""
    asked = set(getattr(item, "fixturenames", ())) - set(getattr(getattr(item, "callspec", None), "params", ()))
    if "told" in asked:
        return beginnings.TOLD
    return beginnings.WORLD if "world" in asked else beginnings.EMPTY


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Note where this test begins, before its database is asked for."""
    beginnings.wanted = beginning_of(item)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's: every test enters its own beginning, and nothing is flushed (see `beginnings`)."""
    begin = TransactionTestCase._pre_setup.__func__

    def enter_and_begin(case: type[TransactionTestCase]) -> None:
        beginnings.enter(beginnings.wanted)
        begin(case)

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_pre_setup", classmethod(enter_and_begin))
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: beginnings.restore())
        yield


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Every test lives on the same morning."""
    with clock.fixed(clock.at(world_of_tests.TODAY)):
        yield


@pytest.fixture
def world(db: None) -> world_of_tests.World:
    """The fixed cast, before anything happened."""
    came = beginnings.given(beginnings.wanted)
    return came.world if isinstance(came, Whole) else came


@pytest.fixture
def told(db: None) -> Whole:
    """One of everything, after the whole story."""
    return beginnings.given(beginnings.TOLD)
