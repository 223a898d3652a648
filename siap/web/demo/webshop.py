"""The evening of the last day: a shop on the web, and what strangers ordered in it."""

from datetime import timedelta

from siap.core import clock
from siap.ledger.models import Book
from siap.market import queries, services
from siap.market.models import Channel, Order
from siap.people.models import User
from siap.web.demo.life import Life
from siap.workshop.models import Product

QRIS = (
    "00020101021126590013ID.CO.BRI.WWW011893600002000000001702090000000170303UMI51440014ID.CO.QRIS.WWW0215ID1020000000017"
    "0303UMI5204549953033605802ID5915KOPERASI CONTOH6004PALU6105941116304428B"
)
"""Of the fictional merchant in the rules of the field."""
NMID = "ID1020000000017"
SHOPS = {"LPP": "Toko Lapas Palu", "LPR": "Toko Lapas Perempuan Palu"}


def open_shops(life: Life) -> None:
    """Two units sell on the web, at the price of their bazaar; strangers order; every order stands at another step."""
    for code, name in ((one, called) for one, called in SHOPS.items() if one in life.channels):
        shop = _open(life, code, name)
        goods = [product for product in _products(life, code) if _is_there(product)]
        if goods:
            _order(life, code, shop, goods)
            _voucher(life, code, shop, goods)
            _promote(life, code, shop, goods[-1])
            _make_to_order(life, code, shop, goods)


def _open(life: Life, code: str, name: str) -> Channel:
    unit, by, head = life.p.units[code], life.officer(code), life.head(code)
    seller = Book.objects.get(key=unit.seller_book)
    shop = services.open_channel(
        unit, name, "online", seller_name=f"Bendahara {unit.short_name}", seller=seller, uid=life.uid(), by=by
    )
    prices = queries.prices(life.channels[code], clock.today())
    for product in _products(life, code):
        if product.pk in prices:
            services.set_price(
                shop,
                product,
                prices[product.pk],
                valid_from=clock.today(),
                below_cost_because="Seperti di bazar",
                by=by,
            )
    services.register_qris(seller, QRIS, NMID, by=head)
    services.set_bank_account(seller, "BRI", "0099-01-000017-30-5", f"Bendahara {unit.short_name} (contoh)", by=head)
    for place, fee in (("Palu Timur", 10_000), ("Palu Barat", 12_000), ("Sigi", 20_000)):
        services.set_delivery_fee(shop, place, fee, by=head)
    return shop


def _products(life: Life, code: str) -> list[Product]:
    return [product for shop in life.shops_of(code) for product, _recipe, _thing in shop.recipes]


def _is_there(product: Product) -> bool:
    card = queries.catalogue().get(product.uid)
    return card is not None and card.pieces >= 8


def _promote(life: Life, code: str, shop: Channel, product: Product) -> None:
    """A tenth less until the end of the year, and why that is below cost if it is."""
    today = clock.today()
    less = queries.usual_prices(shop, today)[product.pk] * 9 // 10_000 * 1_000
    services.promote(
        life.uid(), shop, product, less, from_on=today, until_on=today + timedelta(days=60),
        below_cost_because="Menjelang akhir tahun", by=life.officer(code),
    )  # fmt: skip


def _voucher(life: Life, code: str, shop: Channel, goods: list[Product]) -> None:
    """For who comes from a fair: used once, and a code that is over today."""
    by, today = life.officer(code), clock.today()
    why = "Pembeli dari pameran kembali"
    services.issue_voucher(
        life.uid(), shop, "PAMERAN", 5_000, most=50, from_on=today, until_on=today + timedelta(days=60),
        below_cost_because=why, by=by,
    )  # fmt: skip
    services.issue_voucher(
        life.uid(), shop, "PALU10", 10_000, most=20, least=100_000, from_on=today, until_on=today, by=by
    )
    services.place_order(
        life.uid(), shop, [(goods[0], 1)], buyer="Ibu Wulan (contoh)", phone="081200000020", how="pickup", method="cash",
        voucher="pameran", by=None,
    )  # fmt: skip
    if len(goods) > 1:
        prices = queries.prices(shop, today)
        usual = prices[goods[0].pk] + prices[goods[1].pk]
        services.bundle(
            life.uid(), shop, "Paket oleh-oleh", [(one, 1) for one in goods[:2]], usual * 9 // 10_000 * 1_000,
            from_on=today, until_on=today + timedelta(days=60), below_cost_because="Menjelang akhir tahun", by=by,
        )  # fmt: skip


def _order(life: Life, code: str, shop: Channel, goods: list[Product]) -> None:
    by, head = life.officer(code), life.head(code)

    def order(buyer: str, how: str, method: str, place: str = "", address: str = "") -> Order:
        return services.place_order(
            life.uid(), shop, [(goods[0], 1)], buyer=buyer, phone="081200000017", how=how, method=method, place=place,
            address=address, by=None,
        )  # fmt: skip

    done = order("Ibu Nurul (contoh)", "pickup", "qris")
    services.report_payment(done)
    done = services.accept_order(done, by=by)
    assert done.sale is not None
    services.verify_payment(done.sale.payment, evidence="Mutasi, pukul 18.02", by=head)
    done = services.hand_over_order(services.ready_order(done, by=by), by=by)
    services.remember_buyer(done, by=None)
    review = services.write_review(done, goods[0], 5, words="Renyah, dan kemasannya rapi.", by=None)
    services.decide_review(review, shown=True, by=by)
    fetched = services.hand_over_order(
        services.ready_order(order("Pak Anton (contoh)", "pickup", "cash"), by=by), by=by
    )
    services.write_review(fetched, goods[0], 4, words="Enak, lain kali tambah yang pedas.", by=None)
    unsure = order("Pak Arif (contoh)", "delivery", "transfer", "Palu Timur", "Jalan Contoh 7")
    services.accept_order(services.report_payment(unsure), by=by)
    services.report_payment(order("Ibu Lina (contoh)", "delivery", "qris", "Sigi", "Jalan Contoh 9"))
    services.ready_order(order("Pak Dedi (contoh)", "pickup", "cash"), by=by)
    with clock.fixed(clock.now() + timedelta(minutes=9)):
        late = order("Ibu Sri (contoh)", "pickup", "transfer")
    _read_statement(head, unsure, late)


def _make_to_order(life: Life, code: str, shop: Channel, goods: list[Product]) -> None:
    """A kitchen says what it can make in a week; a round collects orders, a school asks for many and is offered a price, an
    office waits for its answer."""
    by, product, today = life.officer(code), goods[0], clock.today()
    for one in goods[:2]:
        services.set_pace(one, 60, by=by)
    joined = services.open_round(
        life.uid(), shop, product.business, place="Kantor Camat Palu Timur", until_on=today + timedelta(days=30),
        brought_on=today + timedelta(days=34), by=by,
    )  # fmt: skip
    for buyer, pieces in (("Ibu Fitri (contoh)", 4), ("Pak Yusuf (contoh)", 6)):
        order = services.place_order(
            life.uid(), shop, [(product, pieces)], buyer=buyer, phone="081200000018", how="round", method="cash",
            place=str(joined.uid), by=None,
        )  # fmt: skip
        services.accept_order(order, by=by)
    services.plan_for_orders(
        life.uid(), product, planned_on=joined.until_on + timedelta(days=1), orders=joined.orders.all(), by=by
    )
    price = queries.prices(shop, today)[product.pk]
    for buyer, pieces in (("SD Contoh, Bu Ani (contoh)", 240), ("Dinas Contoh, Pak Rudi (contoh)", 150)):
        asked = services.ask_quote(
            life.uid(), shop, [(product, pieces)], buyer=buyer, phone="081200000019", how="pickup", method="transfer",
            wanted_on=today + timedelta(days=40), by=None,
        )  # fmt: skip
        if pieces > 200:
            services.answer_quote(
                asked, {product.pk: price * 19 // 20}, promised_on=today + timedelta(days=35),
                valid_until=today + timedelta(days=45), below_cost_because="Pesanan besar", by=by,
            )  # fmt: skip


def _read_statement(head: User, unsure: Order, late: Order) -> None:
    """The bank's statement of the evening: a transfer whose goods are set aside, one whose buyer pressed nothing, one that
    nobody knows."""
    today = clock.today().strftime("%d/%m/%Y")
    rows = (("TRF ARIF", unsure.due), ("TRF SRI", late.due), ("SETORAN TANPA BERITA", 27_500))
    lines = "".join(f"{today};{words};{amount}\n" for words, amount in rows)
    services.take_statement(unsure.seller, "BRI", f"Tanggal;Keterangan;Kredit\n{lines}".encode(), by=head)
