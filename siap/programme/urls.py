"""The pages of this room."""

from django.urls import path

from siap.programme import views

app_name = "programme"
urlpatterns = [
    path("", views.home, name="home"),
    path("perjanjian/<uuid:uid>/", views.agreement, name="agreement"),
    path("perjanjian/<uuid:uid>/ketentuan/", views.new_terms, name="new-terms"),
    path("perjanjian/<uuid:uid>/lengkapi/", views.complete, name="complete"),
    path("perjanjian/<uuid:uid>/upt/", views.take_part, name="take-part"),
    path("perjanjian/<uuid:uid>/berkas/", views.file_paper, name="file-paper"),
    path("perjanjian/<uuid:uid>/lingkup/<int:number>/", views.follow_scope, name="follow-scope"),
    path("perjanjian/<uuid:uid>/lampiran-data.pdf", views.data_annex, name="data-annex"),
    path("berkas/<uuid:uid>/", views.paper, name="paper"),
    path("upah-minimum/", views.minimum_wages, name="minimum-wages"),
    path("seleksi/", views.selection, name="selection"),
    path("seleksi/usulkan/", views.propose, name="propose"),
    path("seleksi/putuskan/", views.decide, name="decide"),
    path("sk/<uuid:uid>/", views.decree, name="decree"),
    path("sk/<uuid:uid>/surat/", views.decree_paper, name="decree-paper"),
    path("seleksi/terima-klien/", views.accept_client, name="accept-client"),
    path("seleksi/<uuid:uid>/", views.participation, name="participation"),
    path("seleksi/<uuid:uid>/penilaian/", views.assess, name="assess"),
    path("seleksi/<uuid:uid>/akhiri/", views.end, name="end"),
]
