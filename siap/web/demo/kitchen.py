"""A new product on its way: a paste that the group makes itself, a tasting, what it competes with, a batch that is planned."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import NAMESPACE_OID, UUID, uuid5

from siap.core import clock
from siap.people.models import User
from siap.web.demo import cast, forming
from siap.web.demo.drawings import picture
from siap.web.demo.life import Life, Shop
from siap.workshop import queries, rules
from siap.workshop import services as workshop
from siap.workshop.models import Batch

PASTE = (
    # name, measure, what a litre weighs, its row in the table of nutrition, allergen, amount, the same in base units
    ("Cabai rawit", "g", None, "cabai-rawit", "", "1 kg", 1_000),
    ("Bawang putih", "g", None, "bawang-putih", "", "3 ons", 300),
    ("Terasi", "g", 1_100, "terasi", "udang", "4 sdm", 66),
    ("Garam", "g", 1_200, "garam", "", "3 sdm", 54),
)
PRICES = {"Cabai rawit": 65_000, "Bawang putih": 42_000, "Terasi": 90_000, "Garam": 12_000}
"""Rupiah for a kilogram."""
RIVALS = (
    ("Sambal bawang pabrik", "Swalayan di Jalan Basuki Rahmat", 38_000, 140, "Kemasannya rapat dan labelnya jelas."),
    ("Sambal bawang rumahan", "Pasar Inpres Manonda", 25_000, 150, ""),
)
KNOWN_RIVALS = (("Bawang goreng Palu kemasan", "Bandara Mutiara", 24_000, 100, "Berdiri di rak dekat pintu keluar."),)
"""Beside the fried onion that the group sells already."""


def plan(life: Life) -> None:
    """When the first group of Lapas Palu thinks of something new."""
    for before, act in ((75, weigh), (40, inspect), (24, invent), (12, taste), (3, compare)):
        life.on(life.end - timedelta(days=before), partial(act, life))
    for before in range(76, 0, -7):
        life.on(life.end - timedelta(days=before), partial(clean, life))


def _shop(life: Life) -> Shop:
    return life.shops_of("LPP")[0]


def invent(life: Life) -> None:
    """An idea, the paste it stands on, and its first recipe."""
    shop, by = _shop(life), life.officer("LPP")
    product = workshop.plan_product(
        shop.business, code="SBG", name="Sambal bawang goreng 150 g", is_food=True, weight_gram=150, shelf_life_days=60,
        story="Bawang goreng Palu di dalam sambal, pedasnya pas.", by=by,
    )  # fmt: skip
    workshop.describe_product(
        product,
        target_buyer="pelancong yang mencari oleh-oleh",
        story=product.story,
        needs_panel=True,
        photo=picture(product.code),
        by=life.users["rina"],
    )
    inside = {}
    for name, measure, litre, food, allergen, _typed, _quantity in PASTE:
        inside[name] = forming.material(life, shop, cast.Ingredient(name, measure, 0, 0, allergen=allergen), by)
        workshop.describe_material(
            inside[name], allergen=allergen, gram_per_litre=litre, food=food, place="Rak bumbu", minimum=200, by=by
        )
    paste = forming.material(life, shop, cast.Ingredient("Bumbu sambal", "g", 0, 0), by)
    workshop.write_recipe(
        paste, lines={inside[row[0]]: row[6] for row in PASTE}, typed={inside[row[0]]: row[5] for row in PASTE},
        yields=1_300, labour_minutes=60, labour_an_hour=10_000, steps="Cuci dan tiriskan cabai\nGiling halus 15 menit", by=by,
    )  # fmt: skip
    jar = forming.material(life, shop, cast.Ingredient("Stoples dan label", "pcs", 0, 0, is_packaging=True), by)
    onion, oil = shop.materials["Bawang merah kering"], shop.materials["Minyak goreng"]
    workshop.write_recipe(
        product, lines={paste: 1_300, onion: 1_500, oil: 1_500, jar: 24}, yields=24, fails=1, overhead=20_000,
        steps="Panaskan minyak\n! Masak bumbu 20 menit sampai matang, suhu di atas 85 °C\nCampur bawang goreng\n"
        "! Isi ke stoples yang sudah direbus 10 menit\nDiamkan 1 jam, lalu tempel label", by=by,
    )  # fmt: skip


def weigh(life: Life) -> None:
    """What the group sells already is weighed from now on."""
    shop = _shop(life)
    product, _recipe, _thing = shop.recipes[0]
    weight = Decimal(product.weight_gram or 100)
    points = [rules.Point("Berat bersih", weight - 2, weight + 5, "g"), rules.Point("Kemasan tertutup rapat")]
    workshop.plan_quality(_named("weigh", life.start), product, points, by=life.officer("LPP"))


def clean(life: Life) -> None:
    """The kitchen is cleaned once a week, for all to read."""
    what = "Lantai, meja, wajan, dan rak, dengan sabun dan air panas"
    workshop.log_cleaning(
        _named("clean", clock.today()), _shop(life).business, what, cleaned_on=clock.today(), by=life.officer("LPP")
    )


def inspect(life: Life) -> None:
    """The place is held against the hygiene list: one small finding, and what is done about it."""
    minor = next(point.number for group in rules.HYGIENE for point in group.points if point.weight == "MI")
    workshop.audit_hygiene(
        _named("inspect", clock.today()), _shop(life).business, [minor], audited_on=clock.today(),
        to_do="Diperbaiki sebelum akhir bulan.", by=life.officer("LPP"),
    )  # fmt: skip


def _named(what: str, on: date) -> UUID:
    """A name that is the same in every run, without a throw of the dice."""
    return uuid5(NAMESPACE_OID, f"{what}:{on}")


def check(batch: Batch, by: User) -> None:
    """What was made is held against its quality plan, when its product has one."""
    if batch.quality is not None:
        found = {
            point.pk: point.least + 1 + batch.good % 4 if point.least is not None else True
            for point in queries.points_of(batch.quality)
        }
        workshop.check_lot(
            _named(batch.lot.number, batch.made_on), batch.lot, found, checked_on=clock.today(), by=by
        )  # fmt: skip


def taste(life: Life) -> None:
    """Five people taste it, and say what to change; the supplier of chili agrees to a price."""
    shop, by = _shop(life), life.officer("LPP")
    workshop.hold_panel(
        life.uid(), shop.business.products.get(code="SBG"), held_on=clock.today(),
        scores={"look": [7, 8, 7, 6, 8], "smell": [8, 8, 7, 8, 9], "taste": [7, 6, 7, 8, 7], "texture": [6, 5, 7, 6, 6]},
        what_next="Iris bawang lebih tipis supaya tetap renyah; kurangi garam sedikit.", by=life.users["rina"],
    )  # fmt: skip
    farmer = workshop.reach_supplier(
        shop.business, "Petani Sigi", "0812-0000-1945, Desa Dolo", since=clock.today(), by=by
    )
    workshop.contract_price(
        life.uid(), farmer, shop.materials["Cabai rawit"], quantity=1_000, total=58_000, valid_from=clock.today(),
        valid_until=clock.today() + timedelta(days=90), by=by,
    )  # fmt: skip
    for name, price in PRICES.items():
        workshop.buy_material(
            life.uid(), shop.materials[name], supplier="Petani Sigi", quantity=500, total=price // 2,
            bought_on=clock.today(), best_before=clock.today() + timedelta(days=120), is_paid=False, place="Rak bumbu", by=by,
        )  # fmt: skip


def compare(life: Life) -> None:
    """What buyers could take instead, and the next batch: its material comes onto the shopping list."""
    shop, by = _shop(life), life.officer("LPP")
    product = shop.business.products.get(code="SBG")
    points = [
        rules.Point("Suhu saat diisi", Decimal(85), None, "°C"),
        rules.Point("Keasaman (pH)", None, Decimal("4.5")),
    ]
    workshop.plan_quality(life.uid(), product, points, wants_cleaning=True, by=by)
    for of, rivals in ((product, RIVALS), (shop.business.products.get(name="Bawang goreng 100 g"), KNOWN_RIVALS)):
        for name, seen_at, price, gram, better in rivals:
            workshop.note_rival(
                life.uid(), of, name=name, seen_at=seen_at, seen_on=clock.today(), price=price, weight_gram=gram,
                better=better, by=life.users["rina"],
            )  # fmt: skip
    recipe = product.recipes.latest("version")
    workshop.plan_batch(life.uid(), recipe, rounds=1, planned_on=clock.today() + timedelta(days=6), by=by)
