"""From idea to sale: every step with its evidence, on only with nothing lacking, back only with a reason."""

import pytest
from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core.ids import new_uid
from siap.workshop import queries, rules, services
from siap.workshop.models import Panel, Product
from siap.workshop.tests import given
from tests.world import TODAY, World


@pytest.fixture
def idea(world: World) -> Product:
    return given.idea(world, business.group(world))


def _panel(world: World, product: Product, *scores: int) -> Panel:
    return services.hold_panel(
        new_uid(), product, held_on=TODAY, scores={"taste": scores}, what_next="Kurangi garam", by=world.budi
    )


def test_every_step_is_written_down(world: World, idea: Product) -> None:
    given.recipe(world, idea)
    _panel(world, idea, 7, 8, 6)
    services.move_product(idea, "permits", by=world.rina)
    assert list(idea.moves.order_by("pk").values_list("was", "becomes")) == [
        ("idea", "prototype"), ("prototype", "trial"), ("trial", "permits"),
    ]  # fmt: skip


def test_without_a_recipe_nothing_goes_on(world: World, idea: Product) -> None:
    with pytest.raises(services.NotThereYet, match="Resepnya belum ditulis"):
        services.move_product(idea, "trial", by=world.rina)
    assert not idea.moves.exists()


def test_back_needs_a_reason(world: World, idea: Product) -> None:
    given.recipe(world, idea)
    with pytest.raises(services.WhyBack):
        services.move_product(idea, "idea", by=world.rina)
    assert services.move_product(idea, "idea", because="Resepnya terlalu asin", by=world.rina).stage == "idea"


def test_a_panel_that_is_wanted_must_like_it(world: World, idea: Product) -> None:
    given.recipe(world, idea)
    services.describe_product(idea, target_buyer="Pelancong", story="", needs_panel=True, by=world.rina)
    _panel(world, idea, 5, 5, 6)
    with pytest.raises(services.NotThereYet, match="di bawah 6"):
        services.move_product(idea, "permits", by=world.rina)
    _panel(world, idea, 7, 7, 6)
    assert services.move_product(idea, "permits", by=world.rina).stage == "permits"


def test_nobody_puts_a_product_on_sale_by_hand(world: World, idea: Product) -> None:
    with pytest.raises(services.NoWayThere):
        services.move_product(idea, "on_sale", by=world.rina)


@pytest.mark.parametrize("scores", [(7, 8), (0, 5, 5), (10, 5, 5)])
def test_a_tasting_that_cannot_be_is_not_written(world: World, idea: Product, scores: tuple[int, ...]) -> None:
    with pytest.raises(services.PanelWrong):
        _panel(world, idea, *scores)
    assert not Panel.objects.exists()


def test_the_list_says_what_waits_and_why(world: World, idea: Product) -> None:
    [row] = queries.waiting_products(world.rina, TODAY)
    assert (row.product, row.next_stage, row.lacks) == (idea, "prototype", ("Resepnya belum ditulis.",))
    assert queries.waiting_products(world.joko, TODAY) == []


def test_the_page_says_what_the_next_stage_asks_and_leads_to_where_it_is_met(
    client: Client, world: World, idea: Product
) -> None:
    client.force_login(world.budi)
    page = reverse("workshop:develop", args=[idea.uid])
    told = client.get(page).content.decode()
    assert "Gagasan menjadi prototipe dengan resep pertamanya." in told
    assert reverse("workshop:recipe", args=[idea.uid]) in told
    given.recipe(world, idea)
    services.move_product(idea, "permits", by=world.rina)
    told = client.get(page).content.decode()
    assert "Siap jual kalau semua izin berlaku" in told
    assert "NIB belum ada." in told
    assert reverse("workshop:new-permit", args=[idea.business.uid]) in told


def test_every_stage_on_the_way_says_what_it_asks() -> None:
    assert set(rules.ASKS) == set(rules.WAY[1:])


def test_the_step_to_ready_keeps_its_reason_and_its_paper(world: World, idea: Product) -> None:
    given.recipe(world, idea)
    given.permits(world, idea)
    services.move_product(idea, "ready", because="Izin lengkap", document=given.picture(), by=world.rina)
    last = idea.moves.order_by("-pk")[0]
    assert (last.becomes, last.because) == ("ready", "Izin lengkap")
    assert last.document is not None
