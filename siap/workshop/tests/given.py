"""A product on sale and its jars, made through the real services, for this room's tests and those on its right."""

import io
from datetime import date
from decimal import Decimal

from PIL import Image

from siap.business.models import Business
from siap.core import clock
from siap.core.ids import new_uid
from siap.workshop import queries, rules, services
from siap.workshop.models import Batch, Lot, Material, Product, Purchase, QualityPlan, Recipe
from tests.world import World

PLANNED_ON = date(2026, 9, 15)
"""Two weeks after the group was formed."""
COST_OF_A_JAR = 13_000
"""Rupiah of material: what `batch` makes costs exactly this."""
JARS_A_ROUND = 10
_RECIPE = (
    # name, measure, is packaging, base units a round, rupiah a round, keeps until
    ("Bawang merah", "g", False, 3_000, 90_000, date(2027, 3, 1)),
    ("Minyak goreng", "ml", False, 1_000, 20_000, date(2027, 9, 1)),
    ("Garam", "g", False, 50, 1_000, None),
    ("Stoples 100 g", "pcs", True, 10, 19_000, None),
)


def idea(world: World, business: Business, code: str = "BGT", name: str = "Bawang goreng 100 g") -> Product:
    """A product nobody has tried yet."""
    with clock.fixed(clock.at(PLANNED_ON)):
        return services.plan_product(
            business, code=code, name=name, is_food=True, weight_gram=100, shelf_life_days=90, by=world.budi
        )


def recipe(world: World, product: Product) -> Recipe:
    """Ten jars a round, of four materials; the product becomes a trial."""
    with clock.fixed(clock.at(PLANNED_ON)):
        lines = {
            material(world, product.business, name, measure, is_packaging=is_packaging): quantity
            for name, measure, is_packaging, quantity, _total, _ends in _RECIPE
        }
        return services.write_recipe(
            product, lines=lines, yields=JARS_A_ROUND, labour=20_000, overhead=10_000, by=world.budi
        )


def material(
    world: World, business: Business, name: str = "Gula", measure: str = "g", *, is_packaging: bool = False
) -> Material:
    """A material, entered when it is not there yet."""
    known = business.materials.filter(name=name).first()
    return known or services.add_material(business, name, measure, is_packaging=is_packaging, by=world.budi)


def permits(world: World, product: Product, *kinds: str) -> None:
    """Valid permits of these kinds (all that food needs, unless some are named)."""
    numbers = {"nib": "1234567890123", "spp_irt": "P-IRT 2067201010001-31", "halal": "ID72110000123450926"}
    for kind in kinds or tuple(numbers):
        services.record_permit(
            product.business,
            kind,
            numbers[kind],
            holder="Koperasi Farmtisan Lestari Berjaya",
            valid_from=date(2026, 1, 5),
            valid_until=None if kind == "nib" else date(2030, 1, 4),
            product=product,
            by=world.budi,
        )


def product(world: World, business: Business) -> Product:
    """Fried onion in jars of 100 g, ready for sale, costing COST_OF_A_JAR of material."""
    if known := business.products.filter(code="BGT").first():
        return known
    planned = idea(world, business)
    recipe(world, planned)
    permits(world, planned)
    with clock.fixed(clock.at(PLANNED_ON)):
        return services.make_ready(planned, by=world.budi)


def purchase(
    world: World,
    material: Material,
    quantity: int,
    total: int,
    *,
    bought_on: date | None = None,
    best_before: date | None = None,
) -> Purchase:
    """Material bought from the market in Inpres, owed (so that no cash is needed), today unless a day is given."""
    return services.buy_material(
        new_uid(),
        material,
        supplier="Pasar Inpres Manonda",
        quantity=quantity,
        total=total,
        bought_on=bought_on or clock.today(),
        best_before=best_before,
        is_paid=False,
        by=world.budi,
    )


def supplies(world: World, product: Product, rounds: int = 1, *, bought_on: date | None = None) -> list[Purchase]:
    """Exactly the material that so many rounds of its recipe take."""
    return [
        purchase(
            world, product.business.materials.get(name=name), quantity * rounds, total * rounds,
            bought_on=bought_on, best_before=ends,
        )
        for name, _measure, _is_packaging, quantity, total, ends in _RECIPE
    ]  # fmt: skip


def batch(world: World, product: Product, *, rounds: int = 1, made_on: date | None = None) -> Batch:
    """Ten jars a round, of material bought for it that day (today unless a day is given)."""
    made_on = made_on or clock.today()
    supplies(world, product, rounds, bought_on=made_on)
    newest = queries.recipe_now(product)
    assert newest is not None
    return services.seal_batch(
        new_uid(), newest, rounds=rounds, good=JARS_A_ROUND * rounds, made_on=made_on, by=world.budi
    )


def weighed(world: World, product: Product) -> QualityPlan:
    """From now on a jar weighs 98 to 105 gram and its lid is tight."""
    points = [rules.Point("Berat bersih", Decimal(98), Decimal(105), "g"), rules.Point("Tutup rapat")]
    return services.plan_quality(new_uid(), product, points, by=world.budi)


def found(lot: Lot, weight: str = "101", *, is_tight: bool = True) -> dict[int, Decimal | bool]:
    """What somebody found of a lot whose jars are `weighed`."""
    assert lot.batch is not None
    assert lot.batch.quality is not None
    weight_pk, lid_pk = (point.pk for point in queries.points_of(lot.batch.quality))
    return {weight_pk: Decimal(weight), lid_pk: is_tight}


def checked(world: World, product: Product) -> Lot:
    """Ten jars that passed a quality plan that is switched off again."""
    weighed(world, product)
    lot = batch(world, product).lot
    services.check_lot(new_uid(), lot, found(lot), checked_on=clock.today(), by=world.budi)
    services.plan_quality(new_uid(), product, [], by=world.budi)
    return lot


def developed(world: World, product: Product) -> dict[str, object]:
    """A tasting with a photograph, a rival, and a batch that is planned, by name."""
    newest = queries.recipe_now(product)
    assert newest is not None
    panel = services.hold_panel(
        new_uid(), product, held_on=clock.today(), scores={"taste": [7, 8, 6], "smell": [8, 8, 8]},
        what_next="Kurangi garam", photo=picture(), by=world.budi,
    )  # fmt: skip
    services.note_rival(
        new_uid(), product, name="Bawang Goreng Palu", seen_at="Bandara", seen_on=clock.today(), price=35_000,
        weight_gram=100, by=world.budi,
    )  # fmt: skip
    plan = services.plan_batch(new_uid(), newest, rounds=1, planned_on=clock.today(), by=world.budi)
    return {"panel": panel, "batch_plan": plan}


def picture() -> bytes:
    """A small photograph."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "#e9b65c").save(out, "JPEG")
    return out.getvalue()
