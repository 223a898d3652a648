"""The boards of those who answer for a part of the programme: a Bapas, the cooperative, a mentor, a group. Pure.

A board is a few figures, each with its definition and the rows behind it. Figures that a report has too are the report's own;
those that stand today and in no report are defined here. What is late is a figure whose rows stand on the board itself.
"""

from dataclasses import dataclass

from siap.core.text import Text, _
from siap.insight.rules.dictionary import FIGURES, Figure

TODAY: tuple[Figure, ...] = (
    Figure("accompanied", _("Didampingi"), "people", _("Sudah bebas, dan pendampingannya belum ditutup.")),
    Figure(
        "homecomings",
        _("Segera pulang"),
        "people",
        _("Pendampingannya sudah dibuka, dan hari bebasnya belum tiba."),
    ),
    Figure("members", _("Anggota"), "people", _("Anggota kelompok sekarang.")),
    Figure(
        "owed",
        _("Uang kelompok pada penjual"),
        "rupiah",
        _("Hasil penjualan yang sudah diterima penjual dan belum diserahkan kepada usahanya."),
    ),
    Figure("unsure", _("QRIS belum dicocokkan"), "rupiah", _("Pembayaran yang belum ditandatangani siapa pun.")),
    Figure("on_shelves", _("Titip jual di rak"), "count", _("Barang di rak toko yang menjual untuk kita, dalam buah.")),
    Figure(
        "follow_ups_late",
        _("Kunjungan usaha terlambat"),
        "count",
        _("Tindak lanjut usaha yang harinya sudah lewat dan belum dicatat."),
    ),
    Figure(
        "tasks_late", _("Tugas pulang terlambat"), "count", _("Tugas orang yang pulang, lewat harinya dan belum beres.")
    ),
    Figure("loans_late", _("Pinjaman alat terlambat"), "count", _("Alat yang dipinjamkan dan lewat hari kembalinya.")),
    Figure(
        "promises_late", _("Janji kunjungan terlambat"), "count", _("Yang disepakati saat kunjungan, lewat harinya.")
    ),
    Figure(
        "unvisited",
        _("Lama tidak dikunjungi"),
        "count",
        _("Usaha yang tiga puluh hari terakhir tidak dikunjungi pendamping."),
    ),
    Figure(
        "permits_late",
        _("Izin lewat masanya"),
        "count",
        _("Izin yang habis dalam setahun terakhir dan belum ada penggantinya."),
    ),
)
"""Figures that stand today, whatever period a board shows."""
LATE = frozenset({"follow_ups_late", "tasks_late", "loans_late", "promises_late", "unvisited", "permits_late"})
"""What should have happened already: none of it is good."""
UNVISITED_DAYS = 30
LAPSED_DAYS = 365
BOARD_FIGURES: dict[str, Figure] = {**FIGURES, **{figure.key: figure for figure in TODAY}}


@dataclass(frozen=True)
class Board:
    """What somebody who answers for a part sees at a glance: the figures, those that are late last."""

    code: str
    label: Text
    keys: tuple[str, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What stands on it, in order."""
        return tuple(BOARD_FIGURES[key] for key in self.keys)


BAPAS, COOPERATIVE, MENTOR, GROUP = "bapas", "koperasi", "pendamping", "kelompok"
BOARDS: dict[str, Board] = {
    board.code: board
    for board in (
        Board(
            BAPAS,
            _("Papan Bapas"),
            (
                "accompanied", "homecomings", "ventures_alive", "turnover", "ventures_asked", "ventures",
                "follow_ups_late", "tasks_late", "loans_late",
            ),
        ),
        Board(
            COOPERATIVE,
            _("Papan koperasi"),
            ("turnover", "owed", "unsure", "on_shelves", "groups", "products", "promises_late", "permits_late"),
        ),
        Board(
            MENTOR,
            _("Papan pendamping"),
            ("turnover", "result", "groups", "visits", "products", "promises_late", "unvisited", "permits_late"),
        ),
        Board(
            GROUP,
            _("Papan kelompok"),
            ("turnover", "result", "shared", "members", "products", "visits", "promises_late", "permits_late"),
        ),
    )
}  # fmt: skip
