"""An institution asks what many pieces cost, is offered a price, and accepts by its secret link."""

from datetime import timedelta

import pytest
from django.urls import reverse

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.proofs import run
from siap.market import queries, rules, services
from siap.market.models import Order
from siap.market.services import refusals
from siap.market.tests import given
from siap.workshop.tests import given as workshop_given
from tests.world import TODAY

SCHOOL = {"buyer": "SD Contoh, Bu Ani", "phone": "0812 3456 7890", "how": "pickup", "method": "transfer"}


@pytest.fixture
def asked(world, onion):
    return services.ask_quote(
        new_uid(), given.web_shop(world, onion), [(onion, 240)], wanted_on=TODAY + timedelta(30), **SCHOOL
    )


def offer(world, order, price, **told):
    pk = order.lines.first().product_id
    days = {"promised_on": TODAY + timedelta(28), "valid_until": TODAY + timedelta(7)}
    return services.answer_quote(order, {pk: price}, **days | told, by=world.budi)


def test_asking_keeps_nothing_and_owes_nothing(onion, asked):
    assert queries.catalogue()[onion.uid].pieces == 10
    assert not queries.unmade().exists()
    assert not asked.is_open


def test_what_was_offered_is_what_is_ordered(world, onion, asked):
    offer(world, asked, 36_000)
    order = services.accept_quote(offer(world, asked, 35_000))
    assert services.accept_quote(order).pk == order.pk
    assert (order.state, order.total, order.code) == (Order.State.PLACED, 240 * 35_000, 1)
    assert sorted(line.quantity for line in order.lines.all()) == [10, 230]
    assert order.promised_on == TODAY + timedelta(28)
    services.accept_order(services.report_payment(order), by=world.budi)
    workshop_given.batch(world, onion, rounds=23)
    order = services.ready_order(order, by=world.budi)
    assert order.sale.total == 240 * 35_000
    assert {one.key: found.offender for one, found in run() if found.offender} == {}


def test_below_cost_wants_its_reason(world, asked):
    with pytest.raises(rules.BelowCost):
        offer(world, asked, 1_000)
    assert offer(world, asked, 1_000, below_cost_because="Bakti sosial").below_cost_because == "Bakti sosial"


@pytest.mark.parametrize("days", [{"valid_until": TODAY - timedelta(1)}, {"promised_on": TODAY - timedelta(1)}])
def test_an_offer_has_days_that_are_still_to_come(world, asked, days):
    with pytest.raises(refusals.QuoteDaysWrong):
        offer(world, asked, 36_000, **days)


def test_an_offer_ends_with_its_last_day(world, asked):
    order = offer(world, asked, 36_000)
    with clock.fixed(order.kept_until), pytest.raises(refusals.QuoteOver):
        services.accept_quote(order)


def test_a_school_asks_in_the_shop_and_accepts_by_its_link(client, world, onion):
    shop = given.web_shop(world, onion)
    client.post(reverse("shop:basket"), {"product": str(onion.uid), "pieces": "240"})
    assert "perlu penawaran" in client.get(reverse("shop:basket")).content.decode()
    told = {"uid": str(new_uid()), "wanted_on": f"{TODAY + timedelta(30)}"} | SCHOOL
    there = client.post(reverse("shop:ask", args=[shop.uid]), told).url
    order = Order.objects.get()
    assert client.get(reverse("shop:invoice", args=[order.secret])).status_code == 404  # nobody named a price yet
    client.force_login(world.budi)
    answer = reverse("market:answer-quote", args=[order.uid])
    told = {f"price-{onion.uid.hex}": "36.000", "promised_on": f"{TODAY + timedelta(28)}"}
    assert client.post(answer, told | {"valid_until": "2026-01-01"}).status_code == 422
    assert client.post(answer, told | {"valid_until": f"{TODAY + timedelta(9)}"}).status_code == 302
    assert order.secret in client.get(reverse("market:order", args=[order.uid])).content.decode()
    client.logout()
    assert "Rp8.640.000" in client.get(there).content.decode()
    assert client.get(reverse("shop:invoice", args=[order.secret])).content.startswith(b"%PDF")
    client.post(reverse("shop:accept", args=[order.secret]))
    assert "Bayar Rp8.640.001" in client.get(there).content.decode()


def test_the_kitchen_sees_what_it_promised_and_plans_it(client, world, onion):
    given.web_shop(world, onion)
    client.force_login(world.budi)
    page = reverse("market:make-to-order", args=[onion.uid])
    client.post(page, {"what": "pace", "a_week": "70"})
    order = given.order(world, onion, 15)
    assert "5 Bawang goreng" in client.get(page).content.decode()
    client.post(page, {"what": "plan", "uid": str(new_uid()), "planned_on": f"{TODAY}"})
    plan = order.lines.get(lot=None).plan
    assert order.number in client.get(reverse("workshop:planned", args=[plan.uid])).content.decode()
    assert onion.name in client.get(reverse("market:to-make")).content.decode()


def test_a_buyer_joins_a_round_that_an_officer_opened(client, world, onion):
    shop = given.web_shop(world, onion)
    client.force_login(world.budi)
    told = {"uid": str(new_uid()), "business": onion.business_id, "channel": shop.pk, "place": "Kantor Camat",
            "until_on": f"{TODAY + timedelta(3)}", "brought_on": f"{TODAY + timedelta(6)}"}  # fmt: skip
    there = client.post(reverse("market:open-round"), told).url
    client.logout()
    assert "Kantor Camat" in client.get(reverse("shop:product", args=[onion.uid])).content.decode()
    client.post(reverse("shop:basket"), {"product": str(onion.uid), "pieces": "40"})
    checkout = reverse("shop:checkout", args=[shop.uid])
    told = {"uid": str(new_uid()), "joined": str(shop.rounds.get().uid)} | SCHOOL | {"how": "round"}
    assert client.post(checkout, told).status_code == 302
    client.force_login(world.budi)
    page = client.get(there).content.decode()
    assert "SD Contoh" in page
    assert client.get(f"{there}daftar/").content.startswith(b"%PDF")


def test_a_flood_from_one_network_is_told_to_wait(client, world, onion):
    shop = given.web_shop(world, onion)
    answers = []
    for _order in range(7):
        client.post(reverse("shop:basket"), {"product": str(onion.uid), "pieces": "1"})
        told = {"uid": str(new_uid())} | SCHOOL | {"method": "cash"}
        answers.append(client.post(reverse("shop:checkout", args=[shop.uid]), told).status_code)
    assert answers == [302] * 6 + [422]
