"""From idea to a product that may be sold: product, materials, recipe, permits, and the gate."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock, ids
from siap.core.errors import Refused
from siap.core.money import MOST
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop import queries, rules
from siap.workshop.facts import (
    MaterialAdded,
    PermitRecorded,
    ProductPlanned,
    ProductReady,
    ProductRetired,
    RecipeWritten,
)
from siap.workshop.models import Material, Measure, Permit, Product, Recipe, RecipeLine
from siap.workshop.services.refusals import Wrong


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


class RecipeWrong(Wrong):
    """A recipe cannot be read as one."""


class PermitWrong(Wrong):
    """A permit that cannot be."""


class NotReady(Refused):
    """A product lacks something before it may be sold."""

    message = _("%(product)s belum boleh dijual. %(missing)s")


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

    Raises CodeWrong, CodeTaken, NameTaken, FoodIncomplete.
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
    uid: UUID | None = None,
    by: User | None,
) -> Material:
    """Enter a material; `piece_gram` is what one piece weighs, when it is counted in pieces. Raises NameTaken."""
    if uid is not None and (known := Material.objects.filter(uid=uid).first()):
        return known
    _refuse_known_name(business.materials.filter(name__iexact=name.strip()).exists(), name)
    material = Material.objects.create(
        uid=uid or ids.new_uid(),
        business=business,
        name=name.strip(),
        measure=Measure(measure),
        is_packaging=is_packaging,
        allergen="" if is_packaging else allergen.strip(),
        piece_gram=piece_gram if measure == Measure.PIECE else None,
    )
    record(MaterialAdded(material=material.pk, business=business.pk))
    return material


def _refuse_known_name(is_known: bool, name: str) -> None:
    if is_known:
        raise NameTaken(name=name.strip())


@verb
def write_recipe(
    product: Product,
    *,
    lines: Mapping[Material, int],
    yields: int,
    labour: int = 0,
    overhead: int = 0,
    steps: str = "",
    by: User | None,
) -> Recipe:
    """Write the next version of a recipe: base units of each material and pieces a round; older versions stay as they are.

    Writing what stands there already changes nothing. With its first recipe an idea becomes a trial. Raises RecipeWrong.
    """
    _check_recipe(product, lines, yields, labour, overhead)
    product = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    newest = queries.recipe_now(product)
    if newest is not None and _says(newest) == (dict(lines), yields, labour, overhead, steps.strip()):
        return newest
    recipe = Recipe.objects.create(
        product=product,
        version=newest.version + 1 if newest else 1,
        yields=yields,
        labour=labour,
        overhead=overhead,
        steps=steps.strip(),
        made_on=clock.today(),
    )
    RecipeLine.objects.bulk_create(
        RecipeLine(recipe=recipe, material=material, quantity=quantity) for material, quantity in lines.items()
    )
    if product.stage == Product.Stage.IDEA:
        product.stage = Product.Stage.TRIAL
        product.save(update_fields=["stage"])
    record(RecipeWritten(recipe=recipe.pk, product=product.pk, version=recipe.version))
    return recipe


def _check_recipe(product: Product, lines: Mapping[Material, int], yields: int, labour: int, overhead: int) -> None:
    if not any(not material.is_packaging for material in lines):
        raise RecipeWrong(_("Isi paling sedikit satu bahan."))
    for material, quantity in lines.items():
        if material.business_id != product.business_id:
            raise RecipeWrong(_("%(material)s bukan bahan usaha ini."), material=material.name)
        if not 0 < quantity <= rules.MOST_OF_ANYTHING:
            raise RecipeWrong(_("Takaran %(material)s tidak masuk akal."), material=material.name)
    if not 0 < yields <= rules.MOST_OF_ANYTHING:
        raise RecipeWrong(_("Isi berapa buah yang jadi dari satu resep."), "yields")
    if not (0 <= labour <= MOST and 0 <= overhead <= MOST):
        raise RecipeWrong(_("Biaya kerja dan biaya lain tidak boleh kurang dari nol."), "labour")


def _says(recipe: Recipe) -> tuple[dict[Material, int], int, int, int, str]:
    lines = {line.material: line.quantity for line in recipe.lines.all()}
    return lines, recipe.yields, recipe.labour, recipe.overhead, recipe.steps


@verb
def record_permit(
    business: Business,
    kind: str,
    number: str,
    *,
    holder: str,
    valid_from: date,
    valid_until: date | None = None,
    product: Product | None = None,
    document: bytes | None = None,
    uid: UUID | None = None,
    by: User | None,
) -> Permit:
    """Enter a licence with its proof. NIB is the business's; without a product the others count for all its products.

    Raises PermitWrong; NotADocument, DocumentTooLarge for the proof.
    """
    if uid is not None and (known := Permit.objects.filter(uid=uid).first()):
        return known
    _check_permit(business, kind, number, holder, valid_from, valid_until, product)
    number = " ".join(number.split())
    proof = (
        keep_document(document, kind="permit", title=f"{Permit.Kind(kind).label} {number}", by=by) if document else None
    )
    permit = Permit.objects.create(
        uid=uid or ids.new_uid(),
        business=business,
        product=None if kind == rules.NIB else product,
        kind=kind,
        number=number,
        holder=holder.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        proof=proof,
    )
    record(
        PermitRecorded(
            permit=permit.pk,
            business=business.pk,
            product=permit.product_id,
            kind=kind,
            valid_from=valid_from,
            valid_until=valid_until,
        )
    )
    return permit


def _check_permit(
    business: Business,
    kind: str,
    number: str,
    holder: str,
    valid_from: date,
    valid_until: date | None,
    product: Product | None,
) -> None:
    if kind not in Permit.Kind.values:
        raise PermitWrong(_("Jenis izin ini tidak dikenal. Pilih NIB, SPP-IRT, BPOM MD, atau Halal."), "kind")
    if not number.strip():
        raise PermitWrong(_("Nomor izinnya perlu diisi."), "number")
    if not holder.strip():
        raise PermitWrong(_("Isi atas nama siapa izin ini."), "holder")
    if valid_until is not None and valid_until <= valid_from:
        raise PermitWrong(_("Izin harus berakhir sesudah mulai berlaku."), "valid_until")
    if product is not None and product.business_id != business.pk:
        raise PermitWrong(_("Produk ini bukan milik usaha ini."), "product")


@verb
def make_ready(product: Product, *, by: User | None) -> Product:
    """The gate: from here on it may be sold. Raises NotReady with everything that is missing."""
    product = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    if product.stage == Product.Stage.READY:
        return product
    today = clock.today()
    if missing := queries.missing_for_sale(product, today):
        raise NotReady(product=product.name, missing=" ".join(missing))
    product.stage = Product.Stage.READY
    product.save(update_fields=["stage"])
    record(ProductReady(product=product.pk, business=product.business_id, on=today))
    return product


@verb
def retire(product: Product, *, by: User | None) -> Product:
    """From now on it is neither made nor sold; `make_ready` brings it back."""
    product = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    if product.stage != Product.Stage.RETIRED:
        product.stage = Product.Stage.RETIRED
        product.save(update_fields=["stage"])
        record(ProductRetired(product=product.pk, business=product.business_id))
    return product
