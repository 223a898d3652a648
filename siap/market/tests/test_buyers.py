"""Who agreed to be known orders again with one tap; who got something says what he thinks of it."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from siap.core.ids import new_uid
from siap.core.proofs import run
from siap.market import queries, services
from siap.market.models import Buyer, Order, Review
from siap.market.services import refusals
from siap.market.tests import given


@pytest.fixture
def got(world, onion):
    """An order that its buyer fetched and paid in cash."""
    order = services.ready_order(given.order(world, onion, 2, method="cash"), by=world.budi)
    return services.hand_over_order(order, by=world.budi)


def test_who_agreed_orders_again_and_who_did_not_does_not(got):
    with pytest.raises(refusals.NotKnown):
        services.order_again(new_uid(), got)
    services.remember_buyer(got)
    uid = new_uid()
    again = services.order_again(uid, Order.objects.get())
    assert services.order_again(uid, Order.objects.get(pk=got.pk)).pk == again.pk
    assert (again.total, again.method, queries.orders_before(again)) == (80_000, "cash", 1)


def test_one_number_is_one_buyer_however_it_is_typed(world, onion, got):
    other = given.order(world, onion, 1)
    other.phone = "+62 812-3456-7890"
    other.save()
    assert services.remember_buyer(got).pk == services.remember_buyer(other).pk
    assert got.phone not in str(Buyer.objects.values().get())


def test_taking_it_back_leaves_no_number_and_stays(got):
    services.remember_buyer(got)
    for _again in range(2):
        services.forget_buyer(got)
    got.refresh_from_db()
    buyer = Buyer.objects.get()
    assert (got.phone, buyer.mark) == ("", None)
    with pytest.raises(refusals.NotKnown):
        services.order_again(new_uid(), Order.objects.get())
    buyer.mark, buyer.withdrawn_at = "x", None
    with pytest.raises(DatabaseError), transaction.atomic():
        buyer.save()
    assert {one.key: found.offender for one, found in run() if found.offender} == {}


def test_a_review_is_of_what_one_got_once_and_read_before_it_is_shown(world, onion, got):
    with pytest.raises(refusals.NotBought):
        services.write_review(given.order(world, onion, 1), onion, 5)
    with pytest.raises(refusals.StarsWrong):
        services.write_review(got, onion, 6)
    review = services.write_review(got, onion, 4, words="Renyah")
    assert services.write_review(got, onion, 1).stars == 4
    assert queries.said_of(onion).count == 0
    services.decide_review(review, shown=True, by=world.budi)
    said = queries.said_of(onion)
    assert (said.count, said.stars, said.newest[0].words) == (1, 4.0, "Renyah")
    services.decide_review(review, shown=False, by=world.wati)
    assert queries.said_of(onion).count == 0


def test_the_buyer_writes_on_his_page_and_an_officer_shows_it(client, world, onion, got):
    there = reverse("shop:order", args=[got.secret])
    assert "Bagaimana" in client.get(there).content.decode()
    page = reverse("shop:review", args=[got.secret, onion.uid])
    assert client.post(page, {f"{onion.pk}-stars": "9"}).status_code == 422
    told = {f"{onion.pk}-stars": "5", f"{onion.pk}-words": "Enak sekali"}
    assert client.post(page, told).url == there
    product = reverse("shop:product", args=[onion.uid])
    assert "Enak sekali" not in client.get(product).content.decode()
    client.force_login(world.budi)
    assert "Enak sekali" in client.get(reverse("market:reviews")).content.decode()
    client.post(reverse("market:decide-review", args=[Review.objects.get().uid]), {"shown": "1"})
    client.logout()
    shown = client.get(product).content.decode()
    assert "Enak sekali" in shown
    assert "Nurul" not in shown


def test_one_tap_orders_again_and_without_consent_fills_the_basket(client, got):
    page = reverse("shop:again", args=[got.secret])
    assert client.post(page, {"uid": str(new_uid())}).url == reverse("shop:basket")
    assert "Rp80.000" in client.get(reverse("shop:basket")).content.decode()
    services.remember_buyer(got)
    there = client.post(page, {"uid": str(new_uid())}).url
    assert there == reverse("shop:order", args=[Order.objects.order_by("-pk")[0].secret])
    client.post(reverse("shop:forget", args=[got.secret]))
    assert Buyer.objects.get().withdrawn_at is not None
