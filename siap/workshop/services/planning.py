"""Products and materials are entered."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import ids
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop import rules
from siap.workshop.facts import MaterialAdded, MaterialDescribed, ProductPlanned
from siap.workshop.models import Material, Measure, Product
from siap.workshop.services.refusals import refuse_names


class CodeWrong(Refused):
    """A product's code cannot stand in a lot number."""

    message = _("Kode produk terdiri dari 2 sampai 6 huruf besar atau angka, misalnya BGT.")
    field = "code"


class CodeTaken(Refused):
    """The code is in use, here or elsewhere: lot numbers are unique in the whole office."""

    message = _("Kode %(code)s sudah dipakai produk lain. Pilih kode lain.")
    field = "code"


class NameTaken(Refused):
    """The business has a product or material of that name."""

    message = _("%(name)s sudah ada di usaha ini.")
    field = "name"


class FoodIncomplete(Refused):
    """Food without net content, or that keeps no day."""

    message = _("Untuk makanan, isi berat bersih dan berapa hari tahan simpannya.")
    field = "shelf_life_days"


@verb
def plan_product(
    business: Business,
    *,
    code: str,
    name: str,
    is_food: bool,
    weight_gram: int | None,
    shelf_life_days: int | None,
    story: str = "",
    uid: UUID | None = None,
    by: User | None,
) -> Product:
    """Enter a product idea; the same `uid` again changes nothing.

    Raises CodeWrong, CodeTaken, NameTaken, FoodIncomplete, NamesSomebody.
    """
    if uid is not None and (known := Product.objects.filter(uid=uid).first()):
        return known
    code = code.strip().upper()
    if not rules.is_product_code(code):
        raise CodeWrong
    if Product.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    _refuse_known_name(business.products.filter(name__iexact=name.strip()).exists(), name)
    if is_food and not (weight_gram and shelf_life_days):
        raise FoodIncomplete
    refuse_names(business, {"story": story})
    product = Product.objects.create(
        uid=uid or ids.new_uid(),
        business=business,
        code=code,
        name=name.strip(),
        is_food=is_food,
        weight_gram=weight_gram or None,
        shelf_life_days=shelf_life_days or None,
        story=story.strip(),
    )
    record(ProductPlanned(product=product.pk, business=business.pk))
    return product


@verb
def add_material(
    business: Business,
    name: str,
    measure: str,
    *,
    is_packaging: bool = False,
    allergen: str = "",
    piece_gram: int | None = None,
    gram_per_litre: int | None = None,
    food: str = "",
    place: str = "",
    minimum: int = 0,
    uid: UUID | None = None,
    by: User | None,
) -> Material:
    """Enter a material; see `describe_material` for what is told of it. Raises NameTaken."""
    if uid is not None and (known := Material.objects.filter(uid=uid).first()):
        return known
    _refuse_known_name(business.materials.filter(name__iexact=name.strip()).exists(), name)
    material = Material(uid=uid or ids.new_uid(), business=business, name=name.strip(), measure=Measure(measure))
    material.is_packaging = is_packaging
    _describe(material, allergen, piece_gram, gram_per_litre, food, place, minimum)
    material.save()
    record(MaterialAdded(material=material.pk, business=business.pk))
    return material


@verb
def describe_material(
    material: Material,
    *,
    allergen: str = "",
    piece_gram: int | None = None,
    gram_per_litre: int | None = None,
    food: str = "",
    place: str = "",
    minimum: int = 0,
    by: User | None,
) -> Material:
    """Say what one piece and one litre weigh (gram), its allergen, its row in the table of nutrition, where it is kept,
    and below how many base units it is to be bought again."""
    material = Material.objects.select_for_update(no_key=True).get(pk=material.pk)
    _describe(material, allergen, piece_gram, gram_per_litre, food, place, minimum)
    material.save()
    record(MaterialDescribed(material=material.pk, business=material.business_id))
    return material


def _describe(
    material: Material,
    allergen: str,
    piece_gram: int | None,
    gram_per_litre: int | None,
    food: str,
    place: str,
    minimum: int,
) -> None:
    """Packaging is not eaten; only what is counted in pieces has the weight of one."""
    material.allergen = "" if material.is_packaging else allergen.strip()
    material.food = food if food in rules.FOODS and not material.is_packaging else ""
    material.piece_gram = (piece_gram or None) if material.measure == Measure.PIECE else None
    material.gram_per_litre = gram_per_litre or None
    material.place, material.minimum = place.strip(), minimum or 0


def _refuse_known_name(is_known: bool, name: str) -> None:
    if is_known:
        raise NameTaken(name=name.strip())
