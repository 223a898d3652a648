"""The last jars of a shop on the web, wanted by more buyers than there are jars, all at once: `python -m bench.steps.last_jars
JARS BUYERS`. Prints how many ordered one, how many were told that it is gone, how many met anything else, and the seconds.

In an office that `sell_in_full` has stocked. Every buyer is a thread with a connection of its own.
"""

import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import perf_counter
from typing import Any

from django.db import connections

from siap.core import clock
from siap.core.ids import new_uid
from siap.market import services as market
from siap.market.models import Channel
from siap.people.models import User
from siap.workshop import services as workshop
from siap.workshop.models import Lot, Product


def last_of_a_product(jars: int) -> tuple[Channel, Product]:
    """A shop that has so many of one product, and nobody else has any."""
    by, product, stall = (
        User.objects.get(username="budi"),
        Product.objects.order_by("pk").first(),
        Channel.objects.get(),
    )
    assert product is not None
    first, *others = Lot.objects.filter(product=product, on_hand__gt=0).order_by("pk")
    Lot.objects.filter(pk=first.pk).update(on_hand=jars, value=jars)
    Lot.objects.filter(pk__in=[one.pk for one in others]).update(on_hand=0, value=0)
    shop = market.open_channel(stall.unit, "Toko Stoples Terakhir", "online", seller_name=stall.unit.name, by=by)
    market.set_price(shop, product, 40_000, valid_from=clock.today(), by=by)
    return shop, product


def measured(jars: int, buyers: int) -> dict[str, Any]:
    """What the head of this file promises."""
    shop, product = last_of_a_product(jars)
    ready = Barrier(buyers)

    def buy(_number: int) -> str:
        ready.wait()
        try:
            market.place_order(
                new_uid(), shop, [(product, 1)], buyer="Pembeli", phone="081234567890", how="pickup", method="cash"
            )
        except workshop.OutOfStock:
            return "told"
        except Exception as error:  # whatever else a buyer meets is counted, and none may be
            return f"{type(error).__name__}: {error}"
        finally:
            connections.close_all()
        return "sold"

    began = perf_counter()
    with ThreadPoolExecutor(buyers) as pool:
        met = Counter(pool.map(buy, range(buyers)))
    took, sold, told = perf_counter() - began, met.pop("sold", 0), met.pop("told", 0)
    return {"sold": sold, "told": told, "other": met.total(), "met": list(met), "seconds": took}


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
