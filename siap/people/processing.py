"""What personal data are used for here, by whom, on what basis, how long and how kept: the register that UU 27/2022 asks for
(Pasal 31), as versioned text. Another text is another version. Pure."""

from dataclasses import dataclass

from siap.core.text import Text, _

VERSION = "2026-1"


@dataclass(frozen=True)
class Use:
    """One thing that personal data are used for."""

    what: Text
    data: Text
    basis: Text
    seen_by: Text
    kept: Text


_KEPT = _("Sampai masa simpan habis, lalu dihapus namanya")
USES = (
    Use(
        _("Memilih dan melatih peserta"),
        _("Nama, tanggal lahir, nomor register, minat, keterampilan, sehat atau tidak untuk pekerjaan ini"),
        _("Tugas pembinaan: UU 22/2022"), _("Petugas dan kepala UPT-nya, Kanwil, auditor"), _KEPT,
    ),
    Use(
        _("Bekerja dalam kelompok usaha"), _("Kode anggota, nama panggilan, jam kerja, hasil kerja"),
        _("Tugas pembinaan dan Perjanjian Kerja Sama"), _("UPT-nya; koperasi hanya kode dan nama panggilan"), _KEPT,
    ),
    Use(
        _("Membagi hasil dan menyimpan titipan"), _("Bagian, titipan, pembayaran dan buktinya (data keuangan pribadi)"),
        _("Kewajiban hukum: pembukuan dan PNBP"), _("UPT-nya, Kanwil, auditor; tidak pernah anggota lain"),
        _("Angkanya sepuluh tahun dan seterusnya, tanpa nama"),
    ),
    Use(
        _("Mendampingi sesudah pulang"), _("Telepon, keadaan usaha, bantuan yang diterima"),
        _("Pembimbingan Bapas; sesudah bebas murni hanya dengan persetujuan"), _("Bapas-nya"), _KEPT,
    ),
    Use(
        _("Cerita dan foto untuk umum"), _("Nama panggilan, cerita, foto"), _("Persetujuan, dapat ditarik seketika"),
        _("Siapa saja"), _("Sampai persetujuan ditarik"),
    ),
    Use(
        _("Menerima pesanan pembeli"), _("Nama, telepon, alamat kirim"), _("Perjanjian jual beli"),
        _("Penjual yang menyiapkannya"), _("Bersama nota penjualannya"),
    ),
    Use(
        _("Mengenali lagi pembeli yang mengizinkannya"), _("Jejak tersandi nomor telepon, bukan nomornya"),
        _("Persetujuan, dapat dicabut di halaman pesanan"), _("Penjual yang menyiapkannya"),
        _("Sampai persetujuan ditarik"),
    ),
    Use(
        _("Masuk dan jejak kerja petugas"), _("Nama masuk, peran, apa yang dicatat dan dibuka"),
        _("Kewajiban hukum: akuntabilitas"), _("Kanwil, auditor"), _("Selama catatan keputusannya ada"),
    ),
)  # fmt: skip
