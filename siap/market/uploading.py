"""The upload forms of the two big marketplaces: which columns, in which order, and what stands in them. Pure.

Neither publishes its form without an account, and both change it now and then. So a form is dated, and says where it was
seen; a column that we do not know about stays empty, and the seller copies ours into the form of the day.
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
class UploadForm:
    """A marketplace's form: its columns by heading, with the field of a `Good` or words that are always the same."""

    name: str
    seen_on: date
    basis: str
    columns: tuple[tuple[str, str], ...]


_SHOPEE = (
    ("Kategori", ""), ("Nama Produk", ".name"), ("Deskripsi Produk", ".says"), ("SKU Induk", ".sku"), ("Produk Berbahaya", ""),
    ("Kode Integrasi Variasi", ""), ("Nama Variasi 1", ""), ("Varian untuk Variasi 1", ""), ("Foto Produk per Varian", ""),
    ("Nama Variasi 2", ""), ("Varian untuk Variasi 2", ""), ("Harga", ".price"), ("Stok", ".pieces"), ("Kode Variasi", ""),
    ("Panduan Ukuran", ""), ("Foto Sampul", ".picture"), *((f"Foto Produk {n}", "") for n in range(1, 9)), ("Berat", ".gram"),
    ("Panjang", ""), ("Lebar", ""), ("Tinggi", ""), ("Reguler (Cashless)", "Aktif"), ("Hemat", ""), ("Kargo", ""),
    ("Dikirim dalam Pre-order", ""),
)  # fmt: skip
_TOKOPEDIA = (
    ("Pesan Error", ""), ("Nama Produk*", ".name"), ("Deskripsi Produk", ".says"), ("Kode Kategori*", ""),
    ("Berat* (Gram)", ".gram"), ("Minimum Pemesanan*", "1"), ("Nomor Etalase", ""), ("Waktu Proses Preorder", ""),
    ("Kondisi*", "Baru"), ("Foto Produk 1*", ".picture"), *((f"Foto Produk {n}", "") for n in range(2, 6)),
    *((f"URL Video Produk {n}", "") for n in range(1, 4)), ("SKU Name", ".sku"), ("Status*", "Aktif"),
    ("Jumlah Stok*", ".pieces"), ("Harga (Rp)*", ".price"), ("Kurir Pengiriman*", ""), ("Asuransi Pengiriman*", "opsional"),
)  # fmt: skip
FORMS = {
    "shopee": UploadForm(
        "Shopee",
        date(2024, 1, 1),
        "Template unggah massal (informasi dasar), seperti disalin dalam program penjual",
        _SHOPEE,
    ),
    "tokopedia": UploadForm(
        "Tokopedia",
        date(2024, 1, 1),
        "Template “ISI Template Impor Produk”, seperti disalin dalam program penjual",
        _TOKOPEDIA,
    ),
}
"""Read in November 2026 from public programs of sellers that fill these templates; check against the form of the day."""


def rows(form: UploadForm, goods: Iterable[Good]) -> list[list[str | int]]:
    """The sheet of a form: its headings, and a row a product."""
    return [
        [heading for heading, _what in form.columns],
        *([_cell(one, what) for _h, what in form.columns] for one in goods),
    ]


def _cell(good: Good, what: str) -> str | int:
    value: str | int = getattr(good, what[1:]) if what.startswith(".") else what
    return value


def workbook(rows_: Iterable[Iterable[str | int]]) -> bytes:
    """An XLSX of these rows, for a person to copy into the form of the day. Text stays text."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Produk")
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows_):
            sheet.write_row(number, 0, list(row))
    return made.getvalue()
