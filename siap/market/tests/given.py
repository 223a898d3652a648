"""A place to sell and sales made there, by the real services, for this room's tests and those on its right."""

from datetime import date, datetime

from siap.core import clock
from siap.core.ids import new_uid
from siap.market import services
from siap.market.models import Channel, Sale
from siap.people.models import User
from siap.workshop.models import Product
from tests.world import World

OPENED_ON = date(2026, 9, 1)
PRICE = 40_000  # rupiah a jar


def bazaar(world: World) -> Channel:
    """Bazar Palu, Lapas Palu its seller of record."""
    known = Channel.objects.filter(unit=world.palu, name="Bazar Palu").first()
    if known is not None:
        return known
    with clock.fixed(clock.at(OPENED_ON)):
        return services.open_channel(
            world.palu, "Bazar Palu", "bazaar", seller_name="Lapas Kelas IIA Palu", by=world.budi
        )


def priced(world: World, product: Product, price: int = PRICE) -> Channel:
    """Bazar Palu, with a price for the product (rupiah)."""
    channel = bazaar(world)
    services.set_price(channel, product, price, valid_from=OPENED_ON, by=world.budi)
    return channel


def sale(
    world: World,
    product: Product,
    pieces: int = 2,
    *,
    method: str = "cash",
    by: User | None = None,
    sold_at: datetime | None = None,
    buyer: str = "",
) -> Sale:
    """Budi sells at Bazar Palu. The product has stock already (the workshop's `batch`)."""
    return services.ring_up(
        new_uid(),
        priced(world, product),
        [(product, pieces)],
        method=method,
        by=by or world.budi,
        sold_at=sold_at,
        buyer=buyer,
    )
