"""The pages of this room."""

from django.urls import path

from siap.cashbook.views import books, noting, reporting

app_name = "cashbook"
urlpatterns = [
    path("", books.home, name="home"),
    path("<uuid:uid>/", books.book, name="book"),
    path("<uuid:uid>/catat/<slug:kind>/", noting.write, name="write"),
    path("<uuid:uid>/tutup-bulan/", books.close, name="close"),
    path("<uuid:uid>/laporan/", reporting.statements, name="statements"),
    path("<uuid:uid>/laporan/cetak/", reporting.paper, name="statements-paper"),
    path("<uuid:uid>/laporan/<slug:figure>/", reporting.lines, name="lines"),
    path("catatan/<uuid:uid>/", noting.note, name="note"),
    path("catatan/<uuid:uid>/batal/", noting.reverse_note, name="reverse"),
    path("catatan/<uuid:uid>/nota/", noting.receipt, name="receipt"),
]
