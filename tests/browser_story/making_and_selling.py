"""Steps 5 and 6: a product with its recipe and permits, a batch of bought material, a bazaar, and the money made sure."""

import re
from datetime import date

from tests.browser_story.learning_together import COOPERATIVE, open_group
from tests.browser_story.seat import Seat

JAR = "Bawang goreng 100 g"
MATERIALS = (
    # name, counted in, is packaging, quantity of a round, rupiah
    ("Bawang merah", "gram", False, "3 kg", "90.000"),
    ("Minyak goreng", "mililiter", False, "1.000", "20.000"),
    ("Stoples 100 g", "buah", True, "10", "20.000"),
)
PERMITS = {"NIB": "1234567890123", "SPP-IRT": "P-IRT 2067201010001-31", "Halal": "ID72110000123450926"}


def product_becomes_ready(budi: Seat) -> None:
    """Step 5: an idea, its materials, its recipe with a cost, its permits; then it may be sold."""
    _open_workshop(budi)
    budi.follow("Produk baru")
    budi.fill({"Nama produk": JAR, "Kode": "BGT", "Berat bersih satu buah": "100 g", "Tahan simpan": 90})
    budi.press("Catat produk")
    budi.sees("Resepnya belum ditulis.", "NIB belum ada.")
    for name, measure, is_packaging, _quantity, _total in MATERIALS:
        _open_workshop(budi)
        budi.follow("Bahan baru")
        budi.fill({"Nama bahan": name})
        budi.tick(measure, *(["Ini kemasan"] if is_packaging else []))
        budi.press("Catat bahan")
    _open_product(budi)
    budi.follow("Tulis resep")
    budi.fill({name: quantity for name, _measure, _is_packaging, quantity, _total in MATERIALS})
    budi.fill({"Jadi berapa buah": 10})
    budi.press("Simpan resep")
    for kind, number in PERMITS.items():
        budi.follow("Catat izin")
        budi.choose({"Jenis izin": kind})
        budi.fill({"Nomor": number, "Atas nama": COOPERATIVE, "Berlaku mulai": date(2026, 1, 5)})
        budi.press("Catat izin")
        _open_product(budi)
    budi.press("Nyatakan siap jual")
    budi.sees(f"{JAR}: 0 buah boleh dijual.")


def jars_are_made(budi: Seat) -> None:
    """Step 5: capital first, then material is bought, then a batch: its lot has a number and a best-before date."""
    _open_book(budi)
    budi.follow("Setor modal")
    budi.fill({"Jumlah": "500.000", "Keterangan": "Modal awal dari koperasi"})
    budi.press("Catat Setor modal")
    for name, _measure, _is_packaging, quantity, total in MATERIALS:
        _open_workshop(budi)
        budi.follow(f"Beli {name}")
        budi.fill({"Banyaknya": quantity, "Harga seluruhnya": total, "Dibeli dari": "Pasar Inpres Manonda"})
        budi.press("Catat pembelian")
    _open_product(budi)
    budi.sees("Rp13.000")  # what one jar costs
    budi.follow("Catat produksi")
    budi.sees("Bahan cukup untuk sekitar 10 buah")
    budi.fill({"Berapa buah yang jadi": 10})
    budi.press("Catat produksi")
    budi.sees("masih 10 buah", "Senin, 4 Januari 2027")  # ninety days
    assert re.search(r"Lot \S*BGT\S+", budi.main.inner_text())


def bazaar_is_opened(budi: Seat) -> None:
    """Step 6: a place to sell, with its seller of record and a price."""
    budi.enter("Pasar")
    budi.follow("Buka tempat jual")
    budi.fill({"Nama tempat jual": "Bazar Palu"})
    budi.tick("Bazar", "Bendahara UPT")
    budi.press("Buka tempat jual")
    budi.follow("Tetapkan harga")
    budi.fill({"Harga sebuah": "40.000"})
    budi.press("Tetapkan harga")
    budi.sees("Rp40.000")


def jars_are_sold(budi: Seat) -> None:
    """Step 6: a few taps at the till. Stock falls, and the entry is in the book."""
    for pieces, method, buyer in ((3, "Tunai", ""), (2, "QRIS", "Ibu Nur")):
        budi.enter("Pasar")
        budi.follow("Bazar Palu")
        for _ in range(pieces):
            budi.main.get_by_role("button", name=f"Tambah {JAR}").click()
        budi.tick(method)
        if buyer:
            budi.main.get_by_text("Tulis nama pembeli").click()
            budi.fill({"Pembeli": buyer})
        budi.press(f"Jual Rp{pieces * 40}.000")
        budi.sees(f"Rp{pieces * 40}.000 terjual", "Tercatat di buku", "Pendapatan usaha")
    budi.sees("uangnya belum dicocokkan", "Ibu Nur", "orang lain yang memeriksa")
    _open_product(budi)
    budi.sees(f"{JAR}: 5 buah boleh dijual.")


def somebody_else_signs_for_qris(budi: Seat, head: Seat) -> None:
    """Step 6: a QRIS code proves nothing until somebody else has seen the money."""
    budi.enter("Pasar")
    budi.follow("QRIS belum dicocokkan")
    budi.sees("Anda yang menjual: orang lain yang memeriksa")
    head.enter("Pasar")
    head.follow("QRIS belum dicocokkan", "Periksa")
    head.fill({"Bukti uang masuk": "Mutasi rekening 6 Oktober, 10.15"})
    head.press("Tanda tangani: uang masuk")
    head.sees("Rp80.000 terjual, uangnya sudah masuk", "Surya Wijaya")


def cash_is_handed_over(budi: Seat, head: Seat) -> None:
    """Two people hold every hand-over: who gives, and who counts."""
    budi.enter("Pasar")
    budi.follow("Tunai di tangan petugas")
    budi.sees("tangan Anda: orang lain yang menerima")
    head.enter("Pasar")
    head.follow("Tunai di tangan petugas", "Terima uangnya")
    head.fill({"Jumlah uang": "120.000"})
    head.press("Uangnya sudah saya terima")
    head.sees("Tidak ada uang tunai di tangan petugas")


def expenses_are_noted(budi: Seat) -> None:
    """What the group spent lessens what is shared."""
    _open_book(budi)
    budi.follow("Uang keluar")
    budi.fill({"Jumlah": "15.000", "Keterangan": "Gas"})
    budi.press("Catat Uang keluar")
    budi.sees("Rp15.000")


def _open_workshop(budi: Seat) -> None:
    open_group(budi)
    budi.follow("Produk")


def _open_product(budi: Seat) -> None:
    _open_workshop(budi)
    budi.follow(JAR)


def _open_book(budi: Seat) -> None:
    open_group(budi)
    budi.follow("Buku kas")
