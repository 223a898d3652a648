"""What stands on a label: entered once, changed later, and its storage decides which licence is needed."""

import pytest
from django.test import Client
from django.urls import reverse

from siap.core import proofs
from siap.workshop import queries, services
from siap.workshop.models import Batch, Label
from siap.workshop.tests import given
from tests.world import TODAY, World


def _describe(world: World, batch: Batch, **told: str) -> Label:
    return services.describe_label(batch.product, **{"storage": "dry", **told}, by=world.budi)


def test_what_is_chilled_needs_another_licence(world: World, batch: Batch) -> None:
    assert queries.gate(batch.product, TODAY).is_open
    _describe(world, batch, storage="chilled")
    assert "BPOM MD" in " ".join(queries.gate(batch.product, TODAY).lacks)
    _describe(world, batch, brand="Tadulako")
    assert queries.gate(batch.product, TODAY).is_open
    assert Label.objects.get().brand == "Tadulako"
    assert not [finding.offender for one, finding in proofs.run() if one.key == "labels" and finding.offender]
    Label.objects.update(storage="frozen")
    assert [finding.offender for one, finding in proofs.run() if one.key == "labels"] != [""]


@pytest.mark.parametrize(
    ("told", "field"),
    [({"storage": "warm"}, "storage"), ({"barcode": "8991234567890"}, "barcode"), ({"barcode": "899"}, "barcode")],
)
def test_a_mistyped_number_is_a_sentence(world: World, batch: Batch, told: dict[str, str], field: str) -> None:
    with pytest.raises(services.LabelWrong) as refused:
        _describe(world, batch, **told)
    assert (refused.value.field, Label.objects.exists()) == (field, False)


def test_a_number_is_of_one_product(world: World, batch: Batch) -> None:
    _describe(world, batch, barcode="899 1234567891")
    other = given.idea(world, batch.product.business, code="X2", name="Lain")
    with pytest.raises(services.LabelWrong):
        services.describe_label(other, storage="dry", barcode="8991234567891", by=world.budi)


def test_the_page_keeps_what_was_typed_and_tells_what_is_missing(officer: Client, world: World, batch: Batch) -> None:
    page = reverse("workshop:describe-label", args=[batch.product.uid])
    refused = officer.post(page, {"storage": "dry", "barcode": "123", "brand": "Tadulako"})
    assert (refused.status_code, "Tadulako" in refused.content.decode()) == (422, True)
    assert officer.post(page, {"storage": "dry", "barcode": "8991234567891"}).status_code == 302
    assert "lengkap" in officer.get(page).content.decode()
    bare = given.idea(world, batch.product.business, code="X2", name="Lain")
    assert "resepnya belum ditulis" in officer.get(reverse("workshop:describe-label", args=[bare.uid])).content.decode()


def test_somebody_from_elsewhere_describes_nothing(client: Client, world: World, batch: Batch) -> None:
    client.force_login(world.joko)
    page = reverse("workshop:describe-label", args=[batch.product.uid])
    assert (client.post(page, {"storage": "dry"}).status_code, Label.objects.exists()) == (404, False)
