"""What stands on a label: entered once, changed later, and its storage decides which licence is needed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from siap.core import proofs
from siap.core.ids import new_uid
from siap.workshop import queries, rules, services
from siap.workshop.models import Batch, Exemption, Label, Permit
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


def test_the_checklist_says_lapsed_and_missing_apart(officer: Client, world: World, batch: Batch) -> None:
    product = batch.product
    assert queries.label_lacks(product, TODAY) == []
    Permit.objects.filter(kind="spp_irt").update(valid_until=TODAY - timedelta(days=1))
    Permit.objects.filter(kind="halal").update(kind="brand")
    lapsed, missing = queries.label_lacks(product, TODAY)
    assert (lapsed, missing) == (
        "SPP-IRT atau BPOM MD: tidak berlaku sekarang, jadi tidak dicetak.",
        "Halal, atau pernyataan tidak halal: belum dicatat.",
    )
    for page, of in (("describe-label", product), ("label", batch.lot)):
        assert lapsed in officer.get(reverse(f"workshop:{page}", args=[of.uid])).content.decode()
    asked = services.ask_exemption(
        new_uid(), product, "halal", because="Surat BPJPH", document=given.picture(), by=world.budi
    )
    assert len(queries.label_lacks(product, TODAY)) == 2
    services.decide_exemption(asked, confirm=True, by=world.head)
    assert Exemption.objects.get().state == Exemption.State.CONFIRMED
    assert queries.label_lacks(product, TODAY) == [lapsed]


def test_what_is_no_food_has_a_shorter_list(world: World, batch: Batch) -> None:
    bag = services.plan_product(
        batch.product.business,
        code="TAS",
        name="Tas",
        is_food=False,
        weight_gram=None,
        shelf_life_days=None,
        by=world.budi,
    )
    assert queries.label_lacks(bag, TODAY) == [
        "Bahan: resepnya belum ditulis.",
        "Cara memakai atau merawat belum diisi.",
    ]
    given.recipe(world, bag)
    services.describe_label(bag, storage="dry", keep_how="Cuci dengan tangan", by=world.budi)
    assert queries.label_lacks(bag, TODAY) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Dapur Sari Melati, Palu", "Sari Melati"), ("dapur sari melati", "Sari Melati"), ("Olahan Sari", "Sari"),
        ("Minuman sari kelapa", None), ("Jalan Sari 3, Palu", None), ("Jl. Sari Melati", None), ("Sariwangi", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_is_found_where_it_is_one(text: str, named: str | None) -> None:
    assert rules.named(text, ["Sari Melati", "Sari"]) == named


@pytest.mark.parametrize("field", ["producer", "brand", "keep_how", "origin"])
def test_no_label_names_a_member_in_custody(officer: Client, world: World, batch: Batch, field: str) -> None:
    page = reverse("workshop:describe-label", args=[batch.product.uid])
    answer = officer.post(page, {"storage": "dry", field: f"Dibuat {world.sari.name}"})
    assert (answer.status_code, list(answer.context["form"].errors), Label.objects.exists()) == (422, [field], False)
    assert "jangan menyebut orang" in answer.content.decode()


def test_no_story_names_a_member_in_custody(officer: Client, world: World, batch: Batch) -> None:
    story = {"story": f"Dimasak {world.sari.workshop_name} sejak pagi"}
    answer = officer.post(reverse("workshop:describe", args=[batch.product.uid]), story)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["story"])
    batch.product.refresh_from_db()
    assert batch.product.story == ""


def test_a_business_code_that_got_a_new_number_is_a_sentence(world: World, batch: Batch) -> None:
    """KBLI 2020 → 2025: tempe 10391 → 10307; crisps are 10794 in both."""
    old, both = ({"replaced": {"10391": "10307"}, "kbli": code} for code in ("10391", "10794"))
    assert "sudah berganti nomor" in str(rules.number_doubts("nib", "1234567890123", **old)[0])  # type: ignore[arg-type]
    assert rules.number_doubts("nib", "1234567890123", **both) == []  # type: ignore[arg-type]
