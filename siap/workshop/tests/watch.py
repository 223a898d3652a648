"""To see that nothing changed."""

from siap.workshop.models import Batch, Lot, Material, Permit, Product, Purchase, Recipe, StockMove


def everything() -> list[object]:
    """Every row of the workshop as it is now."""
    rows = [list(model.objects.values_list()) for model in (Product, Material, Lot, Permit, Purchase, Batch, Recipe)]
    return [*rows, StockMove.objects.count()]
