"""The main job, through the screen: from the signed agreement to a person's first rupiah, and back.

Nothing is given but the founding and the cast. October is lived through the pages by whoever does each step, and shared on
2 November, when the month is over. One function a step, in the order of the story.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

import pytest
from playwright.sync_api import Browser

from siap.core import clock, proofs
from siap.people.models import Unit
from tests.browser_story.seat import Seat, on_day
from tests.world import TODAY, begin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)
OFFICERS_COURSE, PARTICIPANTS_COURSE = "Kewirausahaan untuk petugas", "Mulai usaha olahan"
COOPERATIVE = "Koperasi Farmtisan Lestari Berjaya"
GROUP, JAR = "Bawang Goreng Tadulako", "Bawang goreng 100 g"
DECREE = "W24.PAS1-112.PK.05.09 Tahun 2026"
MATERIALS = (
    # name, counted in, is packaging, quantity of a round, rupiah
    ("Bawang merah", "gram", False, "3 kg", "90.000"),
    ("Minyak goreng", "mililiter", False, "1.000", "20.000"),
    ("Stoples 100 g", "buah", True, "10", "20.000"),
)
PERMITS = {"NIB": "1234567890123", "SPP-IRT": "P-IRT 2067201010001-31", "Halal": "ID72110000123450926"}


@dataclass
class Cast:
    """Who sits before a screen. Budi has a phone in his hand; the others have a desk."""

    manager: Seat
    budi: Seat
    head: Seat
    hendra: Seat

    def all(self) -> Iterator[Seat]:
        """Everybody."""
        return (getattr(self, one.name) for one in fields(self))


@pytest.fixture
def cast(db: None, live_server, browser: Browser) -> Iterator[Cast]:
    """The programme founded on a Monday in October, and four people before their screens."""
    with clock.fixed(clock.at(MONDAY)):
        begin()
    seats = Cast(
        manager=Seat(browser, live_server.url, "kanwil"),
        budi=Seat(browser, live_server.url, "budi", on_phone=True),
        head=Seat(browser, live_server.url, "kalapas"),
        hendra=Seat(browser, live_server.url, "hendra"),
    )
    yield seats
    for seat in seats.all():
        seat.close()


def test_from_the_agreement_to_the_first_rupiah_and_back(cast: Cast) -> None:
    budi, head, manager, hendra = cast.budi, cast.head, cast.manager, cast.hendra
    with on_day(MONDAY, manager, budi, head):
        manager_opens_the_agreement(manager)
        manager_adds_the_courses(manager)
        officers_come_first(budi)
        class_is_taught(budi, OFFICERS_COURSE, ("Budi Santoso", "Wati Anggraini"))
        three_are_selected(budi, head)
        class_is_taught(budi, PARTICIPANTS_COURSE, ("Sari Melati", "Dewi Kartika", "Tono"))
        group_is_formed(budi)
    with on_day(TUESDAY, budi, head):
        hours_are_recorded(budi)
        product_becomes_ready(budi)
        jars_are_made(budi)
        bazaar_is_opened(budi)
        jars_are_sold(budi)
        somebody_else_signs_for_qris(budi, head)
        cash_is_handed_over(budi, head)
        expenses_are_noted(budi)
    with on_day(TODAY, manager, budi, head, hendra):
        month_is_shared(budi, head)
        slips_are_printed(budi)
        sari_goes_home(budi, head)
        sari_starts_her_own(hendra)
        everything_is_one_click_away(budi)
        kanwil_agrees_with_the_book(manager)
    assert not [finding.offender for _proof, finding in proofs.run() if finding.offender]


def manager_opens_the_agreement(manager: Seat) -> None:
    """Step 1: parties, date, place, scope, units, terms; and which unit is at which stage."""
    manager.enter("Program")
    manager.follow(COOPERATIVE)
    manager.sees(
        "Perjanjian dengan " + COOPERATIVE, "6 Nov 2025", "Palu", "Pendampingan kelompok usaha",
        "Pelatihan kewirausahaan", "Pengembangan produk", "Karya Narapidana 50/35/15",
    )  # fmt: skip
    for unit in Unit.objects.all():
        manager.sees(unit.name)
    manager.follow("Tahap tiap UPT", "Lapas Palu")
    manager.sees("Lapas Palu: tahap Persiapan.", "Ikut Perjanjian Kerja Sama")


def manager_adds_the_courses(manager: Seat) -> None:
    """What is taught, to whom, and from which mark on."""
    for title, code, audience in ((OFFICERS_COURSE, "KWU-P", "Petugas"), (PARTICIPANTS_COURSE, "KWU-1", "Peserta")):
        manager.enter("Belajar")
        manager.follow("Pelatihan", "Tambah pelatihan")
        manager.fill({"Nama pelatihan": title, "Kode": code, "Jam pelajaran": 20, "Penerbit sertifikat": COOPERATIVE})
        manager.choose({"Untuk siapa": audience})
        manager.press("Tambah pelatihan")
        manager.sees(title)


def officers_come_first(budi: Seat) -> None:
    """Step 2: a class of participants is refused, and the page says why."""
    budi.enter("Belajar")
    budi.sees("Petugas lebih dahulu: kurang 2 petugas lulus.")
    _open_class(budi, PARTICIPANTS_COURSE, "Peserta")
    budi.sees("kelas peserta baru bisa dibuka setelah 2 petugas Lapas Palu lulus", "jadi kurang 2 lagi")


def class_is_taught(budi: Seat, course: str, people: tuple[str, ...]) -> None:
    """A class from its first day to the certificates."""
    budi.enter("Belajar")
    _open_class(budi, course, "Petugas" if course == OFFICERS_COURSE else "Peserta")
    budi.tick(*people)
    budi.press("Daftarkan yang dicentang")
    budi.follow("Isi daftar hadir")
    budi.fill({"Bahasan": "Mulai dari yang ada", "Jam pelajaran": 4})
    budi.press("Catat pertemuan")
    budi.follow("Isi nilai")
    for name in people:
        budi.fill({f"Tes awal: {name}": 40, f"Tes akhir: {name}": 80})
    budi.press("Simpan nilai")
    budi.follow("Luluskan")
    budi.sees(f"{len(people)} orang lulus.")
    budi.press("Luluskan dan tutup kelas")
    budi.sees(f"{len(people)} dari {len(people)} orang lulus")


def _open_class(budi: Seat, course: str, audience: str) -> None:
    budi.follow("Buka kelas")
    budi.choose({"Pelatihan": f"{course} ({audience})"})
    budi.press("Buka kelas")


def three_are_selected(budi: Seat, head: Seat) -> None:
    """Step 3: proposed and assessed by the officer, approved by the head on the TPP's recommendation, with a decree."""
    for name in ("Sari Melati", "Dewi Kartika", "Tono"):
        budi.enter("Orang")
        budi.follow(name, "Keikutsertaan", "Usulkan orang")
        budi.tick("Pernyataan sukarela")
        budi.press("Usulkan orang ini")
        budi.follow("Nilai")
        budi.fill({"Minat": "Mengolah bawang", "Keterampilan": "Pernah bekerja di dapur"})
        budi.tick("Sehat untuk bekerja")
        budi.press("Catat penilaian")
        budi.sees("menunggu keputusan kepala UPT")
    head.enter("Program")
    head.sees("3 orang menunggu keputusan")
    head.follow("Seleksi peserta", "Putuskan")
    head.tick("Sari Melati", "Dewi Kartika", "Tono", "Disetujui")
    head.fill({"Tanggal sidang TPP": MONDAY, "Nomor SK": DECREE})
    head.press("Putuskan")
    head.sees("3 orang ikut program")


def group_is_formed(budi: Seat) -> None:
    """Step 4: a group with a post for everybody, its bridge and its mentor."""
    budi.enter("Usaha")
    budi.follow("Bentuk kelompok")
    budi.fill({"Nama kelompok": GROUP, "Apa yang dibuat": "Bawang goreng khas Palu"})
    budi.choose({"Pendamping koperasi": "Rina Tandi"})
    budi.choose({"Sari Melati": "Ketua", "Dewi Kartika": "Bendahara", "Tono": "Anggota"})
    budi.press("Bentuk kelompok")
    budi.sees(GROUP, "Ketua", "Bendahara", "Rina Tandi", "Budi Santoso")


def hours_are_recorded(budi: Seat) -> None:
    """Step 4: who worked how long, a sheet a day."""
    _open_group(budi)
    budi.follow("Isi jam kerja")
    for day in ("Senin, 5 Oktober 2026", "Selasa, 6 Oktober 2026"):
        budi.fill({f"Sari Melati, {day}": 6, f"Dewi Kartika, {day}": 4, f"Tono, {day}": 2})
    budi.press("Catat jam kerja")
    budi.sees("24 jam")


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


def month_is_shared(budi: Seat, head: Seat) -> None:
    """Step 7: 200,000 sold, 65,000 its cost, 15,000 spent; prepared by one, approved by the other."""
    budi.enter("Bagi hasil")
    budi.follow(GROUP, "Siapkan bagi hasil")
    budi.sees("Rp120.000 dapat dibagi untuk Oktober 2026.")
    budi.press("Siapkan bagi hasil")
    budi.sees("orang lain yang memutuskannya")
    assert not budi.main.get_by_role("button", name="Setujui bagi hasil").count()
    head.enter("Hari ini")
    head.follow(GROUP)
    head.sees("Rp200.000", "Rp65.000", "Rp15.000", "Sari Melati", "Rp30.000", "Dewi Kartika", "Rp20.000", "Rp10.000")
    head.press("Setujui bagi hasil")
    head.sees("disetujui; dananya belum diterima")
    budi.page.reload()
    budi.press("Dana sudah diterima titipan")
    budi.sees("Rp120.000 untuk Oktober 2026 sudah dibagi.")


def slips_are_printed(budi: Seat) -> None:
    """Step 7: a page that a member can read, and the same as a PDF."""
    budi.follow("Slip")
    budi.sees("Bagian Anda dari Oktober 2026", "Begini hitungannya", "Kalau tidak setuju")
    paper = budi.page.request.get(budi.page.get_by_role("link", name="PDF").get_attribute("href") or "")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF-")


def sari_goes_home(budi: Seat, head: Seat) -> None:
    """Step 8: released on parole; her account closes with a payout that another approves."""
    budi.page.goto("/hari-ini/")
    budi.enter("Orang")
    budi.follow("Sari Melati", "Catat bebas")
    budi.choose({"Cara bebas": "Pembebasan bersyarat (PB)", "Bapas yang membimbing": "Bapas Palu"})
    budi.press("Catat bebas")
    budi.sees("Sari Melati, klien di Bapas Palu")
    head.enter("Hari ini")
    head.follow("Rp30.000")
    head.press("Setujui pembayaran")
    budi.enter("Bagi hasil")
    budi.follow("Pembayaran", "Sari Melati", "Bayar")
    budi.tick("Rekening bank")
    budi.fill({"Bukti": "Bukti transfer 2 November"})
    budi.press("Catat pembayaran")
    budi.sees("Rp30.000 sudah dibayar kepada Sari Melati")


def sari_starts_her_own(hendra: Seat) -> None:
    """Step 8: her case waits at Bapas Palu; Hendra takes it and opens her venture."""
    hendra.enter("Pulang")
    hendra.follow("Sari Melati")
    hendra.press("Saya dampingi")
    hendra.follow("Buka usaha sendiri")
    hendra.fill({"Nama usaha": "Bawang Sari", "Apa yang dibuat atau dijual": "Bawang goreng"})
    hendra.press("Buka usaha")
    hendra.sees("Bawang Sari", "Rp30.000", "sudah dibayar")


def everything_is_one_click_away(budi: Seat) -> None:
    """Step 9: from the sale to each person's part and back, from Sari to every step, from the jar to its buyer and back."""
    budi.enter("Pasar")
    budi.follow("Semua penjualan")
    sale = budi.row("Ibu Nur").get_by_role("link").inner_text()
    budi.follow(sale, "Jalan rupiah ini")
    budi.sees("Bagian tiap orang", "Sari Melati", "Rp30.000", "Dewi Kartika", "Rp20.000", "Tono", "Rp10.000")
    budi.follow("Tono")  # his way, and back to the sale
    budi.follow("penjualannya", sale)
    budi.sees("Rp80.000 dari Bazar Palu")
    lot = budi.row(JAR).get_by_role("link").last.inner_text()
    budi.follow(lot)
    budi.sees(f"{JAR}: 5 terjual, 5 tersisa.", "Ibu Nur", "Pasar Inpres Manonda")
    budi.follow(sale)  # from the jar to its buyer's sale
    budi.follow("Dewi Kartika")
    budi.sees("Dewi Kartika")


def kanwil_agrees_with_the_book(manager: Seat) -> None:
    """Step 9: what the Kanwil reads is what the book says."""
    manager.enter("Laporan")


def _open_group(budi: Seat) -> None:
    budi.enter("Usaha")
    budi.follow(GROUP)


def _open_workshop(budi: Seat) -> None:
    _open_group(budi)
    budi.follow("Produk")


def _open_product(budi: Seat) -> None:
    _open_workshop(budi)
    budi.follow(JAR)


def _open_book(budi: Seat) -> None:
    _open_group(budi)
    budi.follow("Buku kas")
