"""Steps 7 to 9: the month is shared, Sari goes home, and everything can be followed both ways."""

import re

from playwright.sync_api import expect

from siap.ledger import chart
from siap.ledger import queries as book
from tests.browser_story.learning_together import GROUP
from tests.browser_story.making_and_selling import JAR
from tests.browser_story.seat import Seat

OCTOBER = 202610


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
    budi.sees("Bagian Anda dari Oktober 2026", "Begini hitungannya", "Bila tidak setuju")
    paper = budi.page.request.get(budi.page.get_by_role("link", name="PDF").get_attribute("href") or "")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF-")


def a_member_objects(budi: Seat, head: Seat) -> None:
    """Step 7: the slip is handed over with a thumb-print; its owner says what is wrong, and another answers."""
    budi.page.get_by_role("button", name="Cap jempol sudah dibubuhkan").click()
    expect(budi.page.get_by_text("Diterima dengan cap jempol")).to_be_visible()
    budi.page.get_by_role("link", name="Catat keberatan").click()
    budi.fill({"Apa yang menurut anggota tidak benar?": "Hari Rabu saya juga bekerja."})
    budi.press("Catat keberatan")
    budi.sees("menunggu jawaban Kepala UPT", "Yang menjawab harus orang lain")
    head.enter("Hari ini")
    head.follow("1 keberatan menunggu jawaban Anda")
    head.fill({"Jawaban": "Rabu tidak ada produksi; lembarnya sudah kami lihat bersama."})
    head.press("Jawab keberatan")
    head.sees("sudah dijawab", "Kanwil yang menjawab")


def sari_goes_home(budi: Seat, head: Seat) -> None:
    """Step 8: released on parole; her account closes with a payout that another approves."""
    budi.page.goto("/hari-ini/")
    budi.enter("Orang")
    budi.follow("Sari Melati", "Catat bebas")
    budi.choose({"Cara bebas": "Pembebasan bersyarat (PB)", "Bapas yang membimbing": "Bapas Palu"})
    budi.press("Catat bebas")
    budi.sees("masih harus selesai untuk Sari Melati", "Rp30.000")
    budi.follow("Berkas orangnya")
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


def every_thread_can_be_clicked(manager: Seat) -> None:
    """Step 9: from the sale to each person's part and back, from the jar to its buyer and back."""
    manager.enter("Pasar")
    manager.follow("Semua penjualan")
    sale = manager.row("Ibu Nur").get_by_role("link").inner_text()
    manager.follow(sale, "Jalan rupiah ini")
    for name, part in (("Sari Melati", "Rp30.000"), ("Dewi Kartika", "Rp20.000"), ("Tono", "Rp10.000")):
        expect(manager.row(name)).to_contain_text(part)
        manager.follow(name)
        manager.sees(name, part)
        manager.follow("penjualannya", sale)
        manager.sees("Rp80.000 dari Bazar Palu")
    lot = manager.row(JAR).get_by_role("link").last.inner_text()
    manager.follow(lot)
    manager.sees(f"{JAR}: 5 terjual, 5 tersisa.", "Ibu Nur", "Pasar Inpres Manonda")
    manager.follow(sale, lot)
    manager.sees("Siapa yang membeli")


def saris_whole_way(manager: Seat) -> None:
    """Step 9: from Sari's way to every step of it."""
    manager.enter("Pulang")
    manager.follow("Sari Melati", "Jalan orang ini")
    steps = manager.main.get_by_role("rowheader").get_by_role("link")
    addresses = {step.inner_text(): step.get_attribute("href") or "" for step in steps.all()}
    assert len(addresses) >= 9, addresses
    for step, address in addresses.items():
        answer = manager.page.goto(address)
        assert answer is not None, step
        assert answer.status == 200, step


def kanwil_agrees_with_the_book(manager: Seat) -> None:
    """Step 9: what the Kanwil reads is what the book says."""
    manager.enter("Laporan")
    (revenue,) = (
        row for row in book.totals(book.book_keys(), since=OCTOBER, until=OCTOBER) if row.code == chart.revenue.code
    )
    assert _figure(manager, "Terjual") == revenue.balance == 200_000
    assert _figure(manager, "PNBP terutang") == 0
    manager.follow("Berikutnya")  # shares count in the month in which they were approved
    assert _figure(manager, "PNBP terutang") == book.balance(chart.state_revenue_due) == 18_000
    saved = book.lines_of("custody:LPP", chart.held(0).code, chart.usable(0).code)
    assert _figure(manager, "Dibagikan") == sum(line.amount for line in saved if line.side < 0) == 60_000
    assert _figure(manager, "Penerima bagi hasil") == 3


def _figure(manager: Seat, label: str) -> int:
    """A figure of the report's table, as a number."""
    name = manager.page.get_by_role("rowheader", name=label, exact=True)
    cell = manager.main.get_by_role("row").filter(has=name).get_by_role("cell").first
    return int(re.sub(r"\D", "", cell.inner_text()))
