"""Suppliers, what lies on the shelf, what is planned, and what is to be bought."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from siap.business.models import Business
from siap.workshop import rules
from siap.workshop.models import BatchPlan, ContractPrice, Lot, LotKind, Material, Supplier, SupplierContact
from siap.workshop.queries.costing import prices
from siap.workshop.queries.recipes import as_size, quantities


@dataclass(frozen=True)
class Supplies:
    """A supplier as he is reached on a day, how often and for how much (rupiah) he was bought from, and his agreed prices."""

    supplier: Supplier
    contact: str
    since: date | None
    purchases: int
    spent: int
    agreed: tuple[ContractPrice, ...]


@dataclass(frozen=True)
class ToBuy:
    """A material to be bought: how much plans take, how much of it may be used, the minimum, and what that leaves to buy."""

    material: Material
    planned: int
    usable: int
    to_buy: int
    expected: int | None  # rupiah, at the last price; None when it was never bought
    from_whom: str = ""


def suppliers(business: Business, on: date) -> list[Supplies]:
    """Everybody a business buys from, by name."""
    contacts = {
        one.supplier_id: one
        for one in SupplierContact.objects.filter(supplier__business=business, valid_from__lte=on).order_by(
            "valid_from"
        )
    }
    agreed = defaultdict(list)
    rows = ContractPrice.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), supplier__business=business, valid_from__lte=on
    )
    for price in rows.select_related("material").order_by("material__name"):
        agreed[price.supplier_id].append(price)
    kept = Q(purchases__reversed_on=None)
    bought = business.suppliers.annotate(
        often=Count("purchases", filter=kept), spent=Sum("purchases__total", filter=kept)
    )
    return [
        Supplies(
            one,
            contacts[one.pk].contact if one.pk in contacts else "",
            contacts[one.pk].valid_from if one.pk in contacts else None,
            one.often,
            one.spent or 0,
            tuple(agreed[one.pk]),
        )
        for one in bought.order_by("name")
    ]


def open_plans(business: Business) -> list[BatchPlan]:
    """Batches that are still to be made, the first day first."""
    rows = business.batch_plans.filter(state__in=BatchPlan.OPEN).select_related("product", "recipe")
    return list(rows.order_by("planned_on", "pk"))


def lots_on_the_shelf(business: Business) -> list[Lot]:
    """Every lot with something left, material first, as they stand on the shelf."""
    rows = Lot.objects.filter(business=business, on_hand__gt=0).select_related("material", "product")
    return list(rows.order_by("kind", "material__place", "material__name", "product__name", "best_before", "pk"))


def shopping_list(business: Business, on: date) -> list[ToBuy]:
    """What planned batches take beyond what may be used, and what fell below its minimum, by name."""
    wanted = _wanted(open_plans(business))
    usable = dict(
        Lot.objects.filter(business=business, kind=LotKind.MATERIAL, on_hand__gt=0, held_because="")
        .filter(Q(best_before=None) | Q(best_before__gte=on))
        .values_list("material")
        .annotate(Sum("on_hand"))
    )
    rows = business.materials.filter(Q(pk__in=wanted) | Q(minimum__gt=0)).order_by("name")
    lacking = [
        (one, missing) for one in rows if (missing := wanted.get(one.pk, 0) + one.minimum - usable.get(one.pk, 0)) > 0
    ]
    asked = prices([one.pk for one, _missing in lacking], on=on)
    sellers = dict(
        business.purchases.filter(material__in=[one for one, _missing in lacking], reversed_on=None)
        .order_by("bought_on", "pk")
        .values_list("material", "supplier")
    )
    return [
        ToBuy(
            one,
            wanted.get(one.pk, 0),
            usable.get(one.pk, 0),
            missing,
            rules.nearest(asked.each[one.pk] * missing) if one.pk in asked.each else None,
            sellers.get(one.pk, ""),
        )
        for one, missing in lacking
    ]


def _wanted(plans: Iterable[BatchPlan]) -> dict[int, int]:
    wanted: dict[int, int] = defaultdict(int)
    for plan in plans:
        for material, quantity in quantities(plan.recipe, as_size(plan.rounds)).items():
            wanted[material] += quantity
    return wanted
