"""Every form of the workshop, filled in as it should be, and with everything that cannot be: a sentence, nothing half-written."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from siap.core.ids import new_uid
from siap.workshop import queries, services
from siap.workshop.models import Batch, Lot, Material, Product
from siap.workshop.tests import given
from siap.workshop.tests.watch import everything
from tests.world import TODAY, World

Typed = dict[str, Any]
_DAY, _TOMORROW, _LAST_YEAR = TODAY.isoformat(), (TODAY + timedelta(days=1)).isoformat(), "2025-01-01"


class Desk:
    """An officer's desk: what each form is about, and what belongs into it."""

    def __init__(self, world: World, batch: Batch) -> None:
        product = batch.product
        self.group, self.checked = product.business, given.checked(world, product)
        given.weighed(world, product)
        self.lot = given.batch(world, product).lot
        self.onion = self.group.materials.get(name="Bawang merah")
        self.paste = given.material(world, self.group, "Bumbu dasar")
        salt = self.group.materials.get(name="Garam")
        services.write_recipe(self.paste, lines={salt: 100}, yields=100, by=world.budi)
        self.sauce = given.material(world, self.group, "Bumbu")
        services.write_recipe(self.sauce, lines={self.paste: 100}, yields=100, by=world.budi)
        given.supplies(world, product)
        newest = queries.recipe_now(product)
        assert newest is not None
        plan = services.plan_batch(new_uid(), newest, rounds=1, planned_on=TODAY, by=world.budi)
        self.raw = Lot.objects.filter(material=self.onion, on_hand__gt=0).earliest("pk")
        assert self.raw.purchase is not None
        supplier = services.reach_supplier(self.group, "Toko Bawang", "Pasar", since=TODAY, by=world.budi)
        weight, lid = (point.pk for point in queries.points_of(self.lot.batch.quality))  # type: ignore[union-attr, arg-type]
        permit = {"kind": "nib", "number": "1234567890123", "holder": "Koperasi", "valid_from": "2026-01-01"}
        bought = {"quantity": "1 kg", "total": "30.000", "supplier": "Pasar", "bought_on": _DAY, "is_paid": "owed"}
        food = {"name": "Abon", "code": "ABN", "is_food": "on", "weight_gram": "100", "shelf_life_days": "30"}
        line = f"material-{self.onion.uid}"
        self.filled: dict[str, tuple[Product | Material | Lot | Any, Typed]] = {
            "new-product": (self.group, food),
            "new-material": (self.group, {"name": "Gula", "measure": "g"}),
            "new-permit": (self.group, permit),
            "recipe": (product, {line: "3 kg", "yields": "10"}),
            "sub-recipe": (self.paste, {line: "200 g", "yields": "150 g"}),
            "buy": (self.onion, bought),
            "make": (product, {"rounds": "1", "made_on": _DAY, "good": "9"}),
            "plan": (product, {"rounds": "1/2", "planned_on": _DAY}),
            "check": (plan, {"note": "Kering dan wangi"}),
            "drop": (plan, {"because": "Listrik padam"}),
            "step": (product, {"becomes": "trial", "because": "Resepnya diubah"}),
            "panel": (product, {"held_on": _DAY, "taste": "7 8 6", "smell": "8 8 8", "what_next": "Kurangi garam"}),
            "rival": (product, {"name": "Lain", "seen_at": "Pasar", "seen_on": _DAY, "price": "30.000"}),
            "describe": (product, {"target_buyer": "Pelancong", "story": "Renyah sampai habis", "needs_panel": "on"}),
            "describe-material": (self.onion, {"gram_per_litre": "500 g", "minimum": "2 kg"}),
            "suppliers": (self.group, {"name": "Toko Garam", "contact": "Pasar blok C", "since": _DAY}),
            "contract": (
                self.onion,
                {"supplier": supplier.uid, "quantity": "1 kg", "total": "28.000", "valid_from": _DAY},
            ),
            "count": (
                self.group,
                {"counted_on": _DAY, f"lot-{self.raw.pk}": "2,9 kg", f"because-{self.raw.pk}": "Menyusut"},
            ),
            "take-back": (self.raw.purchase, {"because": "Salah ketik"}),
            "write-off": (self.raw, {"quantity": "100 g", "because": "Busuk", "happened_on": _DAY}),
            "hold": (self.checked, {"because": "Segel rusak"}),
            "move": (self.group, {"address": "Jalan Lapas 1", "district": "7271", "from_on": _DAY}),
            "hygiene": (self.group, {"audited_on": _DAY, "group_A": [], "to_do": "Pasang kasa"}),
            "cleaning": (self.group, {"cleaned_on": _DAY, "what": "Meja dengan sabun"}),
            "quality": (product, {"says_1": "Berat bersih", "least_1": "98", "most_1": "105", "unit_1": "g"}),
            "check-lot": (self.lot, {f"point_{weight}": "101", f"point_{lid}": "yes", "checked_on": _DAY}),
            "exempt": (product, {"requirement": "halal", "because": "Surat BPJPH 7/2026"}),
            "describe-label": (product, {"storage": "dry", "brand": "Tadulako", "barcode": "8991234567891"}),
        }
        self.wrong = _wrong(line, f"material-{self.sauce.uid}", self.raw, weight, lid)

    def send(self, client: Client, page: str, **wrong: Any) -> Any:
        """Fill in a form, with something wrong in it perhaps."""
        subject, typed = self.filled[page]
        files = {"document": SimpleUploadedFile("surat.jpg", given.picture())} if page == "exempt" else {}
        told = {"uid": new_uid(), **typed, **files, **wrong}
        return client.post(reverse(f"workshop:{page}", args=[subject.uid]), told)


def _wrong(line: str, circle: str, raw: Lot, weight: int, lid: int) -> list[tuple[str, Typed, str]]:
    """Page, what is typed instead, and what the page says to it."""
    return [
        ("new-product", {"code": "BGT"}, "sudah dipakai"),
        ("new-product", {"code": "x-1"}, "2 sampai 6"),
        ("new-product", {"shelf_life_days": ""}, "tahan simpan"),
        ("new-product", {"name": "Bawang goreng 100 g"}, "sudah ada"),
        ("new-product", {"weight_gram": "1,2,3"}, "1,2,3"),
        ("new-material", {"name": "Garam"}, "sudah ada"),
        ("new-material", {"measure": "ember"}, "ember"),
        ("new-permit", {"valid_until": _LAST_YEAR}, "berakhir sesudah"),
        ("new-permit", {"kind": "sim"}, "sim"),
        ("new-permit", {"number": ""}, "tidak boleh kosong"),
        ("recipe", {line: ""}, "paling sedikit satu bahan"),
        ("recipe", {line: "3 ember"}, "tidak dikenal"),
        ("recipe", {line: "1.250 kg"}, "dua hal"),
        ("recipe", {line: "3 sdm"}, "berat satu liter"),
        ("recipe", {line: "900 g"}, "tidak bisa jadi"),
        ("recipe", {"yields": "0"}, "Paling sedikit 1"),
        ("sub-recipe", {line: "", circle: "100 g"}, "Bumbu dasar → Bumbu → Bumbu dasar"),
        ("sub-recipe", {"yields": "300 g"}, "tidak bisa jadi"),
        ("buy", {"quantity": "3 sdm"}, "berat satu liter"),
        ("buy", {"total": "0"}, "lebih dari nol"),
        ("buy", {"total": "-5000"}, "kurang dari nol"),
        ("buy", {"total": "9999999999999"}, "terlalu besar"),
        ("buy", {"bought_on": _TOMORROW}, "tidak mungkin"),
        ("buy", {"bought_on": "31/2/2026"}, "31/2/2026"),
        ("buy", {"is_paid": "cash"}, "hanya Rp0"),
        ("buy", {"best_before": _LAST_YEAR}, "sudah lewat"),
        ("make", {"good": "13"}, "terlalu banyak"),
        ("make", {"rounds": "0", "good": "1"}, "lebih dari nol"),
        ("make", {"made_on": _TOMORROW}, "tidak mungkin"),
        ("make", {"made_on": "2026-10-01"}, "dibeli sesudah hari itu"),
        ("make", {"good": "0"}, "Paling sedikit 1"),
        ("make", {"good": "1,5"}, "angka bulat"),
        ("make", {"lost": "1"}, "mengapa 1 buah gagal"),
        ("make", {"rounds": "9"}, "Bahan belum cukup"),
        ("make", {"first": "M-261102-1-A"}, "salah ketik"),
        ("make", {"first": raw.number}, "mengapa bukan bahan yang berakhir dulu"),
        ("plan", {"rounds": "sekali"}, "berapa kali resep"),
        ("plan", {"planned_on": "2026-10-01"}, "sudah lewat"),
        ("drop", {"because": ""}, "tidak boleh kosong"),
        ("step", {"because": ""}, "mundur"),
        ("step", {"becomes": "on_sale"}, "on_sale"),
        ("panel", {"taste": "7 8 11"}, "1 (sangat tidak suka)"),
        ("panel", {"taste": "enak"}, "dengan jarak"),
        ("panel", {"taste": "7 8"}, "3 sampai 60"),
        ("panel", {"smell": "8 8 8 8"}, "sama banyaknya"),
        ("panel", {"held_on": _TOMORROW}, "tidak mungkin"),
        ("panel", {"what_next": ""}, "tidak boleh kosong"),
        ("rival", {"price": "0"}, "lebih dari nol"),
        ("rival", {"seen_on": _TOMORROW}, "belum tiba"),
        ("describe", {"story": "Dimasak Sari Melati"}, "jangan menyebut orang"),
        ("describe-material", {"minimum": "3 sdt"}, "berat satu liter"),
        ("describe-material", {"food": "batu"}, "batu"),
        ("suppliers", {"contact": ""}, "tidak boleh kosong"),
        ("contract", {"total": "0"}, "lebih dari nol"),
        ("contract", {"valid_until": _LAST_YEAR}, "berakhir"),
        ("contract", {"supplier": new_uid()}, "supplier"),
        ("count", {f"because-{raw.pk}": ""}, "Tulis sebabnya"),
        ("count", {f"lot-{raw.pk}": "tiga"}, "tidak terbaca"),
        ("count", {"counted_on": _TOMORROW}, "tidak mungkin"),
        ("take-back", {"because": ""}, "tidak boleh kosong"),
        ("write-off", {"quantity": "99 kg"}, "tinggal 3 kg"),
        ("write-off", {"happened_on": _TOMORROW}, "tidak mungkin"),
        ("hold", {"because": " "}, "tidak boleh kosong"),
        ("move", {"district": "9999"}, "9999"),
        ("move", {"address": ""}, "tidak boleh kosong"),
        ("hygiene", {"audited_on": _TOMORROW}, "tidak mungkin"),
        ("hygiene", {"group_A": ["999"]}, "999"),
        ("cleaning", {"cleaned_on": _TOMORROW}, "tidak mungkin"),
        ("cleaning", {"what": ""}, "tidak boleh kosong"),
        ("quality", {"least_1": "110"}, "lebih besar dari batas atas"),
        ("quality", {"least_1": "berat"}, "angkanya saja"),
        ("quality", {"says_1": ""}, "apa yang diperiksa"),
        ("check-lot", {f"point_{weight}": ""}, "tidak boleh kosong"),
        ("check-lot", {f"point_{lid}": "maybe"}, "Pilihan ini tidak ada"),
        ("check-lot", {"checked_on": _TOMORROW}, "paling lambat hari ini"),
        ("exempt", {"document": ""}, "perlu"),
        ("exempt", {"requirement": "pajak"}, "pajak"),
        ("describe-label", {"barcode": "8991234567890"}, "tidak cocok"),
        ("describe-label", {"storage": "warm"}, "Pilihan ini tidak ada"),
    ]  # fmt: skip


@pytest.fixture
def desk(world: World, batch: Batch) -> Desk:
    return Desk(world, batch)


def _told(answer: Any) -> str:
    form = answer.context["form"] if answer.context else None
    return str(form.errors) if form is not None else str(answer.status_code)


def _undone(act: Callable[[], str]) -> str:
    """What an act says; nothing of it stays."""
    with transaction.atomic():
        says = act()
        transaction.set_rollback(True)
    return says


def test_every_form_filled_in_well_is_taken_once(officer: Client, desk: Desk) -> None:
    def sent_well(page: str) -> str:
        uid, before = new_uid(), everything()
        answer = desk.send(officer, page, uid=uid)
        if answer.status_code != 302:
            return f"{page}: {_told(answer)}"
        after = everything()
        again = desk.send(officer, page, uid=uid)
        return f"{page}: twice" if everything() != after and again.status_code == 302 and before != after else ""

    assert list(filter(None, (_undone(lambda page=page: sent_well(page)) for page in desk.filled))) == []


def test_every_wrong_value_is_a_sentence_and_nothing_is_written(officer: Client, desk: Desk) -> None:
    before, failed = everything(), []
    for page, wrong, sentence in desk.wrong:
        answer = desk.send(officer, page, **wrong)
        shown = answer.content.decode()
        kept = "Pilihan" not in sentence  # what was never offered cannot be shown as chosen
        typed = [value for value in wrong.values() if kept and isinstance(value, str) and value.strip()]
        if answer.status_code != 422 or sentence not in shown or not all(value in shown for value in typed):
            failed.append((page, wrong, sentence, answer.status_code, _told(answer)))
        if everything() != before:
            failed.append((page, wrong, "was written"))
            before = everything()
    assert not failed, "\n".join(map(str, failed))
