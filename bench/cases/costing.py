"""How fast a recipe is costed, one and many, and how many batches are sealed in a second."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_least, at_most

WHAT = "from the newest recipe to the cost of a piece, at the price last paid; with the ORM, warm"


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """Sub-recipes are taken apart each time: nothing about a cost is stored."""
    products, batches = size.kitchen
    told = office.step("cook_and_cost", products, batches, size.readings)
    yield at_most(20, "cost of a product: 4 levels of sub-recipes, 200 lines", told["one"], "ms", WHAT)
    yield at_most(2_000, f"recosting {products:,} products after a price change", told["many"], "ms", WHAT)
    yield at_least(
        80, "sealing a batch from 20 material lots", told["sealed"], "/s", "each in its own transaction, SQLite"
    )
