"""What a piece costs, from the forms in which it is typed to the page that says it: the design's worked cases (rules 5)."""

import pytest
from django.test import Client
from django.urls import reverse

from siap.business.models import Business
from siap.business.tests import given as business
from siap.core.ids import new_uid
from siap.workshop.models import Material, Product, Recipe
from siap.workshop.tests import given
from tests.world import TODAY, World


class Kitchen:
    """Types as an officer does; a form that is refused stops the test with what it says."""

    def __init__(self, client: Client, business: Business) -> None:
        self.client, self.business = client, business

    def type(self, page: str, of: Business | Product | Material, **told: object) -> None:
        """Fill in a form of the workshop."""
        answer = self.client.post(reverse(f"workshop:{page}", args=[of.uid]), {"uid": new_uid(), **told})
        assert answer.status_code == 302, answer.context["form"].errors

    def product(self, name: str, **told: object) -> Product:
        """A product idea."""
        self.type("new-product", self.business, name=name, is_food="on", shelf_life_days=30, **told)
        return self.business.products.get(name=name)

    def bought(self, name: str, measure: str, quantity: str, total: str, **told: object) -> Material:
        """A material, and how much of it was bought for how much."""
        self.type("new-material", self.business, name=name, measure=measure, **told)
        material = self.business.materials.get(name=name)
        paid = {"supplier": "Pasar Inpres", "bought_on": TODAY.isoformat(), "is_paid": "owed"}
        self.type("buy", material, quantity=quantity, total=total, **paid)
        return material

    def recipe(self, product: Product, amounts: dict[Material, str], **told: object) -> None:
        """A recipe as it is written on paper."""
        lines = {f"material-{material.uid}": amount for material, amount in amounts.items()}
        self.type("recipe", product, **lines, **told)

    def cost(self, product: Product, **asked: object) -> str:
        """What the page says."""
        answer = self.client.get(reverse("workshop:cost", args=[product.uid]), asked)
        assert answer.status_code == 200, answer.context["form"].errors
        return answer.content.decode()


@pytest.fixture
def kitchen(officer: Client, world: World) -> Kitchen:
    return Kitchen(officer, business.group(world))


def _says(page: str, *words: str) -> None:
    for one in words:
        assert one in page, one


def test_banana_crisps_of_sigi_from_the_forms_to_the_page(kitchen: Kitchen) -> None:
    crisps = kitchen.product("Keripik pisang 1 kg", code="KPS", weight_gram="1 kg")
    bananas = kitchen.bought("Pisang", "pcs", "17 buah", "5.549.500")
    kitchen.recipe(crisps, {bananas: "17"}, yields=153, overhead="4.721.149")
    page = kitchen.cost(crisps, turnover="13.280.000")
    _says(page, "Satu Keripik pisang 1 kg berbiaya Rp67.128.", "Rp10.270.649", "Rp5.549.500", "Rp4.721.149")
    _says(page, "tersisa <b>Rp3.009.351</b>", "Setiap Rp1 biaya kembali Rp1,29 (R/C)")


def test_jenang_from_the_forms_to_the_page_whatever_the_brochure_prints(kitchen: Kitchen) -> None:
    jenang = kitchen.product("Jenang", code="JNG", weight_gram="250 g")
    amounts = {
        kitchen.bought("Beras", "g", "16 kg", "128.000"): "8 kg",
        kitchen.bought("Beras ketan", "g", "2 kg", "30.000"): "2 kg",
        kitchen.bought("Gula aren", "g", "19 kg", "285.000"): "19 kg",
        kitchen.bought("Kelapa", "pcs", "60", "180.000"): "30 butir",
        kitchen.bought("Vanili", "pcs", "1", "5.000"): "1 bungkus",
    }
    kitchen.recipe(jenang, amounts, yields=90, labour="120.000", overhead="559.000")
    page = kitchen.cost(jenang, claimed="12.700")
    _says(page, "Rp474.000", "Rp120.000", "Rp559.000", "Rp1.153.000", "Satu Jenang berbiaya Rp12.811.")
    _says(page, "Catatan lama Rp12.700: selisih −Rp111 dari hitungan ini.")


def test_labour_by_the_hour_overhead_by_percent_and_packaging_are_in_it(kitchen: Kitchen) -> None:
    """2 kg of onion (60,000), 3 spoons of salt (54 g of 1,200 a kilo: 65) and ten jars (19,000); 90 minutes at 20,000; 10 %."""
    fried = kitchen.product("Bawang goreng", code="BWG", weight_gram="100 g")
    onion = kitchen.bought("Bawang", "g", "2 kg", "60.000")
    salt = kitchen.bought("Garam dapur", "g", "1 kg", "1.200", gram_per_litre="1.200 g")
    jar = kitchen.bought("Stoples", "pcs", "20", "38.000", is_packaging="on")
    labour = {"labour_minutes": 90, "labour_an_hour": "20.000", "overhead_percent": 10}
    kitchen.recipe(fried, {onion: "2 kg", salt: "3 sdm", jar: "10"}, yields=10, **labour)
    # 60,065 of material, 19,000 of packaging, 30,000 of work, a tenth of both materials (7,906): 116,971
    _says(kitchen.cost(fried), "Rp60.065", "Rp19.000", "Rp30.000", "Rp7.906", "Rp116.971", "berbiaya Rp11.697.")


def test_last_average_and_contract_price_are_three_answers(kitchen: Kitchen) -> None:
    """A kilo was 10,000, then 14,000; a supplier promises 11,500."""
    sweet = kitchen.product("Manisan", code="MNS", weight_gram="100 g")
    sugar = kitchen.bought("Gula", "g", "1 kg", "10.000")
    kitchen.type(
        "buy", sugar, quantity="1 kg", total="14.000", supplier="Toko", bought_on=TODAY.isoformat(), is_paid="owed"
    )
    kitchen.type("suppliers", kitchen.business, name="Toko Gula", contact="Jl. Sis Aljufri", since=TODAY.isoformat())
    supplier = kitchen.business.suppliers.get(name="Toko Gula")
    kitchen.type(
        "contract", sugar, supplier=supplier.uid, quantity="2 kg", total="23.000", valid_from=TODAY.isoformat()
    )
    kitchen.recipe(sweet, {sugar: "1 kg"}, yields=10)
    told = {basis: kitchen.cost(sweet, basis=basis) for basis in ("last", "average", "contract")}
    for basis, each in {"last": "Rp1.400", "average": "Rp1.200", "contract": "Rp1.150"}.items():
        _says(told[basis], f"Satu Manisan berbiaya {each}.")


def test_any_input_may_be_supposed_and_nothing_is_written(kitchen: Kitchen) -> None:
    """A kilo for 100,000, 20,000 of work and 10,000 of gas for ten pieces: 13,000 each."""
    fried = kitchen.product("Bawang goreng", code="BWG", weight_gram="100 g")
    onion = kitchen.bought("Bawang", "g", "1 kg", "100.000")
    kitchen.recipe(fried, {onion: "1 kg"}, yields=10, labour="20.000", overhead="10.000")
    for supposed, each in (
        ({"yields": "20"}, "Rp6.500"),
        ({"labour": "50.000"}, "Rp16.000"),
        ({"labour_minutes": "60", "labour_an_hour": "30.000"}, "Rp16.000"),
        ({"overhead": "0"}, "Rp12.000"),
        ({"overhead_percent": "10"}, "Rp14.000"),
        ({f"takaran-{onion.pk}": "2 kg"}, "Rp23.000"),
        ({f"takaran-{onion.pk}": "0"}, "Rp3.000"),
        ({f"harga-{onion.pk}": "50.000"}, "Rp8.000"),
    ):
        page = kitchen.cost(fried, **supposed)
        _says(page, "Satu Bawang goreng berbiaya Rp13.000.", f"Kalau begitu: {each}.")
    assert Recipe.objects.count() == 1


def test_a_price_that_is_proposed_keeps_what_was_supposed(kitchen: Kitchen) -> None:
    fried = kitchen.product("Bawang goreng", code="BWG", weight_gram="100 g")
    onion = kitchen.bought("Bawang", "g", "1 kg", "100.000")
    kitchen.recipe(fried, {onion: "1 kg"}, yields=10)
    _says(kitchen.cost(fried, yields="5", fixed="100.000", price="25.000"), "?yields=5&amp;fixed=100.000&amp;price=")


def test_a_wrong_amount_is_a_sentence_and_what_was_typed_stays(kitchen: Kitchen, world: World) -> None:
    fried = given.idea(world, kitchen.business)
    recipe = given.recipe(world, fried)
    onion = recipe.lines.earliest("pk").material
    answer = kitchen.client.get(reverse("workshop:cost", args=[fried.uid]), {f"takaran-{onion.pk}": "2 ember"})
    assert answer.status_code == 422
    _says(answer.content.decode(), "Satuan “ember” tidak dikenal", "2 ember")
