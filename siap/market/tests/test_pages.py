"""Every page of the market: who sees it, who does not, and that looking costs few queries."""

import pytest
from django.urls import reverse

from siap.market.models import Sale
from siap.market.tests import given


@pytest.fixture
def pages(world, onion):
    """Every page, by name, of a market with a cash sale and a QRIS sale by Budi."""
    cash = given.sale(world, onion, 1)
    qris = given.sale(world, onion, 2, method="qris", buyer="Ibu Ratna")
    channel = cash.channel
    return {
        "home": reverse("market:home"),
        "channels": reverse("market:channels"),
        "open-channel": reverse("market:open-channel"),
        "channel": reverse("market:channel", args=[channel.uid]),
        "price": reverse("market:price", args=[channel.uid, onion.uid]),
        "till": reverse("market:till", args=[channel.uid]),
        "sales": reverse("market:sales"),
        "sale": reverse("market:sale", args=[qris.uid]),
        "receipt": reverse("market:receipt", args=[qris.uid]),
        "void": reverse("market:void", args=[cash.uid]),
        "unverified": reverse("market:unverified"),
        "payment": reverse("market:payment", args=[qris.payment.uid]),
        "cash": reverse("market:cash"),
        "confirm": reverse("market:confirm", args=[world.budi.uid]),
        "hand-over": reverse("market:hand-over", args=[onion.business.uid]),
    }


LISTS = {"home", "channels", "open-channel", "sales", "unverified", "cash"}
TREASURY = {"confirm", "hand-over"}


def test_budi_sees_every_page_but_the_treasury(client, world, pages):
    client.force_login(world.budi)
    answers = {name: client.get(page).status_code for name, page in pages.items()}
    assert answers == {name: 403 if name in TREASURY else 200 for name in pages}


def test_the_head_looks_and_counts_but_does_not_sell(client, world, pages):
    client.force_login(world.head)
    answers = {name: client.get(page).status_code for name, page in pages.items()}
    assert answers == {name: 403 if name in {"open-channel", "price", "till"} else 200 for name in pages}


def test_joko_finds_nothing_and_changes_nothing(client, world, pages):
    client.force_login(world.joko)
    for name, page in pages.items():
        if name in LISTS:
            assert "LPP-2026" not in client.get(page).content.decode(), name
        else:
            expected = 403 if name in TREASURY else 404
            assert client.get(page).status_code == expected, name
            assert client.post(page, {"because": "x", "evidence": "x", "amount": "1"}).status_code in {expected, 405}, (
                name
            )
    assert not Sale.objects.exclude(voided_at=None).exists()
    assert not Sale.objects.filter(payments__verified_by__isnull=False).exists()


def test_nobody_looks_without_signing_in(client, pages):
    assert {client.get(page).status_code for page in pages.values()} == {302}


@pytest.mark.parametrize("who", ["budi", "head", "manager"])
def test_no_page_asks_more_than_fifteen_questions(client, world, pages, who, django_assert_max_num_queries):
    client.force_login(getattr(world, who))
    for page in pages.values():
        with django_assert_max_num_queries(15):
            client.get(page)


def test_filters_narrow_the_list_and_nonsense_narrows_nothing(client, world, pages):
    client.force_login(world.budi)

    def found(**asked):
        return {sale.buyer for sale in client.get(pages["sales"], asked).context["page"]}

    assert found(state="belum") == {"Ibu Ratna"}
    assert found(state="sah") == {""}
    assert found(q="ratna") == {"Ibu Ratna"}
    assert found(q="LPP-2026-000001") == {""}
    assert found(day="2026-10-01") == set()
    assert found(day="kemarin", channel="x", state="y") == {"", "Ibu Ratna"}
