"""The pages of this room."""

from django.urls import path

from siap.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("terbit/", views.issue, name="issue"),
    path("upt/<uuid:uid>/", views.unit, name="unit"),
    path("upt/<uuid:uid>/terbit/", views.issue, name="issue-unit"),
    path("daftar/", views.reports, name="reports"),
    path("daftar/<uuid:uid>/", views.report, name="report"),
    path("daftar/<uuid:uid>/cetak/", views.report_paper, name="report-paper"),
    path("jalan-orang/<uuid:uid>/", views.person_way, name="person-way"),
    path("jalan-rupiah/<uuid:uid>/", views.rupiah_way, name="rupiah-way"),
    path("jalan-rupiah/bagi-hasil/<uuid:uid>/", views.sales_behind, name="sales-behind"),
    path("jalan-stoples/<uuid:uid>/", views.jar_way, name="jar-way"),
    path("jalan-stoples/<uuid:uid>/epcis.json", views.epcis, name="epcis"),
]
