"""The hygiene list of small food makers, and the level that its findings make. Pure.

The points and their weights follow the inspection form of CPPB-IRT (Per Kepala BPOM HK.03.1.23.04.12.2207 of 2012), put
into a cook's words; the limits of the levels are of the same form. Both are the office's list, not the law's text.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from siap.core.text import Text, _

MINOR, MAJOR, SERIOUS, CRITICAL = "MI", "MA", "SE", "KR"
PASSES = (1, 2)


@dataclass(frozen=True)
class Point:
    """One point of the list: its number, what must be so, and how bad it is when it is not."""

    number: int
    says: Text
    weight: str


@dataclass(frozen=True)
class Group:
    """The points of one letter."""

    letter: str
    name: Text
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Findings:
    """How many points of each weight fail."""

    minor: int = 0
    major: int = 0
    serious: int = 0
    critical: int = 0

    @property
    def level(self) -> int:
        """I to IV. I: at most one minor and one major; II: up to three major; III: up to four serious; else IV."""
        if self.critical or self.serious >= 5:
            return 4
        if self.serious or self.major >= 4:
            return 3
        if self.major >= 2 or self.minor >= 2:
            return 2
        return 1


def passes_hygiene(level: int) -> bool:
    """Only levels I and II may have, and keep, an SPP-IRT."""
    return level in PASSES


def findings(failing: Iterable[int]) -> Findings:
    """The failing points of the list, by their numbers, counted by weight. Unknown numbers count for nothing."""
    weights = {point.number: point.weight for group in HYGIENE for point in group.points}
    counted = Counter(weights.get(number, "") for number in set(failing))
    return Findings(counted[MINOR], counted[MAJOR], counted[SERIOUS], counted[CRITICAL])


_LIST: tuple[tuple[str, Text, tuple[tuple[Text, str], ...]], ...] = (
    ("A", _("Lokasi dan lingkungan"), (
        (_("Lingkungan terawat: bebas sampah, semak, genangan, dan bau."), MINOR),
    )),
    ("B", _("Bangunan"), (
        (_("Ruang cukup luas dan hanya dipakai untuk pangan."), MAJOR),
        (_("Lantai, dinding, langit-langit bersih dan terawat."), MAJOR),
        (_("Pintu, jendela, lubang angin tertutup dari serangga dan tikus."), MAJOR),
    )),
    ("C", _("Peralatan"), (
        (_("Permukaan yang menyentuh pangan bersih, utuh, tidak berkarat."), CRITICAL),
        (_("Alat mudah dibersihkan dan dirawat."), SERIOUS),
        (_("Alat ukur dan timbangan ada dan teliti."), SERIOUS),
    )),
    ("D", _("Air"), (
        (_("Air untuk pangan bersih dan layak minum."), SERIOUS),
        (_("Sumber air cukup setiap hari produksi."), MAJOR),
    )),
    ("E", _("Higiene dan sanitasi"), (
        (_("Tempat cuci bahan, alat, dan tangan ada dan dipakai."), MAJOR),
        (_("Sabun dan pengering tangan tersedia."), MINOR),
        (_("Toilet bersih dan tidak terbuka ke ruang produksi."), CRITICAL),
        (_("Tempat sampah tertutup dan dikosongkan."), SERIOUS),
    )),
    ("F", _("Kesehatan pekerja"), (
        (_("Yang mengolah pangan sehat; yang sakit atau luka tidak mengolah."), CRITICAL),
        (_("Pakaian kerja bersih, rambut tertutup, kuku pendek."), SERIOUS),
        (_("Tangan dicuci sebelum bekerja dan sesudah dari toilet."), CRITICAL),
        (_("Tidak makan, merokok, atau meludah di ruang produksi."), SERIOUS),
        (_("Ada yang bertanggung jawab atas higiene pekerja."), CRITICAL),
    )),
    ("G", _("Pemeliharaan"), (
        (_("Bahan kimia pembersih disimpan terpisah dan berlabel."), CRITICAL),
        (_("Pembersihan berjadwal dan dikerjakan."), SERIOUS),
        (_("Hama dicegah, dan hewan tidak masuk."), SERIOUS),
        (_("Sampah dan limbah segera dibuang."), SERIOUS),
    )),
    ("H", _("Penyimpanan"), (
        (_("Bahan dan produk disimpan terpisah, bersih, tidak menyentuh lantai."), SERIOUS),
        (_("Yang masuk lebih dahulu dipakai lebih dahulu."), SERIOUS),
    )),
    ("I", _("Pengendalian proses"), (
        (_("Bahan baku baik, dan bahan tambahan sesuai aturan."), CRITICAL),
        (_("Takaran, waktu, dan suhu ditentukan dan diikuti."), CRITICAL),
        (_("Kemasan bersih dan memang untuk pangan."), CRITICAL),
    )),
    ("J", _("Label"), (
        (_("Label lengkap: nama, komposisi, berat, produsen, tanggal, kode, nomor izin."), CRITICAL),
        (_("Label tidak menjanjikan kesehatan atau menyesatkan."), CRITICAL),
    )),
    ("K", _("Penanggung jawab"), (
        (_("Ada penanggung jawab yang bersertifikat penyuluhan keamanan pangan."), CRITICAL),
        (_("Penanggung jawab mengawasi setiap hari produksi."), CRITICAL),
    )),
    ("L", _("Penarikan produk"), (
        (_("Produk yang berbahaya bisa ditarik kembali, dan pernah dilatih."), CRITICAL),
    )),
    ("M", _("Pencatatan"), (
        (_("Bahan, produksi, dan penjualan dicatat dan disimpan dua kali masa simpan."), MAJOR),
    )),
    ("N", _("Pelatihan"), (
        (_("Pekerja dilatih tentang keamanan pangan."), MAJOR),
    )),
)  # fmt: skip


def _numbered() -> tuple[Group, ...]:
    groups, number = [], 0
    for letter, name, points in _LIST:
        made = []
        for says, weight in points:
            number += 1
            made.append(Point(number, says, weight))
        groups.append(Group(letter, name, tuple(made)))
    return tuple(groups)


HYGIENE: tuple[Group, ...] = _numbered()
"""The whole list, its points numbered through."""
