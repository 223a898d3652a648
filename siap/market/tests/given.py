"""A place to sell and sales made there, by the real services, for this room's tests and those on its right."""

from datetime import date, datetime, timedelta

from siap.core import clock
from siap.core.ids import new_uid
from siap.market import services
from siap.market.models import Channel, Order, OrderRound, Review, Sale
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


QRIS = (
    "00020101021126590013ID.CO.BRI.WWW011893600002000000001702090000000170303UMI51440014ID.CO.QRIS.WWW0215ID1020000000017"
    "0303UMI5204549953033605802ID5915KOPERASI CONTOH6004PALU6105941116304428B"
)
NMID = "ID1020000000017"


def web_shop(world: World, product: Product, price: int = PRICE) -> Channel:
    """The shop of Lapas Palu on the web: QRIS, bank, delivery to Palu Timur for 10,000."""
    known = Channel.objects.filter(unit=world.palu, name="Toko Lapas Palu").first()
    if known is not None:
        return known
    with clock.fixed(clock.at(OPENED_ON)):
        shop = services.open_channel(
            world.palu, "Toko Lapas Palu", "online", seller_name="Lapas Kelas IIA Palu", by=world.budi
        )
        services.set_price(shop, product, price, valid_from=OPENED_ON, by=world.budi)
        services.register_qris(shop.seller, QRIS, NMID, by=world.head)
        services.set_bank_account(shop.seller, "BRI", "0001-01-000001-30-1", "Bendahara Lapas Palu", by=world.head)
        services.set_delivery_fee(shop, "Palu Timur", 10_000, by=world.head)
    return shop


def order(world: World, product: Product, pieces: int = 2, *, method: str = "qris", how: str = "pickup") -> Order:
    """A stranger orders in the shop on the web."""
    shop = web_shop(world, product)
    place, address = ("Palu Timur", "Jalan Contoh 1") if how == "delivery" else ("", "")
    return services.place_order(
        new_uid(), shop, [(product, pieces)], buyer="Ibu Nurul", phone="081234567890", how=how, method=method,
        place=place, address=address,
    )  # fmt: skip


def review(world: World, product: Product) -> Review:
    """Somebody fetched a jar, paid in cash, and wrote what he thinks of it."""
    got = services.ready_order(order(world, product, 1, method="cash"), by=world.budi)
    return services.write_review(services.hand_over_order(got, by=world.budi), product, 5, words="Renyah")


def order_round(world: World, product: Product, *, until: int = 3, brought: int = 6) -> OrderRound:
    """Orders of its group are collected for some days and brought to the office of a district."""
    today = clock.today()
    known = OrderRound.objects.filter(business=product.business, until_on=today + timedelta(until)).first()
    return known or services.open_round(
        new_uid(), web_shop(world, product), product.business, place="Kantor Camat Palu Timur",
        until_on=today + timedelta(until), brought_on=today + timedelta(brought), by=world.budi,
    )  # fmt: skip


REPORT = (
    b"No. Pesanan,Status Pesanan,Waktu Pesanan Dibuat,Nomor Referensi SKU,Nama Produk,Harga Setelah Diskon,Jumlah,Nama Penerima\n"
    b"241101A,Selesai,2026-11-01 09.30,BGT,Bawang Goreng 100 g,45.000,2,Ibu Nurul\n"
    b"241101A,Selesai,2026-11-01 09.30,,Bawang goreng besar,90.000,1,Ibu Nurul\n"
    b"241101B,Dibatalkan,2026-11-01 10.00,BGT,Bawang Goreng 100 g,45.000,1,Pak Andi\n"
    b"241102C,Perlu Dikirim,2026-11-02 08.00,BGT,Bawang Goreng 100 g,45.000,1,Pak Joni\n"
)
"""What a marketplace says of three orders: one with a product that nobody knows, one that was called off."""


def marketplace(world: World) -> Channel:
    """The groups' shop at Shopee, opened by Lapas Palu."""
    known = Channel.objects.filter(unit=world.palu, kind=Channel.Kind.PLATFORM).first()
    return known or services.open_channel(
        world.palu, "Shopee Lapas Palu", "platform", seller_name="Lapas Kelas IIA Palu", by=world.budi
    )
