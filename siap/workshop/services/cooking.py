"""How things are made: recipes of products, and of materials that are made here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.money import MOST
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop import queries, rules
from siap.workshop.facts import RecipeWritten, SubRecipeWritten
from siap.workshop.models import Material, Product, Recipe, RecipeLine
from siap.workshop.services.developing import take_step
from siap.workshop.services.refusals import Wrong

MOST_PERCENT = 500
MOST_MINUTES = 100_000


class RecipeWrong(Wrong):
    """A recipe cannot be read as one."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A recipe but for its lines: what a round gives and usually loses (pieces or base units), tap water (gram), what work
    costs (rupiah a round, or minutes at so many rupiah an hour), the rest (rupiah a round, and percent of the material),
    and its steps."""

    yields: int
    fails: int = 0
    water_gram: int = 0
    labour: int = 0
    labour_minutes: int = 0
    labour_an_hour: int = 0
    overhead: int = 0
    overhead_percent: int = 0
    steps: str = ""


@verb
def write_recipe(
    of: Product | Material,
    *,
    lines: Mapping[Material, int],
    typed: Mapping[Material, str] | None = None,
    by: User | None,
    **figures: int | str,
) -> Recipe:
    """Write the next version of how something is made: base units of each material a round, and the fields of `Figures`.

    Older versions stay as they are; a material that is made here is taken by its newest recipe. Writing what stands there
    already changes nothing. With its first recipe an idea becomes a prototype.
    Raises RecipeWrong, Circular, YieldsTooMuch.
    """
    given = Figures(**figures)  # type: ignore[arg-type]  # the fields are checked one by one below
    _check(of, lines, given)
    parts = queries.newest_parts(list(lines))
    if isinstance(of, Material):
        rules.refuse_circle(of.name, {**queries.made_of(of.business), of.name: {one.name for one in lines}})
    rules.refuse_more_than_matter(
        queries.weight_of(lines.items(), given.water_gram), queries.out_gram(of, given.yields + given.fails)
    )
    taken = {material: (quantity, parts.get(material.pk)) for material, quantity in lines.items()}
    newest = queries.recipe_now(of)
    if newest is not None and _says(newest) == (taken, given):
        return newest
    recipe = Recipe.objects.create(
        product=of if isinstance(of, Product) else None,
        material=of if isinstance(of, Material) else None,
        version=newest.version + 1 if newest else 1,
        made_on=clock.today(),
        **{**given.__dict__, "steps": given.steps.strip()},
    )
    RecipeLine.objects.bulk_create(
        RecipeLine(
            recipe=recipe, material=material, quantity=quantity, typed=(typed or {}).get(material, ""), part=part
        )
        for material, (quantity, part) in taken.items()
    )
    _tell(of, recipe, by)
    return recipe


def _tell(of: Product | Material, recipe: Recipe, by: User | None) -> None:
    if isinstance(of, Material):
        record(SubRecipeWritten(recipe=recipe.pk, material=of.pk, business=of.business_id, version=recipe.version))
        return
    record(RecipeWritten(recipe=recipe.pk, product=of.pk, version=recipe.version))
    if of.stage == Product.Stage.IDEA:
        take_step(of, Product.Stage.PROTOTYPE, by=by)


def _check(of: Product | Material, lines: Mapping[Material, int], given: Figures) -> None:
    if not any(not material.is_packaging for material in lines):
        raise RecipeWrong(_("Isi paling sedikit satu bahan."))
    for material, quantity in lines.items():
        if material.business_id != of.business_id:
            raise RecipeWrong(_("%(material)s bukan bahan usaha ini."), material=material.name)
        if not 0 < quantity <= rules.MOST_OF_ANYTHING:
            raise RecipeWrong(_("Takaran %(material)s tidak masuk akal."), material=material.name)
    if not 0 < given.yields <= rules.MOST_OF_ANYTHING:
        raise RecipeWrong(_("Isi berapa buah yang jadi dari satu resep."), "yields")
    if not 0 <= given.fails <= rules.MOST_OF_ANYTHING:
        raise RecipeWrong(_("Isi berapa buah yang biasanya gagal, atau kosongkan."), "fails")
    if not 0 <= given.water_gram <= rules.MOST_OF_ANYTHING:
        raise RecipeWrong(_("Banyaknya air tidak masuk akal."), "water_gram")
    if not all(0 <= cost <= MOST for cost in (given.labour, given.overhead, given.labour_an_hour)):
        raise RecipeWrong(_("Biaya kerja dan biaya lain tidak boleh kurang dari nol."), "labour")
    if not 0 <= given.labour_minutes <= MOST_MINUTES:
        raise RecipeWrong(_("Lama kerja tidak masuk akal."), "labour_minutes")
    if not 0 <= given.overhead_percent <= MOST_PERCENT:
        raise RecipeWrong(_("Isi persen biaya lain dari 0 sampai 500."), "overhead_percent")


def _says(recipe: Recipe) -> tuple[dict[Material, tuple[int, Recipe | None]], Figures]:
    lines = {line.material: (line.quantity, line.part) for line in recipe.lines.all()}
    return lines, Figures(**{name: getattr(recipe, name) for name in Figures.__dataclass_fields__})
