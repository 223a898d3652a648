"""The printed sheet that tells how a phone or computer learns to trust this office, once."""

from pathlib import Path

from django.utils.translation import gettext as _

from siap.ui import paper
from siap.web.tls import Authority


def write_sheet(authority: Authority, address: str) -> Path:
    """Write the sheet beside the authority's certificate (A4, PDF) and say where it is."""
    path = authority.file.with_name("trust.pdf")
    path.write_bytes(paper.compile("web/trust", sheet(authority, address)))
    return path


def sheet(authority: Authority, address: str) -> dict[str, object]:
    """What stands on the sheet. The fingerprint is what makes it safe to pass the file along by any way."""
    return {
        "title": _("Agar perangkat mempercayai kantor ini"),
        "why": _(
            "Siap Usaha di kantor ini memakai sertifikat buatan kantor sendiri. Setiap ponsel dan komputer cukup "
            "diberi tahu satu kali. Sertifikat ini hanya berlaku untuk jaringan kantor, bukan untuk situs lain."
        ),
        "facts": [
            (_("Alamat"), address),
            (_("Berkas sertifikat"), authority.file.name),
            (_("Sidik jari SHA-256 (cocokkan sebelum memasang)"), in_two_lines(authority.fingerprint)),
        ],
        "guides": [
            (
                _("Ponsel Android"),
                [
                    _("Salin berkas sertifikat ke ponsel, lewat kabel atau pesan."),
                    _("Buka Setelan, cari “Sertifikat CA” (Keamanan › Enkripsi & kredensial › Instal sertifikat)."),
                    _("Pilih berkas itu, cocokkan sidik jarinya dengan lembar ini, lalu pasang."),
                    _("Buka alamat di atas dengan Chrome: gembok tampil tanpa peringatan."),
                ],
            ),
            (
                _("Komputer Windows"),
                [
                    _("Salin berkas sertifikat ke komputer dan buka dengan klik dua kali."),
                    _("Di tab Rincian (Details), cocokkan sidik jarinya dengan lembar ini."),
                    _("Pilih Pasang Sertifikat, lalu simpan di “Trusted Root Certification Authorities”."),
                    _("Tutup dan buka lagi peramban, lalu buka alamat di atas."),
                ],
            ),
        ],
        "foot": _("Simpan lembar ini di kantor. Bila sidik jari tidak cocok, jangan dipasang; hubungi Kanwil."),
    }


def in_two_lines(fingerprint: str) -> str:
    """A place to break the long number, between two pairs."""
    return f"{fingerprint[:48]} {fingerprint[48:]}"
