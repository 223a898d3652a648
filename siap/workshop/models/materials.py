"""What products are made from, who supplies it, and how it was bought."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from siap.core.ids import new_uid
from siap.workshop.models.base import Measure, OfBusiness


class Material(models.Model):
    """Something bought to make products from, packaging too."""

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="materials")
    name = models.CharField(max_length=80)
    measure = models.CharField(max_length=4, choices=Measure.choices)
    is_packaging = models.BooleanField(default=False)
    allergen = models.CharField(max_length=40, blank=True)
    piece_gram = models.PositiveIntegerField(null=True, blank=True)  # what one piece weighs, for the label's order
    gram_per_litre = models.PositiveIntegerField(null=True, blank=True)  # what a litre weighs, for spoons and litres
    food = models.CharField(max_length=24, blank=True)  # its row in the table of nutrition
    place = models.CharField(max_length=60, blank=True)  # where it is kept
    minimum = models.PositiveIntegerField(default=0)  # base units: below this it is to be bought
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "name"], name="a_material_name_once")]


class Supplier(models.Model):
    """From whom a business buys."""

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="suppliers")
    name = models.CharField(max_length=80)
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "name"], name="a_supplier_name_once")]


class SupplierContact(models.Model):
    """How a supplier is reached, from a day on. A new contact is a new row."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="contacts")
    contact = models.CharField(max_length=120)  # telephone, stall, street
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "valid_from"], name="a_contact_once_a_day")]


class ContractPrice(models.Model):
    """What a supplier agreed to ask for a quantity of a material, from a day on, perhaps until another."""

    uid = models.UUIDField(unique=True)
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="contract_prices")
    material = models.ForeignKey(Material, models.PROTECT, related_name="contract_prices")
    quantity = models.PositiveIntegerField()
    total = models.BigIntegerField()  # rupiah
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0, quantity__gt=0), name="a_contract_price_is_something"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="contract_ends_after_start"
            ),
        ]


class Purchase(models.Model):
    """Material was bought, paid from the business's cash or owed."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="purchases")
    material = models.ForeignKey(Material, models.PROTECT, related_name="purchases")
    supplier = models.CharField(max_length=80)
    supplied_by = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="purchases")
    bought_on = models.DateField()
    quantity = models.PositiveIntegerField()
    total = models.BigIntegerField()  # rupiah
    is_paid = models.BooleanField(default=True)
    receipt = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    reversed_on = models.DateField(null=True, blank=True)  # taken back: what was left went, the money came back
    reversed_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(total__gt=0, quantity__gt=0), name="a_purchase_is_something")]
        indexes = [models.Index(fields=["material", "bought_on"], name="purchase_last_of_material")]

    @property
    def reference(self) -> str:
        """How the book and the stock call it."""
        return f"purchase:{self.uid}"
