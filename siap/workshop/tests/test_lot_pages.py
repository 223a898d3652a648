"""A lot held, printed, and read by everybody."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from siap.core.ids import new_uid
from siap.workshop import services
from siap.workshop.models import Batch, Lot, LotKind, Permit
from tests.world import TODAY, World


def test_a_held_lot_warns_whoever_scans_it(officer: Client, client: Client, batch: Batch) -> None:
    officer.post(reverse("workshop:hold", args=[batch.lot.uid]), {"because": "Segel rusak"})
    batch.lot.refresh_from_db()
    assert batch.lot.held_because == "Segel rusak"
    shown = Client().get(reverse("workshop:jar", args=[batch.lot.uid])).content.decode()
    assert "Jangan dikonsumsi" in shown
    assert "Segel rusak" not in shown
    officer.post(reverse("workshop:unhold", args=[batch.lot.uid]), {"because": "Sudah diperiksa"})
    batch.lot.refresh_from_db()
    assert not batch.lot.is_held


def test_a_lot_is_not_held_without_a_reason(officer: Client, batch: Batch) -> None:
    answer = officer.post(reverse("workshop:hold", args=[batch.lot.uid]), {"because": " "})
    batch.lot.refresh_from_db()
    assert (answer.status_code, batch.lot.is_held) == (422, False)


@pytest.mark.parametrize("page", ["jar", "label"])
def test_jar_and_label_name_the_brand_and_no_person(officer: Client, world: World, batch: Batch, page: str) -> None:
    shown = officer.get(reverse(f"workshop:{page}", args=[batch.lot.uid])).content.decode()
    for needed in ("Bawang Goreng Tadulako", batch.lot.number, "Bawang merah", "P-IRT 2067201010001-31", "100 g"):
        assert needed in shown
    main = shown.partition("<main")[2].partition("</main>")[0]
    for person in (world.sari, world.dewi, world.tono):
        assert person.name not in main
        assert person.member_code not in main
    assert world.budi.name not in main


@pytest.mark.parametrize("page", ["jar", "label"])
def test_a_licence_that_did_not_hold_on_the_day_stands_nowhere(officer: Client, batch: Batch, page: str) -> None:
    day = timedelta(days=1)
    for number, since, until in (
        ("ID724-LAPSED", date(2025, 1, 1), batch.made_on - day),
        ("ID724-LATER", batch.made_on + day, None),
        ("ID724-HOLDS", date(2026, 1, 1), batch.made_on),
    ):
        Permit.objects.create(
            uid=new_uid(),
            business=batch.product.business,
            product=batch.product,
            kind="halal",
            number=number,
            holder="Koperasi",
            valid_from=since,
            valid_until=until,
        )
    shown = officer.get(reverse(f"workshop:{page}", args=[batch.lot.uid])).content.decode()
    assert ["ID724-" + one in shown for one in ("HOLDS", "LAPSED", "LATER")] == [True, False, False]


def test_the_label_names_ingredients_heaviest_first(officer: Client, batch: Batch) -> None:
    shown = officer.get(reverse("workshop:label", args=[batch.lot.uid]), {"berapa": "1"}).content.decode()
    onion, oil, salt = (shown.index(name) for name in ("Bawang merah", "Minyak goreng", "Garam"))
    assert onion < oil < salt
    assert "Stoples" not in shown


def test_a_jar_past_its_day_says_so(batch: Batch) -> None:
    Lot.objects.filter(pk=batch.lot.pk).update(best_before=TODAY - timedelta(days=1))
    assert "Tanggal baiknya sudah lewat" in Client().get(reverse("workshop:jar", args=[batch.lot.uid])).content.decode()


def test_a_material_lot_has_no_public_page(batch: Batch) -> None:
    material = Lot.objects.filter(kind=LotKind.MATERIAL).earliest("pk")
    assert Client().get(reverse("workshop:jar", args=[material.uid])).status_code == 404


def test_the_proof_of_a_permit_is_for_those_who_see_its_business(client: Client, world: World, batch: Batch) -> None:
    permit = services.record_permit(
        batch.product.business, "bpom_md", "MD 123456789012", holder="Koperasi", valid_from=date(2026, 1, 1),
        document=b"%PDF-1.7 izin", by=world.budi,
    )  # fmt: skip
    address = reverse("workshop:proof", args=[permit.uid])
    client.force_login(world.budi)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 izin"  # type: ignore[attr-defined]
    client.force_login(world.joko)
    assert client.get(address).status_code == 404
