"""A marketplace's reports: read first, booked by a person, paid out with its fees; nothing twice, nothing dropped."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from siap.core.proofs import run
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market import queries, report, rules, services
from siap.market.models import PlatformOrder, Sale, SaleFlag, StatementSource
from siap.market.tests import given
from siap.people.roster import sheet

INCOME = (
    b"Laporan penghasilan,,\nNo. Pesanan,Total Penghasilan,Tanggal Dana Dilepaskan\n241102C,41.400,2026-11-08\n"
    b"999,1.000,2026-11-08\n"
)


@pytest.fixture
def shop(world, onion):
    channel = given.marketplace(world)
    services.set_price(channel, onion, 45_000, valid_from=given.OPENED_ON, by=world.budi)
    services.read_report(channel, given.REPORT, by=world.budi)
    return channel


def order(number):
    return PlatformOrder.objects.get(number=number)


def test_an_order_may_lie_on_several_rows_and_no_buyer_is_read():
    told = report.read(sheet.lines(given.REPORT))
    assert [(one.number, one.on, one.is_off) for one in told.ordered] == [
        ("241101A", date(2026, 11, 1), False), ("241101B", date(2026, 11, 1), True), ("241102C", date(2026, 11, 2), False)
    ]  # fmt: skip
    assert [(one.sku, one.pieces, one.price) for one in told.ordered[0].bought] == [("BGT", 2, 45_000), ("", 1, 90_000)]
    assert "Nurul" not in str(told)


def test_tokopedia_calls_its_columns_otherwise_and_leaves_the_number_out_below():
    told = report.read(
        sheet.lines(
            b"Nomor,Nomor Invoice,Tanggal Pembayaran,Status Terakhir,Nama Produk,Nomor SKU,"
            b"Jumlah Produk Dibeli,Harga Jual (IDR)\n"
            b"1,INV/20261101/MPL/1,01-11-2026 10:00:00,Pesanan Selesai,Bawang,BGT,1,40000\n,,,,Keripik,KPL,3,15000\n"
        )
    )
    (one,) = told.ordered
    assert (one.number, [line.sku for line in one.bought]) == ("INV/20261101/MPL/1", ["BGT", "KPL"])


def test_odd_headings_are_asked_for_and_remembered(world, shop):
    odd = b"Kode,Kapan,Apa,Berapa,Duit\nX1,2026-11-02,BGT,1,45000\n"
    with pytest.raises(report.NoOrderHeadings, match="Kode, Kapan, Apa"):
        services.read_report(shop, odd, by=world.budi)
    columns = {"order": "Kode", "on": "kapan", "sku": "Apa", "pieces": "Berapa", "price": "Duit"}
    assert services.read_report(shop, odd, by=world.budi, columns=columns).new == 1
    assert services.read_report(shop, odd, by=world.budi).known == 1
    assert StatementSource.objects.get(name=shop.name).columns["order"] == "Kode"


def test_reading_books_nothing_and_twice_is_once(world, shop):
    assert not Sale.objects.exists()
    assert services.read_report(shop, given.REPORT, by=world.budi).new == 0
    found = queries.elsewhere(shop)
    assert [one.number for one in found.ready] == ["241102C"]
    assert [one.number for one in found.unknown] == ["241101A"]
    assert found.names == [("bawang goreng besar", "Bawang goreng besar")]
    with pytest.raises(rules.OrderNotReady):
        services.book_order(order("241101A"), by=world.budi)


def test_an_order_is_booked_once_and_paid_out_with_its_fee(world, group, onion, shop):
    before = onion.lots.get().on_hand
    sale = services.book_order(order("241102C"), by=world.budi)
    assert services.book_order(order("241102C"), by=world.budi) == sale
    assert (sale.total, sale.sold_on, sale.is_paid, onion.lots.get().on_hand) == (
        45_000,
        date(2026, 11, 2),
        False,
        before - 1,
    )
    with pytest.raises(rules.PaidByReport):
        services.verify_payment(sale.payment, evidence="Saya lihat", by=world.wati)
    services.read_report(shop, INCOME, by=world.budi)
    found = queries.elsewhere(shop)
    assert ([one.number for one in found.payable], [one.number for one in found.untold]) == (["241102C"], ["999"])
    done = services.settle_order(order("241102C"), by=world.wati)
    services.settle_order(order("241102C"), by=world.wati)
    assert (done.fee, done.sale.is_paid) == (3_600, True)
    assert queries.at_seller(world.palu.seller_book) == 41_400
    assert book.balance(chart.expense, book=group.book) == 3_600
    assert queries.held_for(group) == 41_400
    with pytest.raises(rules.SettledAlready):
        services.void_sale(sale, because="Salah", by=world.head)
    assert not {one.key: found.offender for one, found in run() if found.offender}


def test_a_name_is_learnt_and_what_is_not_there_becomes_a_shortage(world, onion, shop):
    services.name_product(shop, "Bawang goreng besar", onion, by=world.budi)
    heads = b"No. Pesanan,Waktu Pesanan Dibuat,Nama Produk,Harga Setelah Diskon,Jumlah\n"
    big = heads + b"B1,2026-11-02,Bawang Goreng Besar,40000,99\n"
    services.read_report(shop, big, by=world.budi)
    sale = services.book_order(order("B1"), by=world.budi)
    assert sale.shortages.get().pieces == 89
    assert {flag.kind for flag in sale.flags.all()} == {SaleFlag.Kind.PRICE}


def test_more_than_the_price_is_never_paid_out(world, shop):
    services.book_order(order("241102C"), by=world.budi)
    services.read_report(shop, INCOME.replace(b"41.400", b"45.001"), by=world.budi)
    assert [one.number for one in queries.elsewhere(shop).odd] == ["241102C"]
    with pytest.raises(rules.PayoutWrong):
        services.settle_order(order("241102C"), by=world.wati)


def test_a_person_does_it_on_one_page(client, world, onion, shop):
    client.force_login(world.budi)
    page = reverse("market:platform", args=[shop.uid])
    text = client.get(page).content.decode()
    assert "Bawang goreng besar" in text
    client.post(
        reverse("market:name-product", args=[shop.uid]), {"called": "bawang goreng besar", "product": onion.uid}
    )
    client.post(reverse("market:book-orders", args=[shop.uid]))
    assert Sale.objects.count() == 2
    sent = {"sheet": io.BytesIO(INCOME)}
    sent["sheet"].name = "penghasilan.csv"
    client.post(reverse("market:read-report", args=[shop.uid]), sent)
    client.post(reverse("market:settle-orders", args=[shop.uid]))
    assert "Rp41.400" in client.get(page).content.decode()
    wrong = {"sheet": io.BytesIO(b"a,b\n1,2\n")}
    wrong["sheet"].name = "lain.csv"
    assert client.post(reverse("market:read-report", args=[shop.uid]), wrong).status_code == 422


def test_products_come_in_the_upload_form_of_either_marketplace(client, world, onion, shop):
    client.force_login(world.budi)
    page = reverse("market:upload-form", args=[shop.uid])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(client.get(page + "?untuk=tokopedia").content)).get_sheet_by_index(
        0
    )
    keys, heads, first = rows.to_python()
    told = dict(zip(heads, first, strict=True))
    assert (told["SKU Penjual"], told["Harga Ritel (Mata Uang Lokal)"], told["Kuantitas"]) == ("BGT", 45_000, 10)
    assert dict(zip(keys, first, strict=True))["parcel_weight"] == 100
    text = client.get(page + "?untuk=shopee&berkas=csv").content.decode("utf-8-sig")
    keys, heads, first = list(csv.reader(io.StringIO(text)))
    told = dict(zip(keys, first, strict=True))
    assert (told["ps_sku_parent_short"], told["ps_price"], told["ps_stock"]) == ("BGT", "45000", "10")
    assert heads[:3] == ["Kategori", "Nama Produk", "Deskripsi Produk"]
    assert client.get(page + "?untuk=lain").status_code == 404
