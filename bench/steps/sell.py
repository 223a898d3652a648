"""A till that sells, and a phone that sends what it sold without network: `python -m bench.steps.sell PRODUCTS SALES QUEUED`.

Every sale is a whole request of the office: the form, the gate of every product, stock, both books, the facts, and the commit.
Prints the milliseconds that 99 of 100 sales stay under, half of them, and the seconds for the whole queue.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from time import perf_counter
from typing import Any

from django.test import Client
from django.urls import reverse

from bench.steps.share_month import open_books
from siap.business import services as business
from siap.core import clock
from siap.core.ids import new_uid
from siap.market import services as market
from siap.market.models import Channel, Sale
from siap.people.models import Unit, User
from siap.web.models import OutboxItem
from siap.web.rules import MOST_ITEMS, digest_of
from siap.web.serving import collect_static
from siap.workshop import services as workshop
from siap.workshop.models import Product

PRICE, LINES, EACH = 20_000, 3, 2
YIELDS, ROUNDS, LOTS = 100, 10, 5
"""Every product has a thousand pieces in each of five lots."""


def stock_up(count: int, by: User) -> tuple[Channel, list[Product]]:
    """Food of the cooperative, with its permits, stock and price at a bazaar of Lapas Palu."""
    unit = Unit.objects.get(code="LPP")
    open_books([], unit, by=None)
    cooperative = business.found_cooperative("Koperasi ukur", by=User.objects.get(username="kanwil"))
    channel = market.open_channel(unit, "Bazar ukur", "bazaar", seller_name=unit.name, by=by)
    material = workshop.add_material(cooperative, "Bawang", "g", by=by)
    need = count * LOTS * ROUNDS * 10_000
    workshop.buy_material(
        new_uid(),
        material,
        supplier="Pasar",
        quantity=need,
        total=need * 10,
        bought_on=clock.today(),
        is_paid=False,
        by=by,
    )
    made = []
    for number in range(count):
        product = workshop.plan_product(
            cooperative,
            code=f"U{number:03}",
            name=f"Bawang {number}",
            is_food=True,
            weight_gram=100,
            shelf_life_days=90,
            by=by,
        )
        recipe = workshop.write_recipe(product, lines={material: 10_000}, yields=YIELDS, by=by)
        for kind, permit in (
            ("nib", "1234567890123"),
            ("spp_irt", "P-IRT 2067201010001-31"),
            ("halal", "ID72110000123450926"),
        ):
            until = None if kind == "nib" else date(clock.today().year + 4, 1, 4)
            workshop.record_permit(
                cooperative,
                kind,
                permit,
                holder="Koperasi",
                valid_from=clock.today(),
                valid_until=until,
                product=product,
                by=by,
            )
        workshop.make_ready(product, by=by)
        for _lot in range(LOTS):
            workshop.seal_batch(new_uid(), recipe, rounds=ROUNDS, good=YIELDS * ROUNDS, made_on=clock.today(), by=by)
        market.set_price(channel, product, PRICE, valid_from=clock.today(), by=by)
        made.append(product)
    return channel, made


def chosen(products: list[Product], at: int) -> list[Product]:
    """What the buyer number `at` takes: three products, another three each time."""
    return [products[(at + step * 7) % len(products)] for step in range(LINES)]


def ring_up(client: Client, channel: Channel, products: list[Product], sales: int) -> list[float]:
    """Milliseconds of every sale at the till."""
    page, times = reverse("market:till", args=[channel.uid]), []
    for at in range(sales):
        form = {"uid": str(new_uid()), "method": "cash", "buyer": ""}
        form |= {f"pieces-{one.uid.hex}": str(EACH) for one in chosen(products, at)}
        began = perf_counter()
        answer = client.post(page, form, headers={"HX-Request": "true"})
        times.append(1000 * (perf_counter() - began))
        assert answer.headers.get("HX-Redirect"), answer.content[:500]
    assert Sale.objects.count() == sales
    return times


def send(client: Client, channel: Channel, products: list[Product], queued: int, by: User) -> float:
    """Seconds for a phone's whole queue, as many items a request as the office takes."""
    rows = list(_queue(channel, products, queued, by))
    began = perf_counter()
    for first in range(0, queued, MOST_ITEMS):
        body = json.dumps({"items": rows[first : first + MOST_ITEMS]})
        answer = client.post(reverse("web:outbox"), body, content_type="application/json")
        assert {one["state"] for one in answer.json()["answers"]} == {"done"}, answer.content[:500]
    took = perf_counter() - began
    assert OutboxItem.objects.filter(state="done").count() == queued
    return took


def _queue(channel: Channel, products: list[Product], queued: int, by: User) -> Iterator[dict[str, Any]]:
    device, now = str(new_uid()), int(clock.now().timestamp() * 1000)
    total = LINES * EACH * PRICE
    for at in range(queued):
        lines = [{"product": str(one.uid), "pieces": EACH, "price": PRICE, "lot": ""} for one in chosen(products, at)]
        sale = {"channel": str(channel.uid), "lines": lines, "paid": [{"method": "cash", "amount": total}], "buyer": ""}
        body = json.dumps({"verb": "sale", "user": str(by.uid), "device": device, "sequence": at + 1, "made_at": now,
                           "skew": 0, "payload": sale})  # fmt: skip
        yield {"uid": str(new_uid()), "digest": digest_of(body), "body": body}


if __name__ == "__main__":
    products, sales, queued = map(int, sys.argv[1:])
    collect_static()
    budi = User.objects.get(username="budi")
    place, goods = stock_up(products, budi)
    phone = Client(SERVER_NAME="127.0.0.1")
    phone.force_login(budi)
    phone.get(reverse("market:till", args=[place.uid]))  # templates are compiled once
    times = sorted(ring_up(phone, place, goods, sales))
    print(
        json.dumps(
            {
                "p99": times[max(0, -(-len(times) * 99 // 100) - 1)],
                "half": times[len(times) // 2],
                "queue": send(phone, place, goods, queued, budi),
            }
        )
    )
