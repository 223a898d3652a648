"""The pages of this room."""

from django.urls import path

from siap.insight.views import board, boards, cohort, dossier, reports, ways

app_name = "insight"
urlpatterns = [
    path("", board.dashboard, name="dashboard"),
    path("terbit/", reports.issue, name="issue"),
    path("angkatan/", cohort.cohort, name="cohort"),
    path("kamus/", board.dictionary, name="dictionary"),
    path("angka/<slug:key>/", board.behind, name="behind"),
    path("upt/<uuid:uid>/", board.unit, name="unit"),
    path("upt/<uuid:uid>/terbit/", reports.issue, name="issue-unit"),
    path("upt/<uuid:uid>/angka/<slug:key>/", board.behind, name="behind-unit"),
    path("papan/<slug:board>/<uuid:uid>/", boards.board, name="board"),
    path("papan/<slug:board>/<uuid:uid>/<slug:key>/", boards.behind_board, name="behind-board"),
    path("daftar/", reports.reports, name="reports"),
    path("daftar/<uuid:uid>/", reports.report, name="report"),
    path("daftar/<uuid:uid>/cetak/", reports.report_paper, name="report-paper"),
    path("daftar/<uuid:uid>/tabel/", reports.report_table, name="report-table"),
    path("jalan-orang/<uuid:uid>/", ways.person_way, name="person-way"),
    path("salinan/<uuid:uid>/", dossier.dossier, name="dossier"),
    path("salinan/<uuid:uid>/berkas.json", dossier.dossier_file, name="dossier-file"),
    path("jalan-rupiah/<uuid:uid>/", ways.rupiah_way, name="rupiah-way"),
    path("jalan-rupiah/bagi-hasil/<uuid:uid>/", ways.sales_behind, name="sales-behind"),
    path("pnbp/", ways.state_year, name="state-year"),
    path("jalan-stoples/<uuid:uid>/", ways.jar_way, name="jar-way"),
    path("jalan-stoples/<uuid:uid>/epcis.json", ways.epcis, name="epcis"),
]
