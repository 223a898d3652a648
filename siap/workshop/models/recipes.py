"""How something is made, version by version. A recipe makes a product, or a material that is made here (a *sub-recipe*:
a spice paste, a dough). Every version stays as it was written: a line pins the version of the sub-recipe it takes."""

from django.db import models
from django.db.models import Q

from siap.workshop.models.materials import Material
from siap.workshop.models.products import Product


class Recipe(models.Model):
    """A version of how a product, or a material made here, is made. Written once, never changed."""

    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="recipes")
    material = models.ForeignKey(Material, models.PROTECT, null=True, blank=True, related_name="recipes")
    version = models.PositiveSmallIntegerField()
    yields = models.PositiveIntegerField()  # good pieces of the product (base units of the material) from one round
    fails = models.PositiveIntegerField(default=0)  # pieces (base units) of a round that usually fail
    water_gram = models.PositiveIntegerField(default=0)  # from the tap: no material, but it weighs
    labour = models.BigIntegerField(default=0)  # rupiah a round, for the cost on paper
    labour_minutes = models.PositiveIntegerField(default=0)  # of all who work on a round together
    labour_an_hour = models.BigIntegerField(default=0)  # rupiah an hour, for those minutes
    overhead = models.BigIntegerField(default=0)  # rupiah a round: gas, electricity
    overhead_percent = models.PositiveSmallIntegerField(default=0)  # of the material and packaging, on top
    steps = models.TextField(blank=True)
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "version"], name="a_recipe_version_once"),
            models.UniqueConstraint(fields=["material", "version"], name="a_sub_recipe_version_once"),
            models.CheckConstraint(
                condition=Q(product__isnull=False, material=None) | Q(product=None, material__isnull=False),
                name="a_recipe_makes_one_thing",
            ),
            models.CheckConstraint(condition=Q(yields__gt=0), name="a_recipe_yields_something"),
        ]

    @property
    def of(self) -> Product | Material:
        """What it makes."""
        made: Product | Material | None = self.product or self.material
        assert made is not None
        return made


class RecipeLine(models.Model):
    """How much of a material one round takes (gram, millilitre, pieces), as typed, and by which sub-recipe it is made."""

    recipe = models.ForeignKey(Recipe, models.PROTECT, related_name="lines")
    material = models.ForeignKey(Material, models.PROTECT, related_name="recipe_lines")
    quantity = models.PositiveIntegerField()
    typed = models.CharField(max_length=30, blank=True)  # "3 sdm": what the cook wrote, when it was another unit
    part = models.ForeignKey(Recipe, models.PROTECT, null=True, blank=True, related_name="taken_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipe", "material"], name="a_material_once_a_recipe"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_recipe_line_is_something"),
        ]
