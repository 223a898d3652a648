"""The ground the other tests stand on: each starts from the same database, whatever an earlier one left behind."""

import tomllib
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from siap.core import clock
from siap.core.models import Counter, ReadLog
from siap.street import FLOORS, ROOMS
from tests.browser import listen

CONTRACTS = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "again"])
def test_what_a_test_commits_is_gone_in_the_next(turn):
    assert not Counter.objects.filter(key="left-behind").exists()
    Counter.objects.create(key="left-behind")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "again"])
def test_even_rows_that_nobody_may_delete_are_gone_in_the_next(turn):
    assert not ReadLog.objects.exists()
    ReadLog.objects.create(person=1, by=1, at=clock.now(), page="people:person")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ReadLog.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "again"])
def test_automatic_ids_begin_again_too(turn):
    assert Counter.objects.create(key="numbered").pk == Counter.objects.count()


def test_the_database_is_the_one_that_was_asked_for(settings):
    wanted = "postgresql" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "sqlite"
    assert connection.vendor == wanted
    assert str(settings.RUN) in str(settings.DATA)


def test_the_import_contract_walks_the_street():
    street = next(contract for contract in CONTRACTS if contract["name"] == "The street")
    assert [layer.removeprefix("siap.") for layer in street["layers"]] == list(reversed(ROOMS))


def test_the_floors_contract_knows_every_room_and_floor():
    floors = next(contract for contract in CONTRACTS if contract["name"] == "The floors of a room")
    assert floors["containers"] == [f"siap.{room}" for room in ROOMS if room not in ("core", "ui")]
    assert [layer.strip("()") for layer in floors["layers"]] == list(FLOORS)


PATIENCE = 10_000
"""So many milliseconds a browser has to complain."""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_front_page_has_nothing_to_complain_about(page, live_server):
    assert page.goto(live_server.url).status == 200


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("mistake", "complaint"),
    [
        ("setTimeout(() => { throw new Error('broken island') })", "broken island"),
        ("document.body.setAttribute('onclick', 'x()'); document.body.click()", "Content Security Policy"),
        ("document.body.innerHTML += '<p style=color:red>x</p>'", "Content Security Policy"),
        ("document.body.innerHTML += '<img src=/static/none.png>'", "404"),
    ],
)
def test_a_mistake_in_a_page_is_heard(browser, live_server, mistake, complaint):
    sheet = browser.new_page()
    sheet.goto(live_server.url)
    complaints = listen(sheet)
    sheet.evaluate(mistake)
    waited = 0
    while waited < PATIENCE and not any(
        complaint in heard for heard in complaints
    ):  # a busy machine is slow to complain
        sheet.wait_for_timeout(50)
        waited += 50
    sheet.close()
    assert any(complaint in heard for heard in complaints), complaints
