"""What a business makes and sells."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.workshop.models.base import OfBusiness


class Product(models.Model):
    """What a business makes and sells, by the piece."""

    class Stage(models.TextChoices):
        """How far it is."""

        IDEA = "idea", _("Gagasan")
        PROTOTYPE = "prototype", _("Prototipe")
        TRIAL = "trial", _("Uji coba")
        PERMITS = "permits", _("Izin")
        READY = "ready", _("Siap jual")
        ON_SALE = "on_sale", _("Dijual")
        RETIRED = "retired", _("Tidak dijual lagi")

    FOR_SALE: ClassVar = (Stage.READY, Stage.ON_SALE)
    """In these stages it may be listed and rung up."""

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="products")
    code = models.CharField(max_length=6, unique=True)  # stands in lot numbers
    name = models.CharField(max_length=80)
    is_food = models.BooleanField()
    weight_gram = models.PositiveIntegerField(null=True, blank=True)  # net content of one piece
    shelf_life_days = models.PositiveSmallIntegerField(null=True, blank=True)
    story = models.CharField(max_length=300, blank=True)  # why it matters, without a person
    target_buyer = models.CharField(max_length=120, blank=True)  # whom it is made for, in a few words
    photo = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    needs_panel = models.BooleanField(default=False)  # this business wants it tasted before it goes on
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.IDEA)
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_food=False) | Q(shelf_life_days__gt=0, weight_gram__gt=0), name="food_keeps_and_weighs"
            ),
            models.UniqueConstraint(fields=["business", "name"], name="a_product_name_once"),
        ]

    @property
    def is_for_sale(self) -> bool:
        """Whether it may be listed and rung up, as far as its stage goes."""
        return self.stage in self.FOR_SALE
