"""The upload forms of the two big marketplaces: which columns, in which order, and what stands in them. Pure.

Neither publishes its form without an account, and both change it now and then. So a form is dated, and says where it was seen; a
column that we do not know about stays empty, and the seller copies ours into the form of the day. The first row has the names by
which the marketplace's program knows its columns: they tell which is which when a heading was worded anew.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import xlsxwriter


@dataclass(frozen=True)
class Good:
    """A product as a marketplace asks for it: price in rupiah, weight in gram with its packing, picture by its address."""

    name: str
    says: str
    sku: str
    price: int
    pieces: int
    gram: int
    picture: str


@dataclass(frozen=True)
class Column:
    """The name by which a marketplace's program knows it, its heading, and the field of a `Good` (`.name`) or what always stands
    in it."""

    key: str
    heading: str
    what: str = ""


@dataclass(frozen=True)
class UploadForm:
    """A marketplace's form."""

    name: str
    seen_on: date
    basis: str
    columns: tuple[Column, ...]


_SHOPEE = (
    Column("ps_category", "Kategori"),
    Column("ps_product_name", "Nama Produk", ".name"),
    Column("ps_product_description", "Deskripsi Produk", ".says"),
    Column("ps_maximum_purchase_quantity", "Maks. Jumlah Pembelian"),
    Column("ps_maximum_purchase_quantity_start_date", "Maks. Jumlah Pembelian - Tanggal Mulai"),
    Column("ps_maximum_purchase_quantity_time_period", "Maks. Jumlah Pembelian - Jumlah Hari"),
    Column("ps_maximum_purchase_quantity_end_date", "Maks. Jumlah Pembelian - Tanggal Berakhir"),
    Column("ps_minimum_purchase_quantity", "Min. Jumlah Pembelian"),
    Column("ps_sku_parent_short", "SKU Induk", ".sku"),
    Column("ps_dangerous_goods", "Produk Berbahaya", "No (ID)"),
    Column("et_title_variation_integration_no", "Kode Integrasi Variasi"),
    Column("et_title_variation_1", "Nama Variasi 1"),
    Column("et_title_option_for_variation_1", "Varian untuk Variasi 1"),
    Column("et_title_image_per_variation", "Foto Produk per Varian"),
    Column("et_title_variation_2", "Nama Variasi 2"),
    Column("et_title_option_for_variation_2", "Varian untuk Variasi 2"),
    Column("ps_price", "Harga", ".price"),
    Column("ps_stock", "Stok", ".pieces"),
    Column("ps_sku_short", "Kode Variasi"),
    Column("ps_new_size_chart", "Template Panduan Ukuran"),
    Column("et_title_size_chart", "Foto Panduan Ukuran"),
    Column("ps_gtin_code", "GTIN"),
    Column("ps_item_cover_image", "Foto Sampul", ".picture"),
    *(Column(f"ps_item_image_{n}", f"Foto Produk {n}") for n in range(1, 9)),
    Column("ps_weight", "Berat", ".gram"),
    Column("ps_length", "Panjang"),
    Column("ps_width", "Lebar"),
    Column("ps_height", "Tinggi"),
    Column("channel_id.8003", "Reguler (Cashless)", "Aktif"),
    Column("channel_id.8005", "Hemat Kargo"),
    Column("ps_product_pre_order_dts", "Dikirim Dalam Pre-order"),
)
_TOKOPEDIA = (
    Column("category", "Kategori"),
    Column("brand", "Merek"),
    Column("product_name", "Nama produk", ".name"),
    Column("product_description", "Deskripsi produk", ".says"),
    Column("main_image", "Gambar utama", ".picture"),
    *(Column(f"image_{n}", f"Gambar {n}") for n in range(2, 10)),
    Column("property_name_1", "Nama varian utama (tema)"),
    Column("property_value_1", "Nilai varian utama (opsi)"),
    Column("property_1_image", "Gambar varian utama 1"),
    Column("property_name_2", "Nama varian sekunder (tema)"),
    Column("property_value_2", "Nilai varian sekunder (opsi)"),
    Column("parcel_weight", "Berat paket(g)", ".gram"),
    Column("parcel_length", "Panjang paket(cm)"),
    Column("parcel_width", "Lebar paket(cm)"),
    Column("parcel_height", "Tinggi paket(cm)"),
    Column("delivery", "Opsi Pengiriman"),
    Column("price", "Harga Ritel (Mata Uang Lokal)", ".price"),
    Column("pre_order_time", "Pre-sale: Waktu proses pesanan"),
    Column("quantity", "Kuantitas", ".pieces"),
    Column("seller_sku", "SKU Penjual", ".sku"),
    Column("minimum_order_quantity", "Pembelian minimum per pesanan", "1"),
    Column("size_chart", "Bagan Ukuran"),
    Column("cod", "Pilih apakah akan mendukung pembayaran di tempat."),
    Column("shipping_insurance", "Asuransi pengiriman", "Optional"),
)
FORMS = {
    "shopee": UploadForm(
        "Shopee",
        date(2026, 9, 7),
        "Template unggah massal “basic” 31 Agustus dan 7 September 2026, seperti disalin dalam program penjual",
        _SHOPEE,
    ),
    "tokopedia": UploadForm(
        "Tokopedia (bersama TikTok Shop)",
        date(2026, 1, 1),
        "Template V5.0.2 Tokopedia dan TikTok Shop Seller Center, seperti disalin dalam program penjual",
        _TOKOPEDIA,
    ),
}
"""Read in November 2026 from public programs of sellers that fill these templates; check against the form of the day. Shopee has
a column for each way of sending that a shop switched on: only the usual two stand here. Whether it weighs in gram or kilogram
is told differently; we write gram. Tokopedia's depends on the category: what a category asks besides is not known here."""


def rows(form: UploadForm, goods: Iterable[Good]) -> list[list[str | int]]:
    """The sheet of a form: the names of its columns, their headings, and a row a product."""
    return [
        [one.key for one in form.columns],
        [one.heading for one in form.columns],
        *([_cell(good, one.what) for one in form.columns] for good in goods),
    ]


def _cell(good: Good, what: str) -> str | int:
    value: str | int = getattr(good, what[1:]) if what.startswith(".") else what
    return value


def workbook(rows_: Iterable[Iterable[str | int]]) -> bytes:
    """An XLSX of these rows, for a person to copy into the form of the day. Text stays text."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Produk")
        sheet.freeze_panes(2, 0)
        for number, row in enumerate(rows_):
            sheet.write_row(number, 0, list(row))
    return made.getvalue()
