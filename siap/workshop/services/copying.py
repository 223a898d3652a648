"""A recipe goes along to another business: by agreement, as a product of its own."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core.errors import Refused
from siap.core.verbs import verb
from siap.people.models import User
from siap.workshop.models import Material, Product, Recipe
from siap.workshop.services.cooking import write_recipe
from siap.workshop.services.planning import add_material, plan_product

TOLD = ("yields", "fails", "water_gram", "labour_minutes", "steps")
"""How it is made. What it costs is told anew: wages and fuel are another business's."""


class MeasuredOtherwise(Refused):
    """The other business counts a material of that name in another way."""

    message = _("Bahan %(material)s di usaha ini ditakar dengan cara lain. Samakan dulu namanya atau takarannya.")


@verb
def copy_recipe(uid: UUID, recipe: Recipe, to: Business, *, code: str, by: User) -> Product:
    """Make a product's recipe a product of another business: the name, what is in a piece, the materials with their allergens,
    and how it is made. Its permits, halal certificate, brand, label, photograph, story and price stay where they are. The same
    uid again changes nothing.

    Raises MeasuredOtherwise, CodeWrong, CodeTaken, NameTaken and what `write_recipe` raises.
    """
    known: Product | None = Product.objects.filter(uid=uid).first()
    if known is not None:
        return known
    of = recipe.product
    assert of is not None, "materials that are made here go along with the product"
    made = plan_product(
        to, code=code, name=of.name, is_food=of.is_food, weight_gram=of.weight_gram, shelf_life_days=of.shelf_life_days,
        uid=uid, by=by,
    )  # fmt: skip
    _write(made, recipe, by)
    return made


def _write(of: Product | Material, recipe: Recipe, by: User) -> None:
    lines, typed = {}, {}
    for line in recipe.lines.select_related("material", "part"):
        material = _material(line.material, of.business, by)
        if line.part is not None and not material.recipes.exists():
            _write(material, line.part, by)
        lines[material], typed[material] = line.quantity, line.typed
    write_recipe(of, lines=lines, typed=typed, by=by, **{name: getattr(recipe, name) for name in TOLD})


def _material(like: Material, to: Business, by: User) -> Material:
    found: Material | None = to.materials.filter(name__iexact=like.name).first()
    if found is None:
        return add_material(
            to, like.name, like.measure, is_packaging=like.is_packaging, allergen=like.allergen,
            piece_gram=like.piece_gram, gram_per_litre=like.gram_per_litre, food=like.food, by=by,
        )  # fmt: skip
    if (found.measure, found.is_packaging) != (like.measure, like.is_packaging):
        raise MeasuredOtherwise(material=like.name)
    return found
