"""Every page of the workshop: who opens it, what it says, and that strangers change nothing."""

import itertools
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from siap.workshop.models import Batch, Lot, Material, Product, Purchase
from siap.workshop.tests import given
from siap.workshop.tests.watch import everything
from tests.world import World

Row = Product | Material | Lot


LOOK: dict[str, Callable[[Batch], object]] = {
    "business": lambda batch: batch.product.business.uid,
    "product": lambda batch: batch.product.uid,
    "cost": lambda batch: batch.product.uid,
    "material": lambda batch: batch.product.business.materials.earliest("pk").uid,
    "lot": lambda batch: batch.lot.uid,
    "label": lambda batch: batch.lot.uid,
}
ACT: dict[str, Callable[[Batch], object]] = {
    "new-product": lambda batch: batch.product.business.uid,
    "new-material": lambda batch: batch.product.business.uid,
    "new-permit": lambda batch: batch.product.business.uid,
    "recipe": lambda batch: batch.product.uid,
    "make": lambda batch: batch.product.uid,
    "buy": lambda batch: batch.product.business.materials.earliest("pk").uid,
}
POST_ONLY: dict[str, Callable[[Batch], object]] = {
    "ready": lambda batch: batch.product.uid,
    "retire": lambda batch: batch.product.uid,
    "hold": lambda batch: batch.lot.uid,
    "unhold": lambda batch: batch.lot.uid,
}


@pytest.mark.parametrize("page", [*LOOK, *ACT])
def test_an_officer_opens_it_within_fifteen_queries(officer: Client, batch: Batch, page: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = officer.get(reverse(f"workshop:{page}", args=[{**LOOK, **ACT}[page](batch)]))
    assert answer.status_code == 200
    assert _count(queries) <= 15


def _count(queries: CaptureQueriesContext) -> int:
    return sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries)


def test_the_list_takes_no_more_queries_for_more_products(world: World, officer: Client, batch: Batch) -> None:
    with CaptureQueriesContext(connection) as few:
        officer.get(reverse("workshop:home"))
    for n in range(20):
        given.idea(world, batch.product.business, code=f"P{n}", name=f"Produk {n}")
    with CaptureQueriesContext(connection) as many:
        assert "Produk 7" in officer.get(reverse("workshop:home")).content.decode()
    assert _count(many) <= _count(few) <= 15


@pytest.mark.parametrize(
    ("page", "method"),
    [
        *itertools.product(LOOK, ["get"]),
        *itertools.product(ACT, ["get", "post"]),
        *itertools.product(POST_ONLY, ["post"]),
    ],
)
def test_joko_finds_nothing_and_changes_nothing(
    client: Client, world: World, batch: Batch, page: str, method: str
) -> None:
    client.force_login(world.joko)
    before = everything()
    uid = {**LOOK, **ACT, **POST_ONLY}[page](batch)
    answer = getattr(client, method)(reverse(f"workshop:{page}", args=[uid]), {"because": "Iseng"})
    assert answer.status_code == 404
    assert everything() == before


@pytest.mark.parametrize("page", [*ACT, *POST_ONLY])
def test_who_only_looks_may_not_act(client: Client, world: World, batch: Batch, page: str) -> None:
    client.force_login(world.user("auditor"))
    before = everything()
    uid = {**ACT, **POST_ONLY}[page](batch)
    assert client.post(reverse(f"workshop:{page}", args=[uid]), {"because": "Iseng"}).status_code == 403
    assert everything() == before


def test_joko_sees_no_product_in_his_list(client: Client, world: World, batch: Batch) -> None:
    client.force_login(world.joko)
    assert batch.product.name not in client.get(reverse("workshop:home")).content.decode()


def test_a_lot_number_in_the_search_opens_the_lot(officer: Client, batch: Batch) -> None:
    answer = officer.get(reverse("workshop:home"), {"q": batch.lot.number.lower()})
    assert answer.headers["Location"] == reverse("workshop:lot", args=[batch.lot.uid])
    mistyped = officer.get(reverse("workshop:home"), {"q": "BGT-261102-2-" + batch.lot.number[-1]})
    assert "salah ketik" in mistyped.content.decode()


def test_a_purchase_and_a_batch_lead_to_their_lots(officer: Client, batch: Batch) -> None:
    purchase = Purchase.objects.earliest("pk")
    for name, uid, lot in (("purchase", purchase.uid, purchase.lot), ("batch", batch.uid, batch.lot)):
        answer = officer.get(reverse(f"workshop:{name}", args=[uid]))
        assert answer.headers["Location"] == reverse("workshop:lot", args=[lot.uid])
