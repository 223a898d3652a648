"""Every page of recipes, development and stock: an officer opens it, Joko finds nothing, who only looks may not act."""

import pytest
from django.test import Client
from django.urls import reverse

from siap.workshop.models import Batch
from siap.workshop.tests import given
from siap.workshop.tests.watch import everything
from tests.world import World

OF_PRODUCT = ("card", "cost", "develop", "step", "panel", "rival", "describe", "plan")
OF_MATERIAL = ("describe-material", "contract", "sub-recipe")
OF_BUSINESS = ("suppliers", "shopping", "count")
TO_ACT = (
    "step",
    "panel",
    "rival",
    "describe",
    "plan",
    "describe-material",
    "contract",
    "sub-recipe",
    "count",
    "write-off",
)


def _address(page: str, batch: Batch) -> str:
    business = batch.product.business
    subject = (
        batch.product if page in OF_PRODUCT
        else business.materials.earliest("pk") if page in OF_MATERIAL
        else business if page in OF_BUSINESS
        else business.purchases.earliest("pk") if page == "take-back"
        else batch.lot
    )  # fmt: skip
    return reverse(f"workshop:{page}", args=[subject.uid])


PAGES = (*OF_PRODUCT, *OF_MATERIAL, *OF_BUSINESS, "take-back", "write-off")


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_opens_it_and_joko_does_not(officer: Client, world: World, batch: Batch, page: str) -> None:
    given.developed(world, batch.product)
    assert officer.get(_address(page, batch)).status_code == 200
    officer.force_login(world.joko)
    before = everything()
    for method in (officer.get, officer.post):
        assert method(_address(page, batch), {"because": "Iseng"}).status_code in {404, 405}
    assert everything() == before


@pytest.mark.parametrize("page", TO_ACT)
def test_who_only_looks_may_not_act(client: Client, world: World, batch: Batch, page: str) -> None:
    client.force_login(world.user("auditor"))
    assert client.post(_address(page, batch)).status_code == 403


def test_a_plan_is_shown_and_its_deeds_are_refused_elsewhere(officer: Client, world: World, batch: Batch) -> None:
    plan = given.developed(world, batch.product)["batch_plan"]
    assert officer.get(reverse("workshop:planned", args=[plan.uid])).status_code == 200  # type: ignore[attr-defined]
    assert officer.get(reverse("workshop:waiting")).status_code == 200
    officer.force_login(world.joko)
    for deed in ("start", "check", "drop"):
        assert officer.post(reverse(f"workshop:{deed}", args=[plan.uid])).status_code == 404  # type: ignore[attr-defined]


def test_an_old_reckoning_is_done_again_and_its_difference_shown(officer: Client, batch: Batch) -> None:
    shown = officer.get(
        reverse("workshop:cost", args=[batch.product.uid]), {"claimed": "15.900", "price": "20.000", "yields": "20"}
    ).content.decode()
    assert "Kalau begitu: Rp8.000" in shown
    assert "selisih Rp7.900" in shown
