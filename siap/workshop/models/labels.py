"""What stands on a product's label beyond its recipe and its permits."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.workshop.models.products import Product


class Label(models.Model):
    """What a product's label says beside its name, ingredients and permits. Without one it is a dry product of its house."""

    class Storage(models.TextChoices):
        """How it is kept, which decides the licence it needs."""

        DRY = "dry", _("Kering, di suhu ruang")
        CHILLED = "chilled", _("Didinginkan")
        FROZEN = "frozen", _("Dibekukan")
        PASTEURISED = "pasteur", _("Dipasteurisasi atau kalengan")

    product = models.OneToOneField(Product, models.PROTECT, related_name="label")
    storage = models.CharField(max_length=8, choices=Storage.choices, default=Storage.DRY)
    brand = models.CharField(max_length=60, blank=True)
    producer = models.CharField(max_length=160, blank=True)  # and address; empty: the business and its house
    keep_how = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=120, blank=True)  # of ingredients whose origin must be told
    barcode = models.CharField(max_length=13, blank=True)  # GS1; empty: our own in-store code
    nutrition_basis = models.CharField(max_length=120, blank=True)  # who checked the figures; empty: none are printed
    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["barcode"], condition=~Q(barcode=""), name="a_barcode_is_of_one_product")
        ]
