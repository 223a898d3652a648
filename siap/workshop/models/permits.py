"""The licences of a business and its products, where it makes them, and what a product was found not to need."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.workshop.models.base import OfBusiness
from siap.workshop.models.products import Product


class Permit(models.Model):
    """A licence that a product, or the business, has: with number, validity and proof."""

    class Kind(models.TextChoices):
        """Which licence."""

        NIB = "nib", "NIB"
        SPP_IRT = "spp_irt", "SPP-IRT"
        BPOM_MD = "bpom_md", "BPOM MD"
        HALAL = "halal", "Halal"
        NOT_HALAL = "haram", _("Pernyataan tidak halal")
        HEALTH = "health", _("Surat sehat penjamah pangan")
        BRAND = "brand", _("Merek terdaftar")
        GS1 = "gs1", _("Keanggotaan GS1")

    uid = models.UUIDField(unique=True, default=new_uid)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="permits")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="permits")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.CharField(max_length=40)
    holder = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)  # of production, as the licence says it
    kbli = models.CharField(max_length=80, blank=True)  # five-digit codes that a NIB lists, parted by commas
    is_sehati = models.BooleanField(default=False)  # the free halal route: one production place, one outlet
    proof = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(
        null=True, blank=True
    )  # its office took it back, or froze it: from this day it is none
    withdrawn_because = models.CharField(max_length=200, blank=True)
    withdrawn_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=models.F("valid_from")),
                name="permit_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="a_withdrawn_permit_has_its_reason",
            ),
        ]


class Workplace(models.Model):
    """Where a business makes its products from a day on. An SPP-IRT holds in the district it was given in."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="workplaces")
    address = models.CharField(max_length=200)
    district = models.CharField(max_length=4)  # BPS code of the regency or city
    from_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "from_on"], name="one_workplace_a_day")]


class Exemption(models.Model):
    """A product does not need a requirement: says a document, asked by one person and confirmed by another."""

    class State(models.TextChoices):
        """Whether the second person has spoken."""

        ASKED = "asked", _("Menunggu orang kedua")
        CONFIRMED = "confirmed", _("Tidak diwajibkan")
        REFUSED = "refused", _("Ditolak")

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="exemptions")
    product = models.ForeignKey(Product, models.PROTECT, related_name="exemptions")
    requirement = models.CharField(max_length=12)  # key of a rules.Requirement
    because = models.CharField(max_length=200)
    document = models.ForeignKey("core.Document", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    objects: ClassVar = OfBusiness.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")), name="an_exemption_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_on=None)
                | (~Q(state="asked") & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="a_decided_exemption_has_its_decider",
            ),
        ]
