"""A shop at a marketplace in the last week: its report was read, some orders are booked, one was paid out, one nobody knows yet;
and a bundle for those who bring something home."""

from datetime import date, timedelta
from functools import partial

from siap.core import clock
from siap.market import queries, services
from siap.market.models import Channel
from siap.web.demo.life import Life
from siap.web.demo.stalls import CODE, anywhere, goods_of
from siap.workshop.models import Product

HEADS = "No. Pesanan,Status Pesanan,Waktu Pesanan Dibuat,Nomor Referensi SKU,Nama Produk,Harga Setelah Diskon,Jumlah"
INCOME = "No. Pesanan,Total Penghasilan,Tanggal Dana Dilepaskan"


def plan(life: Life) -> None:
    """Opened a week ago, paid out for the first time two days ago."""
    opened = life.end - timedelta(days=7)
    life.on(opened, partial(open_shop, life, opened))
    life.on(life.end - timedelta(days=2), partial(pay_out, life))


def open_shop(life: Life, day: date) -> None:
    """Prices a little above the bazaar's, three orders, of which two are booked."""
    officer, unit = life.officer(CODE), life.p.units[CODE]
    shop = services.open_channel(unit, "Shopee Karya Lapas Palu", "platform", seller_name=unit.name, by=officer)
    prices = queries.usual_prices(life.channels[CODE], day)
    goods = [(own, one) for own, one in goods_of(life) if one.pk in prices and anywhere(one) >= 6][:2]
    for _own, one in goods:
        services.set_price(
            shop, one, prices[one.pk] * 11 // 10, valid_from=day, below_cost_because="Seperti di bazar", by=officer
        )
    rows = [f"2411{number}SIAP,Selesai,{day} 09:1{number},{one.code},{one.name},{prices[one.pk] * 11 // 10},2"
            for number, (_own, one) in enumerate(goods, 1)]  # fmt: skip
    rows.append(f"24119SIAP,Perlu Dikirim,{day} 11:20,,Paket Oleh-oleh Palu,95000,1")
    services.read_report(shop, "\n".join([HEADS, *rows]).encode(), by=officer)
    for order in queries.elsewhere(shop).ready:
        services.book_order(order, by=officer)
    for own, one in goods:
        own.on_hand[one.pk] -= 2
    _bundle(life, [one for _own, one in goods], prices)


def _bundle(life: Life, goods: list[Product], prices: dict[int, int]) -> None:
    if len(goods) < 2:
        return
    usual = sum(prices[one.pk] for one in goods)
    services.bundle(
        life.uid(), life.channels[CODE], "Paket oleh-oleh Palu", [(one, 1) for one in goods], usual * 9 // 10_000 * 1_000,
        from_on=clock.today(), until_on=clock.today() + timedelta(days=30), below_cost_because="Menjelang akhir tahun",
        by=life.officer(CODE),
    )  # fmt: skip


def pay_out(life: Life) -> None:
    """The marketplace keeps eight percent of the first order."""
    shop = Channel.objects.get(unit=life.p.units[CODE], kind=Channel.Kind.PLATFORM)
    for order in queries.elsewhere(shop).owed[:1]:
        told = f"{INCOME}\n{order.number},{order.total * 92 // 100},{clock.today()}".encode()
        services.read_report(shop, told, by=life.officer(CODE))
        order.refresh_from_db()
        services.settle_order(order, by=life.head(CODE))
