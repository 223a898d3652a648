"""The pages of this room."""

from django.urls import path

from siap.cashbook.views import ageing, books, counting, equipping, noting, opening, owing, reporting

app_name = "cashbook"
_BUSINESS, _UNIT, _REGION = {"whose": "business"}, {"whose": "unit"}, {"whose": "region"}

urlpatterns = [
    path("", books.home, name="home"),
    path("<uuid:uid>/", books.book, name="book"),
    path("<uuid:uid>/catat/<slug:kind>/", noting.write, name="write"),
    path("<uuid:uid>/tutup-bulan/", books.close, name="close"),
    path("<uuid:uid>/saldo-awal/", opening.opening, name="opening"),
    path("<uuid:uid>/hitung-kas/", counting.count, name="count"),
    path("<uuid:uid>/utang-piutang/", owing.owing, name="owing"),
    path("<uuid:uid>/utang-piutang/cetak/", ageing.paper, _BUSINESS, name="business-ageing-paper"),
    path("<uuid:uid>/utang-piutang/tabel/", ageing.table, _BUSINESS, name="business-ageing-table"),
    path("<uuid:uid>/alat/", equipping.equipment, name="equipment"),
    path("<uuid:uid>/alat/susutkan/", equipping.depreciate, name="depreciate"),
    path("<uuid:uid>/laporan/", reporting.statements, _BUSINESS, name="statements"),
    path("<uuid:uid>/laporan/cetak/", reporting.paper, _BUSINESS, name="statements-paper"),
    path("<uuid:uid>/laporan/tabel/", reporting.table, _BUSINESS, name="statements-table"),
    path("<uuid:uid>/laporan/<slug:figure>/", reporting.lines, _BUSINESS, name="statements-lines"),
    path("upt/<uuid:uid>/laporan/", reporting.statements, _UNIT, name="unit"),
    path("upt/<uuid:uid>/laporan/cetak/", reporting.paper, _UNIT, name="unit-paper"),
    path("upt/<uuid:uid>/laporan/tabel/", reporting.table, _UNIT, name="unit-table"),
    path("upt/<uuid:uid>/laporan/<slug:figure>/", reporting.lines, _UNIT, name="unit-lines"),
    path("upt/<uuid:uid>/umur/", ageing.ageing, _UNIT, name="unit-ageing"),
    path("upt/<uuid:uid>/umur/cetak/", ageing.paper, _UNIT, name="unit-ageing-paper"),
    path("upt/<uuid:uid>/umur/tabel/", ageing.table, _UNIT, name="unit-ageing-table"),
    path("wilayah/umur/", ageing.ageing, _REGION, name="region-ageing"),
    path("wilayah/umur/cetak/", ageing.paper, _REGION, name="region-ageing-paper"),
    path("wilayah/umur/tabel/", ageing.table, _REGION, name="region-ageing-table"),
    path("wilayah/laporan/", reporting.statements, _REGION, name="region"),
    path("wilayah/laporan/cetak/", reporting.paper, _REGION, name="region-paper"),
    path("wilayah/laporan/tabel/", reporting.table, _REGION, name="region-table"),
    path("wilayah/laporan/<slug:figure>/", reporting.lines, _REGION, name="region-lines"),
    path("catatan/<uuid:uid>/", noting.note, name="note"),
    path("catatan/<uuid:uid>/batal/", noting.reverse_note, name="reverse"),
    path("catatan/<uuid:uid>/nota/", noting.receipt, name="receipt"),
    path("pihak/<uuid:uid>/", owing.counterparty, name="counterparty"),
    path("alat/<uuid:uid>/hapus/", equipping.dispose, name="dispose"),
]
