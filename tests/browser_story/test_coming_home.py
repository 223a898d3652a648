"""Sari's way home, through the screen: from twelve weeks before her release to her own business, alive at twelve months.

Budi opens the preparation inside, Hendra takes over at Bapas Palu, her cash book is kept on the phone, four follow-ups are
written down, and a bank reads a record that names no prison.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from siap.aftercare.models import CreditRecord, FollowUp
from siap.aftercare.rules import FOLLOW_UP_MONTHS, months_after
from siap.core import clock, proofs
from tests.browser import ONCE
from tests.browser_story.seat import Seat, on_day
from tests.world import begin

pytestmark = [ONCE, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME_ON = date(2026, 12, 1)
TWELVE_WEEKS_BEFORE = date(2026, 9, 8)
BEGUN = date(2026, 12, 7)
SOLD, SPENT = ("1.500.000", "900.000")
CUSTODY = ("Lapas", "Rutan", "Bapas", "pemasyarakatan", "bebas", "pidana", "narapidana")


@pytest.fixture
def seats(db: None, live_server, browser: Browser) -> Iterator[tuple[Seat, Seat, Seat]]:
    """Budi at his desk in Lapas Palu, Hendra with his phone, and a bank that has no account here."""
    with clock.fixed(clock.at(TWELVE_WEEKS_BEFORE)):
        begin()
    three = (
        Seat(browser, live_server.url, "budi"),
        Seat(browser, live_server.url, "hendra", on_phone=True),
        Seat(browser, live_server.url, "nobody"),
    )
    yield three
    for seat in three:
        seat.close()


def test_from_twelve_weeks_before_release_to_a_business_alive_at_twelve_months(seats: tuple[Seat, Seat, Seat]) -> None:
    budi, hendra, bank = seats
    with on_day(TWELVE_WEEKS_BEFORE, budi, hendra):
        budi_opens_the_preparation(budi)
        hendra_takes_it(hendra)
    with on_day(HOME_ON, budi):
        sari_is_released(budi)
    with on_day(BEGUN, hendra):
        what_goes_along(hendra)
        her_business_begins(hendra)
    for turn in range(12):
        with on_day(months_after(date(2026, 12, 15), turn), hendra):
            a_month_in_the_book(hendra)
    for month in FOLLOW_UP_MONTHS:
        with on_day(months_after(HOME_ON, month), hendra):
            hendra_asks(hendra, month)
    with on_day(months_after(HOME_ON, 12), hendra):
        a_bank_may_read_it(hendra, bank)
    assert list(FollowUp.objects.order_by("month").values_list("month", "answer")) == [
        (month, "alive") for month in FOLLOW_UP_MONTHS
    ]
    assert not [finding.offender for _proof, finding in proofs.run() if finding.offender]


def budi_opens_the_preparation(budi: Seat) -> None:
    """Twelve weeks before the expected day, and not one day earlier, she stands on the list."""
    budi.enter("Pulang")
    budi.follow("Sari Melati")
    budi.fill({"Tanggal pulang yang diharapkan": HOME_ON})
    budi.choose({"Cara pulang": "Pembebasan bersyarat (PB)", "Bapas yang mendampingi": "Bapas Palu"})
    budi.press("Buka persiapan")
    budi.sees("Sari Melati", "0 dari 12 persiapan", "KTP dan kartu keluarga")


def hendra_takes_it(hendra: Seat) -> None:
    """The Bapas prepares: somebody looks after her, the first thing is done, another says what stands in its way."""
    _open_case(hendra)
    hendra.press("Saya dampingi")
    hendra.row("KTP dan kartu keluarga").get_by_role("button", name="Sudah").click()
    hendra.sees("1 dari 12")
    hendra.follow("Tempat usaha")
    hendra.fill({"Apa yang menghalangi?": "Kios pamannya disewa sampai November"})
    hendra.press("Simpan")
    hendra.sees("terhalang", "Kios pamannya disewa sampai November")


def sari_is_released(budi: Seat) -> None:
    """The case that was prepared receives her; no second one is opened."""
    budi.enter("Orang")
    budi.follow("Sari Melati", "Catat bebas")
    budi.choose({"Cara bebas": "Pembebasan bersyarat (PB)", "Bapas yang membimbing": "Bapas Palu"})
    budi.press("Catat bebas")
    budi.sees("Semua sudah selesai untuk Sari Melati.")
    budi.follow("Berkas orangnya")
    budi.sees("Sari Melati, klien di Bapas Palu")


def what_goes_along(hendra: Seat) -> None:
    """The recipe by agreement, and the booklet in her hand."""
    _open_case(hendra)
    hendra.follow("Catat bekal")
    hendra.tick("Resep kelompok")
    hendra.fill({"Nama barang atau hal": "Resep bawang goreng", "Dari siapa": "Kelompok Melati"})
    hendra.press("Catat bekal")
    hendra.sees("Resep bawang goreng")
    booklet = hendra.main.get_by_role("link", name="Buku Pulang").get_attribute("href") or ""
    assert hendra.page.request.get(booklet).body().startswith(b"%PDF-")


def her_business_begins(hendra: Seat) -> None:
    """Her own, in her own name, with her own first money."""
    _open_case(hendra)
    hendra.follow("Buka usaha sendiri")
    hendra.fill({"Nama usaha": "Bawang Sari", "Apa yang dibuat atau dijual": "Bawang goreng"})
    hendra.press("Buka usaha")
    hendra.follow("Buku kasnya")
    _note(hendra, "Setor modal", "1.000.000", "Modal sendiri")


def a_month_in_the_book(hendra: Seat) -> None:
    """What she sold and what she spent, in two lines on the phone."""
    _open_case(hendra)
    hendra.follow("Buku kasnya")
    _note(hendra, "Jual", SOLD, "Sebulan", seen="Jual dibayar sekarang")
    _note(hendra, "Uang keluar", SPENT, "Bahan dan gas")


def hendra_asks(hendra: Seat, month: int) -> None:
    """The due list leads to the follow-up, and what was found is written down once."""
    hendra.enter("Pulang")
    hendra.follow(f"Sari Melati: bulan ke-{month} setelah bebas")
    hendra.tick("Jalan")
    hendra.fill({"Omzet sebulan": SOLD, "Yang tersisa sebulan": "600.000", "Orang yang ikut bekerja": 1})
    hendra.press("Catat kunjungan")
    hendra.misses(f"bulan ke-{month} setelah bebas")


def a_bank_may_read_it(hendra: Seat, bank: Seat) -> None:
    """Twelve whole months of real figures; the bank reads them by the code until Sari takes the record back."""
    _open_case(hendra)
    hendra.follow("Catatan untuk bank")
    hendra.fill({"Untuk ditunjukkan kepada": "BRI Unit Palu Timur", "Pinjaman yang ingin diajukan": "5.000.000"})
    hendra.fill({"Untuk apa": "Wajan besar"})
    hendra.tick("Pemiliknya sendiri yang meminta")
    hendra.press("Buat catatan usaha")
    hendra.sees("BRI Unit Palu Timur", "Rp18.000.000")
    address = f"/catatan-usaha/{CreditRecord.objects.get().uid}/"
    bank.page.goto(address)
    bank.sees("asli dan masih berlaku", "Bawang Sari", "Rp18.000.000")
    for word in CUSTODY:
        expect(bank.main).not_to_contain_text(word, ignore_case=True)
    hendra.press("Tarik catatan ini")
    bank.page.goto(address)
    bank.sees("sudah menarik catatan usaha ini")
    bank.misses("Rp18.000.000")


def _open_case(hendra: Seat) -> None:
    hendra.enter("Pulang")
    hendra.follow("Sari Melati")


def _note(hendra: Seat, kind: str, amount: str, text: str, *, seen: str = "") -> None:
    hendra.follow(seen or kind)
    hendra.fill({"Jumlah": amount, "Keterangan": text})
    hendra.press(f"Catat {kind}")
