"""How a product comes to be: every step it took, who tasted it, and what it competes with."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.workshop.models.base import OfBusiness
from siap.workshop.models.products import Product
from siap.workshop.models.recipes import Recipe


class ProductStep(models.Model):
    """A product moved from one stage to another: when, by whom, on what evidence. Append-only."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="moves")
    was = models.CharField(max_length=10, choices=Product.Stage.choices, blank=True)
    becomes = models.CharField(max_length=10, choices=Product.Stage.choices)
    moved_on = models.DateField()
    because = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")


class Panel(models.Model):
    """Some people tasted a product: what they gave it, and what is to be changed next."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="panels")
    product = models.ForeignKey(Product, models.PROTECT, related_name="panels")
    recipe = models.ForeignKey(Recipe, models.PROTECT, null=True, blank=True, related_name="panels")  # as tasted
    held_on = models.DateField()
    what_next = models.CharField(max_length=300)
    photo = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()


class PanelScore(models.Model):
    """What one taster, known by number only, gave one attribute: 1 (dislikes extremely) to 9 (likes extremely)."""

    class Attribute(models.TextChoices):
        """What is judged."""

        LOOK = "look", _("Rupa")
        SMELL = "smell", _("Aroma")
        TASTE = "taste", _("Rasa")
        TEXTURE = "texture", _("Tekstur")
        PACKAGING = "packaging", _("Kemasan")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="scores")
    attribute = models.CharField(max_length=10, choices=Attribute.choices)
    taster = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "attribute", "taster"], name="a_taster_scores_once"),
            models.CheckConstraint(condition=Q(score__range=(1, 9)), name="a_score_is_one_to_nine"),
        ]


class Rival(models.Model):
    """Somebody else's product that a buyer could take instead: where it was seen, how heavy, at what price (rupiah)."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="rivals")
    product = models.ForeignKey(Product, models.PROTECT, related_name="rivals")
    name = models.CharField(max_length=80)
    seen_at = models.CharField(max_length=80)
    seen_on = models.DateField()
    weight_gram = models.PositiveIntegerField(null=True, blank=True)
    price = models.BigIntegerField()
    better = models.CharField(max_length=200, blank=True)  # what it does better than ours
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(price__gt=0), name="a_rival_has_a_price")]
