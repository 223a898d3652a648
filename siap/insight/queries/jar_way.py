"""One jar: recipe → permit → material → batch → lot → sale → buyer, and back again when something is wrong."""

from dataclasses import dataclass

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.insight.queries.steps import Step, may_open, stations
from siap.market import queries as market
from siap.market.models import SaleLine
from siap.people.models import User
from siap.ui import words
from siap.ui.way import Station
from siap.workshop import queries as workshop
from siap.workshop.models import Lot, Permit, Product
from siap.workshop.queries import Part

MOST_BUYERS = 200
"""More sales of one lot than this are counted, not listed."""


@dataclass(frozen=True)
class JarWay:
    """A product lot: what went in, how it was made, who bought it."""

    lot: Lot
    materials: list[Part]
    permits: list[Permit]
    sales: list[SaleLine]
    sold: int
    steps: list[Step]

    @property
    def stations(self) -> list[Station]:
        """The way."""
        return stations(self.steps)


def jar_way(lot: Lot, viewer: User) -> JarWay:
    """The way of a product lot, as far as this viewer may open it. The lot comes with its product and batch."""
    materials = workshop.made_from(lot)
    if lot.product is None:
        raise ValueError("a material lot has no jar way: see material_way")
    own = list(workshop.permits_on(lot.product, lot.made_on))
    buyers = market.buyers_of(lot)
    sales = list(buyers[:MOST_BUYERS]) if viewer.can("market.see") else []
    sold = sum(line.quantity for line in sales)
    if len(sales) == MOST_BUYERS:
        sold = buyers.aggregate(pieces=Sum("quantity"))["pieces"]
    return JarWay(lot, materials, own, sales, sold, _steps(lot, viewer, materials, own, sales, sold))


def _steps(
    lot: Lot, viewer: User, materials: list[Part], permits: list[Permit], sales: list[SaleLine], sold: int
) -> list[Step]:
    product, batch = lot.product, lot.batch
    if product is None or batch is None:
        raise ValueError("a material lot has no jar way: see material_way")
    unit = lot.business.unit_id
    to_product = _link(viewer, unit, "workshop:product", product)
    to_lot = reverse("workshop:lot", args=[lot.uid]) if may_open(viewer, "workshop.see", unit) else ""
    bought = [part.lot.purchase.bought_on for part in materials if part.lot.purchase is not None]
    kinds = ", ".join(dict.fromkeys(str(one.get_kind_display()) for one in permits))
    made = _("%(good)s baik, %(lost)s rusak.") % {"good": batch.good, "lost": batch.lost}
    best = _("Baik sebelum %(day)s.") % {"day": words.day(lot.best_before)} if lot.best_before else ""
    held = Step(_("Ditahan"), True, None, lot.held_because, to_lot, is_bad=True)
    first = sales[-1] if sales else None
    way = reverse("insight:rupiah-way", args=[first.sale.uid]) if first else ""
    return [
        Step(
            _("Resep"),
            True,
            batch.recipe.made_on,
            _("Versi %(number)s.") % {"number": batch.recipe.version},
            to_product,
        ),
        Step(_("Izin"), bool(permits), min((one.valid_from for one in permits), default=None), kinds, to_product),
        Step(_("Bahan"), bool(materials), min(bought, default=None), _("%(n)s bahan.") % {"n": len(materials)}, to_lot),
        Step(_("Dibuat"), True, batch.made_on, made, to_lot),
        Step(lot.number, True, lot.made_on, best, to_lot),
        *([held] if lot.held_because else []),
        Step(_("Terjual"), bool(sales), first.sale.sold_on if first else None, _sold(lot, sold), way),
    ]


def _link(viewer: User, unit: int | None, route: str, product: Product) -> str:
    return reverse(route, args=[product.uid]) if may_open(viewer, "workshop.see", unit) else ""


def _sold(lot: Lot, sold: int) -> str:
    return _("%(sold)s terjual, %(left)s tersisa.") % {"sold": sold, "left": lot.on_hand}


def material_way(lot: Lot) -> list[Part]:
    """Back the other way: the product lots that a material lot went into."""
    return workshop.went_into(lot)
