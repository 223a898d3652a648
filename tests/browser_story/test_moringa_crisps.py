"""*Keripik kelor* from an idea to a printed label that a scanner reads, sold, and called back because of its salt: who holds a
pouch is known exactly. What an officer looks at goes through the browser, the small forms between through the client."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser

from siap.business.models import Business
from siap.business.tests import given as business
from siap.core import proofs
from siap.core.ids import new_uid
from siap.market import queries as market_queries
from siap.market.models import Recall
from siap.market.tests import given as market
from siap.workshop import rules
from siap.workshop.models import Batch, Lot, Material, Product
from tests.browser import ONCE
from tests.browser_story.making_and_selling import PERMITS
from tests.browser_story.seat import Seat
from tests.world import TODAY, World

pytestmark = [
    ONCE,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        shutil.which("pdftoppm") is None, reason="no pdftoppm on this machine (apt-get install poppler-utils)"
    ),
]

CRISPS = "Keripik kelor 80 g"
MATERIALS = (
    # name, counted in, is packaging, allergen, amount a round, bought, rupiah
    ("Daun kelor", "g", False, "", "500 g", "1 kg", "15.000"),
    ("Tepung terigu", "g", False, "gluten", "800 g", "2 kg", "24.000"),
    ("Garam", "g", False, "", "20", "500", "5.000"),
    ("Kemasan berlabel", "pcs", True, "", "15", "30", "30.000"),
)


@pytest.fixture
def budi(world: World, live_server, browser: Browser) -> Iterator[Seat]:
    seat = Seat(browser, live_server.url, "budi")
    seat.sign_in()
    yield seat
    seat.close()


def test_from_an_idea_to_a_label_a_buyer_and_back(budi: Seat, client: Client, world: World, tmp_path: Path) -> None:
    group = business.group(world)
    client.force_login(world.budi)
    _an_idea_and_its_recipe(budi, client, group)
    batch = _a_week_in_the_kitchen(budi, client, group)
    _may_be_sold(budi, client, batch.product)
    _every_code_on_the_label_is_read(budi, client, batch.lot, tmp_path)
    market.priced(world, batch.product, 12_000)
    for pieces, buyer in ((3, "Ibu Nur"), (2, "Warung Dua Putri")):
        _is_sold(budi, market.bazaar(world).uid, pieces, buyer)
    _salt_is_called_back(budi, batch.lot)
    assert not [finding.offender for _proof, finding in proofs.run() if finding.offender]


def _an_idea_and_its_recipe(budi: Seat, client: Client, group: Business) -> None:
    budi.page.goto(reverse("workshop:new-product", args=[group.uid]))
    budi.fill({"Nama produk": CRISPS, "Kode": "KLR", "Berat bersih satu buah": "80 g", "Tahan simpan": 60})
    budi.press("Catat produk")
    for name, measure, is_packaging, allergen, *_amounts in MATERIALS:
        told = {"name": name, "measure": measure, "allergen": allergen} | (
            {"is_packaging": "on"} if is_packaging else {}
        )
        _sent(client, "new-material", group.uid, **told)
    budi.page.goto(reverse("workshop:recipe", args=[Product.objects.get().uid]))
    budi.fill({name: amount for name, _measure, _packaging, _allergen, amount, *_bought in MATERIALS})
    budi.fill({"Jadi berapa buah": 15})
    budi.press("Simpan resep")
    budi.sees("NIB belum ada.", "SPP-IRT atau BPOM MD belum ada.")


def _a_week_in_the_kitchen(budi: Seat, client: Client, group: Business) -> Batch:
    """The week's paper sheet: what was bought and what was made, on one screen; then somebody tastes it."""
    budi.page.goto(reverse("workshop:week", args=[group.uid]))
    for name, *_kind, bought, total in MATERIALS:
        budi.fill(
            {f"{name}: banyaknya": bought, f"{name}: harga seluruhnya": total, f"{name}: dibeli dari": "Pasar Inpres"}
        )
        budi.tick(f"{name}: belum dibayar")
    budi.fill({"Produksi 1: berapa kali resep": "1", "Produksi 1: jadi": 14, "Produksi 1: gagal": 1})
    budi.press("Catat lembar ini")
    budi.sees("mengapa 1 buah gagal")
    budi.fill({"Produksi 1: mengapa gagal": "Gosong"})
    budi.press("Catat lembar ini")
    budi.sees("4 pembelian, 1 produksi", "14 buah")
    tasted = {"held_on": TODAY.isoformat(), "taste": "7 8 8", "smell": "8 8 7", "what_next": "Iris lebih tipis"}
    _sent(client, "panel", Product.objects.get().uid, **tasted)
    return Batch.objects.select_related("product", "lot").get()


def _may_be_sold(budi: Seat, client: Client, product: Product) -> None:
    for kind, number in zip(("nib", "spp_irt", "halal"), PERMITS.values(), strict=True):
        told = {"kind": kind, "number": number, "holder": "Koperasi Farmtisan", "valid_from": "2026-01-05"}
        _sent(client, "new-permit", product.business.uid, **told, product=str(product.uid))
    budi.page.goto(reverse("workshop:product", args=[product.uid]))
    budi.press("Nyatakan siap jual")
    budi.sees(f"{CRISPS}: 14 buah boleh dijual.")


def _every_code_on_the_label_is_read(budi: Seat, client: Client, lot: Lot, folder: Path) -> None:
    """What the printer gives is read by a scanner, and the code opens the jar's page: without a person on it."""
    paper = client.get(reverse("workshop:label-paper", args=[lot.uid]), {"berapa": 6})
    (folder / "label.pdf").write_bytes(paper.content)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", "label.pdf", "page"], cwd=folder, check=True)
    (page,) = folder.glob("page*.pgm")
    read = [code.text for code in zxingcpp.read_barcodes(Image.open(page))]
    jar = reverse("workshop:jar", args=[lot.uid])
    assert sorted(read) == sorted([f"http://testserver{jar}"] * 6 + [rules.in_store(lot.product_id or 0)] * 6)
    budi.page.goto(jar)
    budi.sees(CRISPS, "Tepung terigu")
    for person in ("Sari", "Dewi", "Tono"):
        budi.misses(person)


def _is_sold(budi: Seat, channel: UUID, pieces: int, buyer: str) -> None:
    budi.page.goto(reverse("market:till", args=[channel]))
    for _one in range(pieces):
        budi.main.get_by_role("button", name=f"Tambah {CRISPS}").click()
    budi.tick("Tunai")
    budi.main.get_by_text("Tulis nama pembeli").click()
    budi.fill({"Pembeli": buyer})
    budi.press(f"Jual Rp{pieces * 12}.000")
    budi.sees(f"Rp{pieces * 12}.000 terjual")


def _salt_is_called_back(budi: Seat, lot: Lot) -> None:
    salt = Lot.objects.get(material=Material.objects.get(name="Garam"))
    budi.page.goto(reverse("workshop:lot", args=[salt.uid]))
    budi.follow("Tarik dari peredaran")
    budi.sees("2 pemegang di luar", lot.number)
    budi.tick("Kelas II")
    budi.fill({"Apa yang salah": "Garamnya tercampur pasir"})
    budi.press("Tarik sekarang")
    budi.sees("ditarik dari 2 pemegang", "Ibu Nur", "Warung Dua Putri")
    held = {
        (row.who, row.holder.lot.name, row.holder.quantity) for row in market_queries.tally(Recall.objects.get()).rows
    }
    assert held == {
        ("Ibu Nur", CRISPS, 3), ("Warung Dua Putri", CRISPS, 2), ("Gudang sendiri", CRISPS, 9), ("Gudang sendiri", "Garam", 480),
    }  # fmt: skip
    budi.page.goto(reverse("workshop:jar", args=[lot.uid]))
    budi.sees("ditarik")


def _sent(client: Client, page: str, uid: UUID, **typed: object) -> None:
    answer = client.post(reverse(f"workshop:{page}", args=[uid]), {"uid": new_uid(), **typed})
    assert answer.status_code == 302, answer.content.decode()
