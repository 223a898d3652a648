"""The main job of the workshop through the screen, and what it says to what cannot be."""

from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core.ids import new_uid
from siap.workshop.models import Batch, Lot, Material, Permit, Product
from siap.workshop.tests import given
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
    typed = {
        "kind": "spp_irt",
        "number": "P-IRT 12",
        "holder": "Koperasi",
        "valid_from": "2026-01-01",
        "uid": new_uid(),
    }
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
