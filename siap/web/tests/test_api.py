"""The open data for programs: as it is described, obeying the gate, naming nobody; and nobody asks too often."""

from datetime import date, timedelta

import jsonschema
import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.market import services as market
from siap.market.tests import given
from siap.people.models import Person
from siap.sharing.tests import given as sharing
from siap.stories import services as press
from siap.stories.tests import given as stories
from siap.web import services
from siap.web.models import ApiKey
from siap.web.openapi import ADDRESSES
from siap.web.services import keys
from siap.workshop.models import Permit, Product

ROUTES = [route for route, _meaning in ADDRESSES]


@pytest.fixture
def key(db):
    return services.make_key(new_uid(), "BPS Kota Palu", by=None)


@pytest.fixture
def ask(client, key):
    def asked(route, told=key[1]):
        return client.get(reverse(route), headers={"Authorization": f"Bearer {told}"})

    return asked


def test_every_answer_is_what_the_description_says(client, world, ask):
    sharing.shared_month(world)
    given.web_shop(world, Product.objects.get())
    stories.published(world)
    described = client.get(reverse("web:api")).json()
    assert described["openapi"] == "3.1.0"
    with clock.fixed(clock.at(date(2027, 1, 2))):
        for route in ROUTES:
            answer = ask(route)
            content = described["paths"][reverse(route)]["get"]["responses"]["200"]["content"]["application/json"]
            checker = jsonschema.Draft202012Validator(content["schema"], format_checker=jsonschema.FormatChecker())
            checker.validate(answer.json())
            checker.validate(content["example"])
            assert answer.json()["data"], route
            for person in Person.objects.all():
                assert person.name not in answer.content.decode()
                assert person.member_code not in answer.content.decode()
        assert {one["trained_at_least"] for one in ask("web:api-impact").json()["data"]} == {None}, "three are few"


def test_what_lost_its_permit_is_not_told_any_more(world, ask):
    sharing.shared_month(world)
    onion = Product.objects.get()
    shop = given.web_shop(world, onion)
    assert [one["uid"] for one in ask("web:api-products").json()["data"]] == [str(onion.uid)]
    Permit.objects.all().delete()
    market.set_delivery_fee(shop, "Sigi", 15_000, by=world.head)  # any deed of the office renews the shelf
    assert ask("web:api-products").json()["data"] == []


def test_a_story_that_is_taken_back_is_gone_at_once(world, ask):
    story = stories.published(world)
    assert [one["title"] for one in ask("web:api-stories").json()["data"]] == [stories.TITLE]
    press.withdraw_story(story, because="salah", by=world.user("humas"))
    assert ask("web:api-stories").json()["data"] == []


@pytest.mark.parametrize("route", ROUTES)
def test_without_a_key_nothing_is_told(client, ask, route):
    assert client.get(reverse(route)).status_code == 401
    answer = ask(route, "salah")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert list(answer.json()) == ["error"]


def test_a_key_asks_so_often_in_a_minute_and_another_is_not_hindered(ask, monkeypatch):
    monkeypatch.setattr(keys, "A_MINUTE", 3)
    other = services.make_key(new_uid(), "Universitas Tadulako", by=None)[1]
    assert [ask("web:api-stories").status_code for _time in range(4)] == [200, 200, 200, 429]
    late = ask("web:api-stories")
    assert 0 < int(late["Retry-After"]) <= 60
    assert ask("web:api-stories", other).status_code == 200
    with clock.fixed(clock.now() + timedelta(minutes=1)):
        assert ask("web:api-stories").status_code == 200


def test_a_withdrawn_key_opens_nothing_and_never_comes_back(ask, key):
    assert ask("web:api-stories").status_code == 200
    call_command("api-key", "withdraw", str(key[0].pk), verbosity=0)
    assert ask("web:api-stories").status_code == 401
    for sql in ({"withdrawn_on": None}, {"digest": "x" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ApiKey.objects.filter(pk=key[0].pk).update(**sql)


def test_a_key_is_told_once_and_kept_nowhere(key, capsys):
    found, told = key
    assert services.make_key(found.uid, "BPS Kota Palu", by=None) == (found, "")
    assert told not in str(list(ApiKey.objects.values()))
    call_command("api-key", "list")
    assert capsys.readouterr().out == f"{found.pk}\tBPS Kota Palu\t2026-11-02\n"


def test_a_key_that_nobody_made_is_found(key):
    ApiKey.objects.create(holder="x", digest="0" * 64, made_on=clock.today())
    assert "api key" in {one.key: found.offender for one, found in proofs.run()}["api-keys"]
