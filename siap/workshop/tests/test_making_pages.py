"""The main job of the workshop through the screen, and what it says to what cannot be."""

import pytest
from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core.ids import new_uid
from siap.workshop.models import Batch, Lot, Material, Permit, Product
from siap.workshop.tests import given
from siap.workshop.tests.watch import everything
from tests.world import World


def test_an_idea_becomes_a_product_on_sale(officer: Client, world: World) -> None:
    """Product, material, recipe, purchase (owed), permits, ready: each by its own form."""
    group = business.group(world)
    _sent(officer, "new-product", group.uid, name="Sambal roa 150 g", code="sro", is_food="on",
          weight_gram="150 g", shelf_life_days="60")  # fmt: skip
    product = Product.objects.get(code="SRO")
    _sent(officer, "new-material", group.uid, name="Roa asap", measure="g", allergen="ikan")
    _sent(officer, "new-material", group.uid, name="Botol", measure="pcs", is_packaging="on")
    roa, bottle = Material.objects.get(name="Roa asap"), Material.objects.get(name="Botol")
    _sent(officer, "recipe", product.uid, **{f"material-{roa.uid}": "0,7 kg", f"material-{bottle.uid}": "4"},
          yields="4", labour="", overhead="2.000")  # fmt: skip
    _sent(officer, "buy", roa.uid, quantity="2 kg", total="Rp 120.000", supplier="Pasar", bought_on="2/11/2026",
          best_before="2026-12-01", is_paid="owed")  # fmt: skip
    for kind, number in (("nib", "1234567890123"), ("spp_irt", "P-IRT 2067201010001-31"), ("halal", "ID1")):
        _sent(officer, "new-permit", group.uid, kind=kind, number=number, holder="Koperasi", valid_from="2026-01-05",
              product=product.uid)  # fmt: skip
    _sent(officer, "ready", product.uid)
    product.refresh_from_db()
    assert product.stage == Product.Stage.READY
    assert Lot.objects.get(material=roa).on_hand == 2_000


def _sent(client: Client, page: str, uid: object, **typed: object) -> None:
    answer = client.post(reverse(f"workshop:{page}", args=[uid]), {"uid": new_uid(), **typed})
    assert answer.status_code == 302, answer.content.decode()


def test_a_batch_is_planned_and_then_sealed(officer: Client, batch: Batch) -> None:
    make = reverse("workshop:make", args=[batch.product.uid])
    plan = officer.get(make, {"rounds": "1", "made_on": "2026-11-02"}).content.decode()
    assert "sekitar 10 buah" in plan
    assert Lot.objects.get(material__name="Garam", on_hand__gt=0).number in plan
    answer = officer.post(make, {"uid": new_uid(), "rounds": "1", "made_on": "2026-11-02", "good": "9"})
    sealed = Batch.objects.exclude(pk=batch.pk).get()
    assert answer.headers["Location"] == reverse("workshop:lot", args=[sealed.lot.uid])
    assert sealed.lot.number.startswith("BGT-261102-2-")


def test_a_plan_with_too_little_material_offers_no_form(officer: Client, batch: Batch) -> None:
    page = officer.get(reverse("workshop:make", args=[batch.product.uid]), {"rounds": "2", "made_on": "2026-11-02"})
    assert "belum cukup" in page.content.decode()
    assert 'name="good"' not in page.content.decode()


TYPED_WRONG: dict[str, tuple[str, dict[str, str], str]] = {
    "more than the recipe gives": ("make", {"good": "13"}, "terlalu banyak"),
    "no rounds": ("make", {"rounds": "0", "good": "1"}, "lebih dari nol"),
    "made tomorrow": ("make", {"made_on": "2026-11-03", "good": "9"}, "tidak mungkin"),
    "no pieces": ("make", {"good": "0"}, "Paling sedikit 1"),
    "half a piece": ("make", {"good": "1,5"}, "angka bulat"),
    "a unit without its conversion": ("buy", {"quantity": "3 sdm"}, "berat satu liter"),
    "a lot number typed wrong": ("make", {"good": "9", "first": "M-261102-1-A"}, "salah ketik"),
    "a purchase for nothing": ("buy", {"total": "0"}, "lebih dari nol"),
    "a purchase for a negative sum": ("buy", {"total": "-5000"}, "kurang dari nol"),
    "an absurd purchase": ("buy", {"total": "9999999999999"}, "terlalu besar"),
    "a purchase tomorrow": ("buy", {"bought_on": "2026-11-03"}, "tidak mungkin"),
    "more than the cash": ("buy", {"is_paid": "cash"}, "hanya Rp0"),
    "a code in use": ("new-product", {"code": "BGT"}, "sudah dipakai"),
    "food that keeps no day": ("new-product", {"shelf_life_days": ""}, "tahan simpan"),
    "a permit that ends before it begins": ("new-permit", {"valid_until": "2025-01-01"}, "berakhir sesudah"),
    "a permit of an unknown kind": ("new-permit", {"kind": "sim"}, "sim"),
    "a recipe of nothing": ("recipe", {}, "paling sedikit satu bahan"),
}


def _page_of(page: str, batch: Batch) -> str:
    product = batch.product
    uids = {
        "make": product.uid,
        "recipe": product.uid,
        "buy": product.business.materials.earliest("pk").uid,
        "new-product": product.business.uid,
        "new-permit": product.business.uid,
    }
    return reverse(f"workshop:{page}", args=[uids[page]])


_FILLED: dict[str, dict[str, str]] = {
    "make": {"rounds": "1", "made_on": "2026-11-02"},
    "buy": {"quantity": "1 kg", "total": "30.000", "supplier": "Pasar", "bought_on": "2026-11-02", "is_paid": "owed"},
    "new-product": {"name": "Abon", "code": "ABN", "is_food": "on", "weight_gram": "100", "shelf_life_days": "30"},
    "new-permit": {"kind": "nib", "number": "1234567890123", "holder": "Koperasi", "valid_from": "2026-01-01"},
    "recipe": {"yields": "10"},
}


@pytest.mark.parametrize("case", TYPED_WRONG.values(), ids=TYPED_WRONG)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_lost(
    officer: Client, batch: Batch, case: tuple[str, dict[str, str], str]
) -> None:
    page, wrong, sentence = case
    before = everything()
    typed = {**_FILLED[page], **wrong}
    answer = officer.post(_page_of(page, batch), {"uid": new_uid(), **typed})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert all(value in shown for value in typed.values() if value not in {"", "on", "1"})
    assert everything() == before


def test_a_product_that_lacks_something_says_what(officer: Client, world: World) -> None:
    product = given.idea(world, business.group(world))
    officer.post(reverse("workshop:ready", args=[product.uid]))
    shown = officer.get(reverse("workshop:product", args=[product.uid])).content.decode()
    assert "belum boleh dijual" in shown
    for lack in (
        "Resepnya belum ditulis.",
        "NIB belum ada.",
        "SPP-IRT atau BPOM MD belum ada.",
        "Halal, atau pernyataan tidak halal belum ada.",
    ):
        assert lack in shown


def test_an_odd_permit_number_is_taken_with_a_warning(officer: Client, batch: Batch) -> None:
    address = reverse("workshop:new-permit", args=[batch.product.business.uid])
    typed = {**_FILLED["new-permit"], "kind": "spp_irt", "number": "P-IRT 12", "uid": new_uid()}
    shown = officer.post(address, typed, follow=True).content.decode()
    assert "15 angka" in shown
    assert Permit.objects.filter(number="P-IRT 12").exists()


def test_what_if_answers_on_the_cost_page(officer: Client, batch: Batch) -> None:
    shown = officer.get(
        reverse("workshop:cost", args=[batch.product.uid]), {"price": "20.000", "fixed": "100.000"}
    ).content.decode()
    assert "Rp16.000" in shown  # 13,000 of material, 2,000 of work, 1,000 of gas
    assert "25 buah" in shown
    below = officer.get(reverse("workshop:cost", args=[batch.product.uid]), {"price": "9.000"}).content.decode()
    assert "tidak pernah kembali" in below
