"""A page of the shop is made once for all strangers, and is never older than the office."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from siap.market.tests import given


@pytest.fixture
def page(world, onion):
    given.web_shop(world, onion)
    return reverse("shop:product", args=[onion.uid])


def read(client, page):
    return client.get(page).content.decode()


def test_it_is_made_once_and_asks_one_question_then(client, page):
    first = read(client, page)
    with CaptureQueriesContext(connection) as asked:
        again = read(Client(), page)
    assert len(asked) == 1
    cut = re.compile(r'(csrfmiddlewaretoken" value=")[^"]+')
    assert cut.sub(r"\1", again) == cut.sub(r"\1", first)


def test_a_jar_that_is_sold_is_gone_from_it_at_once(client, world, onion, page):
    before = int(re.search(r"Tersedia (\d+)", read(client, page))[1])
    given.sale(world, onion, 2)
    assert f"Tersedia {before - 2}." in read(client, page)


def test_the_token_in_it_is_each_visitors_own(onion, page):
    for _visitor in range(2):
        client = Client(enforce_csrf_checks=True)
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', read(client, page))[1]
        told = {"product": str(onion.uid), "pieces": "1", "csrfmiddlewaretoken": token}
        assert client.post(reverse("shop:basket"), told).status_code == 302
        assert Client(enforce_csrf_checks=True).post(reverse("shop:basket"), told).status_code == 403


def test_language_and_basket_and_person_each_have_their_own(client, world, onion, page):
    shelf = reverse("shop:shelf")
    assert "Keranjang (0)" in read(client, shelf)
    client.post(reverse("shop:basket"), {"product": str(onion.uid), "pieces": "1"})
    assert "Keranjang (1)" in read(client, shelf)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert 'lang="en"' in read(client, shelf)
    client.force_login(world.budi)
    assert world.budi.name in read(client, shelf)
    assert world.budi.name not in read(Client(), shelf)
