"""What the market does when it hears of things."""

from siap.core.facts import reacts_to
from siap.market import services
from siap.workshop.facts import BatchSealed, LotFreed
from siap.workshop.models import Lot


@reacts_to(BatchSealed)
def give_what_was_ordered(fact: BatchSealed) -> None:
    """What was made goes to those who wait for it."""
    services.give_made(fact.product)


@reacts_to(LotFreed)
def give_what_was_held(fact: LotFreed) -> None:
    """So does what was held until it was checked."""
    for product in Lot.objects.filter(pk=fact.lot).exclude(product=None).values_list("product", flat=True):
        services.give_made(product)
