"""Labels on paper: everything the law asks stands on them, and every printed code can be read again."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from PIL import Image

from siap.workshop import rules, services
from siap.workshop.models import Batch, Material, Permit
from tests.world import World


def _print(client: Client, batch: Batch, folder: Path, size: str, count: int) -> tuple[str, list[str]]:
    """The words of the first page, and what a scanner reads on all pages."""
    answer = client.get(reverse("workshop:label-paper", args=[batch.lot.uid]), {"ukuran": size, "berapa": count})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    (folder / "label.pdf").write_bytes(answer.content)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", "label.pdf", "page"], cwd=folder, check=True)
    text = subprocess.run(["pdftotext", "label.pdf", "-"], cwd=folder, check=True, capture_output=True, text=True)
    read = [code.text for page in sorted(folder.glob("page*.pgm")) for code in zxingcpp.read_barcodes(Image.open(page))]
    return re.sub(r"\s+", " ", text.stdout), read


@pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="no pdftoppm on this machine (apt-get install poppler-utils)"
)
@pytest.mark.parametrize(("size", "count"), [("a4", 7), ("roll", 3)])
def test_every_printed_code_is_read_again(officer: Client, batch: Batch, tmp_path: Path, size: str, count: int) -> None:
    words, read = _print(officer, batch, tmp_path, size, count)
    address = "http://testserver" + reverse("workshop:jar", args=[batch.lot.uid])
    ean = rules.in_store(batch.product.pk)
    assert sorted(read) == sorted([address] * count + [ean] * count)
    for must in (batch.product.name, "Komposisi", "100 g", batch.lot.number, "P-IRT", "HALAL", "Lapas", "sebelum"):
        assert must in words, must
    for person in ("Sari", "Dewi", "Tono", "Budi"):
        assert person not in words


@pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="no pdftoppm on this machine (apt-get install poppler-utils)"
)
def test_a_gs1_number_and_a_brand_stand_on_the_label_when_there_are_some(
    world: World, officer: Client, batch: Batch, tmp_path: Path
) -> None:
    foods = {"Bawang merah": "bawang-merah", "Minyak goreng": "minyak", "Garam": "garam"}
    told = {
        "brand": "Tadulako",
        "barcode": "8991234567891",
        "keep_how": "Di tempat kering",
        "nutrition_basis": "Lab 7/2026",
    }
    with pytest.raises(services.LabelWrong, match="Bawang merah"):
        services.describe_label(batch.product, storage="dry", **told, by=world.budi)
    for name, food in foods.items():
        Material.objects.filter(name=name).update(food=food)
    services.describe_label(batch.product, storage="dry", **told, by=world.budi)
    words, read = _print(officer, batch, tmp_path, "roll", 1)
    assert "8991234567891" in read
    assert "Tadulako" in words
    assert "Di tempat kering" in words
    assert "nilai gizi per 100 g: energi 1.022 kkal, lemak 100,9 g" in words
    assert "(TKPI 2020; Lab 7/2026)" in words


@pytest.mark.skipif(
    shutil.which("pdftohtml") is None, reason="no pdftohtml on this machine (apt-get install poppler-utils)"
)
def test_an_allergen_is_bold_and_halal_stands_only_with_a_certificate(
    world: World, officer: Client, batch: Batch, tmp_path: Path
) -> None:
    services.describe_material(Material.objects.get(name="Minyak goreng"), allergen="kedelai", by=world.budi)
    bold, all_words = _fonts(officer, batch, tmp_path)
    assert "Minyak goreng" in bold
    assert "Bawang merah" not in bold
    assert "kedelai" in bold
    assert "HALAL" in all_words
    Permit.objects.filter(kind="halal").update(valid_from=batch.made_on + timedelta(days=1))
    _bold, all_words = _fonts(officer, batch, tmp_path)
    assert "HALAL" not in all_words.upper()


def test_the_label_on_the_screen_says_maker_and_mark_as_the_paper_does(
    world: World, officer: Client, batch: Batch
) -> None:
    services.describe_label(
        batch.product, storage="dry", producer="Dapur Lapas Palu, Jalan Dewi Sartika 1", by=world.budi
    )
    page = reverse("workshop:label", args=[batch.lot.uid])
    shown = officer.get(page).content.decode()
    assert "Diproduksi oleh Dapur Lapas Palu, Jalan Dewi Sartika 1, Indonesia" in shown
    assert "<strong>HALAL</strong>" in shown
    Permit.objects.filter(kind="halal").update(kind="haram", number="Pernyataan 3/2026")
    assert "<strong>TIDAK HALAL</strong>" in officer.get(page).content.decode()


def _fonts(client: Client, batch: Batch, folder: Path) -> tuple[str, str]:
    """The bold words of the first label, and all words."""
    answer = client.get(reverse("workshop:label-paper", args=[batch.lot.uid]), {"ukuran": "roll", "berapa": 1})
    (folder / "label.pdf").write_bytes(answer.content)
    read = ["pdftohtml", "-xml", "-i", "-stdout", "label.pdf"]
    told = subprocess.run(read, cwd=folder, check=True, capture_output=True, text=True).stdout
    return " ".join(re.findall(r"<b>(.*?)</b>", told)), re.sub(r"<[^>]*>", " ", told)


def test_somebody_from_elsewhere_prints_nothing(client: Client, world: World, batch: Batch) -> None:
    client.force_login(world.joko)
    assert client.get(reverse("workshop:label-paper", args=[batch.lot.uid])).status_code == 404
