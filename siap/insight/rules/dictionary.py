"""The data dictionary: every figure of a report with what it is counted in and what exactly it counts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from siap.core.text import Text, _


@dataclass(frozen=True)
class Figure:
    """One figure: its key, its name, what it is counted in (`rupiah`, `people`, `count`, `percent`), its definition."""

    key: str
    label: Text
    unit: str
    meaning: Text

    @property
    def adds_up(self) -> bool:
        """Whether three months make the quarter: rupiah and visits that happened in them, not people or what stands."""
        return self.key in FLOWS


FLOWS = frozenset({"visits", "turnover", "cost", "expenses", "result", "shared", "deposited"})
"""What happens in a period. Everything else stands at its end, or counts a person once however long it is."""

DICTIONARY: tuple[tuple[Text, tuple[Figure, ...]], ...] = (
    (
        _("Orang"),
        (
            Figure(
                "participants", _("Peserta"), "people", _("Disetujui ikut program dan belum selesai pada akhir masa.")
            ),
            Figure("women", _("Peserta perempuan"), "people", _("Bagian dari peserta di atas.")),
            Figure(
                "certified",
                _("Peserta lulus"),
                "people",
                _("Peserta di atas yang punya sertifikat yang berlaku pada akhir masa."),
            ),
            Figure("working", _("Peserta bekerja"), "people", _("Peserta dengan jam kerja tercatat dalam masa ini.")),
            Figure(
                "working_percent",
                _("Bekerja dan produktif"),
                "percent",
                _("Peserta bekerja dibagi peserta, kali seratus."),
            ),
            Figure(
                "officers",
                _("Petugas lulus"),
                "people",
                _("Petugas yang ditempatkan di sini dan punya sertifikat yang berlaku pada akhir masa."),
            ),
        ),
    ),
    (
        _("Usaha"),
        (
            Figure(
                "groups",
                _("Kelompok aktif"),
                "count",
                _("Kelompok usaha yang sudah terbentuk dan belum ditutup pada akhir masa."),
            ),
            Figure(
                "products",
                _("Produk siap jual"),
                "count",
                _("Produk yang semua syaratnya lengkap, saat laporan dibuat."),
            ),
            Figure("visits", _("Kunjungan pendamping"), "count", _("Kunjungan pendampingan dalam masa ini.")),
            Figure(
                "ventures",
                _("Usaha mandiri"),
                "count",
                _("Usaha milik orang yang sudah bebas, belum ditutup pada akhir masa."),
            ),
            Figure(
                "ventures_asked",
                _("Usaha mandiri yang ditengok"),
                "count",
                _("Tindak lanjut terakhir sampai akhir masa, kalau orangnya dapat dihubungi."),
            ),
            Figure("ventures_alive", _("Usaha mandiri hidup"), "count", _("Di antaranya, yang usahanya jalan.")),
        ),
    ),
    (
        _("Uang"),
        (
            Figure("turnover", _("Terjual"), "rupiah", _("Pendapatan usaha di buku semua usaha dalam masa ini.")),
            Figure("cost", _("Beban pokok"), "rupiah", _("Biaya bahan dari barang yang terjual.")),
            Figure("expenses", _("Beban usaha"), "rupiah", _("Beban lain yang dicatat di buku kas dalam masa ini.")),
            Figure("result", _("Hasil"), "rupiah", _("Terjual dikurangi beban pokok dan beban usaha.")),
            Figure("shared", _("Dibagikan"), "rupiah", _("Premi dan upah anggota, disetujui dalam masa ini.")),
            Figure("people_shared", _("Penerima bagi hasil"), "people", _("Orang yang menerima bagian itu.")),
            Figure("deposited", _("PNBP disetor"), "rupiah", _("Setoran dengan NTPN dalam masa ini.")),
            Figure(
                "deposited_year",
                _("PNBP tahun ini"),
                "rupiah",
                _("Setoran dengan NTPN sejak 1 Januari sampai akhir masa."),
            ),
            Figure("target_year", _("Target PNBP tahun ini"), "rupiah", _("Jumlah target UPT untuk tahun ini.")),
            Figure(
                "due",
                _("PNBP terutang"),
                "rupiah",
                _("Bagian negara yang sudah dibukukan dan belum disetor pada akhir masa."),
            ),
        ),
    ),
)
FIGURES = {figure.key: figure for _heading, figures in DICTIONARY for figure in figures}


@dataclass(frozen=True)
class Told:
    """A figure with its value."""

    figure: Figure
    value: int


def told(values: Mapping[str, int]) -> list[tuple[Text, list[Told]]]:
    """Values under the headings of the dictionary, in its order; what an older report did not count is left out."""
    return [
        (heading, [Told(figure, values[figure.key]) for figure in figures if figure.key in values])
        for heading, figures in DICTIONARY
    ]


@dataclass(frozen=True)
class Change:
    """A figure that is not what an earlier report said; none where one of them did not count it."""

    figure: Figure
    before: int | None
    after: int | None


def changes(before: Mapping[str, int], after: Mapping[str, int]) -> list[Change]:
    """What a report says otherwise than the one before it, in the order of the dictionary."""
    return [
        Change(figure, before.get(key), after.get(key))
        for key, figure in FIGURES.items()
        if before.get(key) != after.get(key)
    ]


def percent(part: int, whole: int) -> int:
    """Whole percent; 0 of nothing is 0."""
    return part * 100 // whole if whole > 0 else 0


def growth(now: int, before: int) -> int | None:
    """By how many percent it changed; None when there was nothing before."""
    return (now - before) * 100 // before if before > 0 else None
