"""A week's paper sheet is keyed in on one screen: all of it or nothing, once, with the error beside its row."""

import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from PIL import Image

from siap.business.models import Business, HoursSheet
from siap.business.tests import given as business
from siap.core.ids import new_uid
from siap.workshop import queries, services
from siap.workshop.models import Batch, BatchPlan, Product, Purchase
from siap.workshop.tests import given
from siap.workshop.tests.watch import everything
from tests.world import TODAY, World

MONDAY = date(2026, 10, 26)
AMOUNTS = {"Bawang merah": ("3 kg", "90.000"), "Minyak goreng": ("1 liter", "20.000"), "Garam": ("50", "1.000"),
           "Stoples 100 g": ("10", "19.000")}  # fmt: skip


@pytest.fixture
def product(world: World) -> Product:
    return given.product(world, business.group(world))


@pytest.fixture
def sheet(product: Product) -> str:
    """The screen of the week before this one."""
    return f"{reverse('workshop:week', args=[product.business.uid])}?week={MONDAY.isoformat()}"


def _typed(world: World, product: Product, **also: str) -> dict[str, str]:
    """Two days of work, the material of a round bought on Monday, owed, and eight jars made on Tuesday; two broke."""
    typed = {
        "uid": str(new_uid()),
        f"h_2026-10-26_{world.sari.uid.hex}": "7,5",
        f"h_2026-10-27_{world.dewi.uid.hex}": "4",
    }
    for one in product.business.materials.all():
        quantity, total = AMOUNTS[one.name]
        row = {
            "quantity": quantity,
            "total": total,
            "supplier": "Pasar Inpres",
            "bought_on": "2026-10-26",
            "is_owed": "on",
        }
        typed |= {f"m_{one.uid.hex}_{field}": value for field, value in row.items()}
    made = {
        "made_on": "2026-10-27",
        "product": str(product.uid),
        "rounds": "1",
        "good": "8",
        "lost": "2",
        "lost_because": "Retak",
    }
    typed |= {f"b_1_{field}": value for field, value in made.items()}
    return typed | also


def test_a_week_is_keyed_in_at_once_and_twice_is_once(
    world: World, officer: Client, product: Product, sheet: str
) -> None:
    typed = _typed(world, product)
    for _twice in range(2):
        assert officer.post(sheet, typed).status_code == 302
    assert (HoursSheet.objects.count(), Purchase.objects.count(), Batch.objects.count()) == (2, 4, 1)
    batch = Batch.objects.get()
    assert (batch.made_on, batch.good, batch.lost, batch.cost) == (date(2026, 10, 27), 8, 2, 130_000)
    shown = officer.get(sheet).content.decode()
    assert batch.lot.number in shown
    assert "Keliru? Batalkan" in shown


def _row(product: Product, name: str, field: str) -> str:
    return f"m_{product.business.materials.get(name=name).uid.hex}_{field}"


WRONG: dict[str, tuple[str, str, str]] = {
    "more than the cash": ("Bawang merah/is_owed", "", "hanya Rp0"),
    "from nobody": ("Garam/supplier", "", "dari siapa"),
    "an amount without its price": ("Garam/total", "", "Isi harganya"),
    "bought after it was used": ("Minyak goreng/bought_on", "2026-10-28", "dibeli sesudah hari itu"),
    "past its day when bought": ("Garam/best_before", "2026-10-01", "sudah lewat tanggal"),
    "more than the recipe gives": ("b_1_good", "40", "terlalu banyak"),
    "a loss without a reason": ("b_1_lost_because", "", "mengapa 2 buah gagal"),
    "pieces without rounds": ("b_1_rounds", "", "berapa kali resep"),
    "a day of another week": ("b_1_made_on", "2026-11-02", "dari minggu ini"),
    "thirteen hours": ("h_2026-10-26", "13", "Terlalu lama"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_row_keeps_the_whole_sheet_out(
    world: World, officer: Client, product: Product, sheet: str, wrong: tuple[str, str, str]
) -> None:
    where, value, sentence = wrong
    name, _slash, field = where.partition("/")
    field = _row(product, name, field) if field else f"{name}_{world.sari.uid.hex}" if name.startswith("h_") else name
    before = everything()
    answer = officer.post(sheet, _typed(world, product, **{field: value}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert everything() == before
    assert not HoursSheet.objects.exists()


def test_who_keys_in_the_same_paper_again_is_told_who_did(
    world: World, officer: Client, product: Product, sheet: str
) -> None:
    officer.post(sheet, _typed(world, product))
    again = officer.post(sheet, {name: text for name, text in _typed(world, product).items() if name[:2] != "h_"})
    assert "sudah dicatat Budi Santoso" in again.content.decode()
    assert (Purchase.objects.count(), Batch.objects.count()) == (4, 1)


def test_an_empty_sheet_is_a_sentence(officer: Client, sheet: str) -> None:
    answer = officer.post(sheet, {"uid": new_uid(), "b_1_made_on": "2026-10-26"})
    assert "masih kosong" in answer.content.decode()


def test_a_planned_batch_stands_on_the_sheet_and_is_carried_out(
    world: World, officer: Client, product: Product
) -> None:
    recipe = queries.recipe_now(product)
    assert recipe is not None
    plan = services.plan_batch(new_uid(), recipe, rounds=1, planned_on=TODAY, by=world.budi)
    page = reverse("workshop:week", args=[product.business.uid])
    form = officer.get(page).context["form"]
    assert (form["b_1_plan"].value(), form["b_1_rounds"].value()) == (str(plan.uid), "1")
    given.supplies(world, product)
    made = {"b_1_plan": str(plan.uid), "b_1_made_on": TODAY.isoformat(), "b_1_product": str(product.uid),
            "b_1_rounds": "1", "b_1_good": "9"}  # fmt: skip
    assert officer.post(page, made | {"uid": new_uid()}).status_code == 302
    assert Batch.objects.get().uid == plan.uid
    assert BatchPlan.objects.get().state == BatchPlan.State.SEALED


def test_a_plan_of_somebody_else_is_not_carried_out(world: World, product: Product) -> None:
    recipe = queries.recipe_now(product)
    assert recipe is not None
    other = services.plan_batch(new_uid(), recipe, rounds=1, planned_on=TODAY, by=world.budi)
    BatchPlan.objects.update(business=_elsewhere())
    given.supplies(world, product)
    uid = new_uid()
    row = services.Made(row="b_1", recipe=recipe, rounds=Decimal(1), good=9, made_on=TODAY, plan=other.uid)
    services.key_week(uid, product.business, {}, pieces={}, excused={}, made=[row], by=world.budi)
    assert Batch.objects.get().uid == uuid5(uid, "b_1")
    assert BatchPlan.objects.get().state == BatchPlan.State.PLANNED


def _elsewhere() -> Business:
    return Business.objects.create(
        uid=UUID(int=7), kind="cooperative", name="Koperasi lain", what="Kopi", formed_on=business.FORMED_ON
    )


@pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="no pdftoppm on this machine (apt-get install poppler-utils)"
)
def test_the_paper_is_one_sheet_and_its_code_leads_to_this_week(
    world: World, officer: Client, product: Product, sheet: str, tmp_path: Path
) -> None:
    (tmp_path / "week.pdf").write_bytes(officer.get(sheet.replace("minggu/", "minggu.pdf")).content)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "week.pdf", "page"], cwd=tmp_path, check=True)
    (page,) = tmp_path.glob("page*.pgm")
    assert [one.text for one in zxingcpp.read_barcodes(Image.open(page))] == [f"http://testserver{sheet}"]
    words = subprocess.run(
        ["pdftotext", "week.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    for must in ("Sari Melati", "Cap jempol", *AMOUNTS, "Satu kali resep Bawang goreng 100 g: 3 kg Bawang merah"):
        assert must in re.sub(r"\s+", " ", words), must


def test_where_a_group_makes_something_its_links_lead_to_the_one_sheet(
    world: World, officer: Client, product: Product
) -> None:
    group, week = product.business, reverse("workshop:week", args=[product.business.uid])
    for page in ("business:business", "business:hours", "workshop:business"):
        assert week in officer.get(reverse(page, args=[group.uid])).content.decode(), page
    Product.objects.update(business=_elsewhere())
    assert week not in officer.get(reverse("business:hours", args=[group.uid])).content.decode()


def test_joko_keys_in_nothing(client: Client, world: World, product: Product, sheet: str) -> None:
    client.force_login(world.joko)
    assert client.get(sheet).status_code == 404
    assert client.post(sheet, _typed(world, product)).status_code == 404
    assert not Purchase.objects.exists()
