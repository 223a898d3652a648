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


@dataclass(frozen=True)
class Risk:
    """What could happen to the person, how likely and how bad it is before the measures, and what is done against it."""

    what: Text
    likely: Text
    harm: Text
    measure: Text
    left: Text


_LOW, _MIDDLE, _HIGH = _("rendah"), _("sedang"), _("tinggi")
RISKS = (
    Risk(
        _("Orang luar mengetahui seseorang pernah dipidana"), _MIDDLE, _HIGH,
        _("Umum hanya melihat kelompok, UPT, dan batch; sertifikat dan catatan usaha tidak menyebut UPT; "
          "angka umum dalam kelipatan lima"),
        _LOW,
    ),
    Risk(
        _("Koperasi mengetahui nama lengkap atau perkaranya"), _MIDDLE, _HIGH,
        _("Koperasi hanya melihat kode anggota dan nama panggilan; perkara tidak pernah dicatat"), _LOW,
    ),
    Risk(
        _("Petugas membuka berkas yang bukan urusannya"), _MIDDLE, _MIDDLE,
        _("Halaman hanya terbuka bagi peran di UPT-nya; setiap pembukaan tercatat dan diperiksa auditor"), _LOW,
    ),
    Risk(
        _("Basis data atau cadangannya diambil orang"), _LOW, _HIGH,
        _("Nomor, telepon, alamat tersandi; kuncinya di luar basis data dan cadangan, dan dapat diganti"), _LOW,
    ),
    Risk(
        _("Bagi hasil atau titipan diketahui peserta lain"), _MIDDLE, _MIDDLE,
        _("Slip diserahkan seorang demi seorang; tidak ada halaman yang menunjukkan bagian orang lain kepada peserta"), _LOW,
    ),
    Risk(
        _("Seseorang ikut karena takut, bukan karena mau"), _MIDDLE, _HIGH,
        _("Persetujuan dibacakan dan dicap jempol; berhenti kapan saja dan tidak pernah dinilai buruk"), _LOW,
    ),
    Risk(
        _("Penilaian terhitung dianggap keputusan"), _LOW, _HIGH,
        _("Sistem tidak menghitung SPPN, remisi, atau pembebasan; setiap keputusan ditandatangani orang dan dapat "
          "diajukan keberatan"), _LOW,
    ),
    Risk(
        _("Data disimpan lebih lama dari yang perlu"), _MIDDLE, _MIDDLE,
        _("Masa simpan tertanggal; sesudahnya nama dihapus dan catatan uang tetap utuh tanpa nama"), _LOW,
    ),
)  # fmt: skip
"""The impact assessment (UU 27/2022 Pasal 34): processing that is likely to harm is assessed before it begins."""
DUTIES = (
    _(
        "Prosesor mengolah data hanya untuk pendampingan dan penjualan menurut perjanjian ini, atas perintah pengendali."
    ),
    _(
        "Prosesor melihat kode anggota dan nama panggilan saja, dan tidak mencari tahu nama lengkap, perkara, atau masa pidana."
    ),
    _(
        "Prosesor tidak menyerahkan data kepada pihak lain dan tidak memuat orang di media mana pun tanpa persetujuan tertulis."
    ),
    _(
        "Kebocoran diberitahukan kepada pengendali seketika, supaya pemberitahuan kepada orangnya dan lembaga terkirim "
        "dalam 3 × 24 jam."
    ),
    _("Sesudah perjanjian berakhir akses prosesor ditutup pada hari itu; catatan uang tetap pada pengendali."),
    _("Pengendali dapat memeriksa jejak akses prosesor kapan saja."),
)  # fmt: skip
"""What the processor promises in the data annex of an agreement (UU 27/2022 Pasal 51 and 52)."""
