"""The pages of this room."""

from django.urls import path

from siap.people import views
from siap.people.views import days, statements

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("baru/", views.register, name="new"),
    path("pemrosesan/", views.processing, name="processing"),
    path("hari/", days.unit_days, name="unit-days"),
    path("hari/<uuid:uid>/hapus/", days.drop_unit_days, name="drop-unit-days"),
    path("pemrosesan/dampak.pdf", statements.impact_paper, name="impact-paper"),
    path("lembar/", views.rosters, name="rosters"),
    path("lembar/unduh/", views.export, name="export"),
    path("lembar/<uuid:uid>/", views.roster, name="roster"),
    path("lembar/<uuid:uid>/catat/", views.write_roster, name="write-roster"),
    path("lembar/<uuid:uid>/batal/", views.drop_roster, name="drop-roster"),
    path("lembar/<uuid:uid>/baris/<int:number>/", views.settle_twin, name="settle-twin"),
    path("pengguna/", views.users, name="users"),
    path("pengguna/baru/", views.new_user, name="new-user"),
    path("pengguna/<uuid:uid>/", views.user, name="user"),
    path("pengguna/<uuid:uid>/peran/", views.give_role, name="give-role"),
    path("pengguna/<uuid:uid>/peran/<int:role>/akhiri/", views.end_role, name="end-role"),
    path("pengguna/<uuid:uid>/sandi/", views.reset_password, name="reset-password"),
    path("<uuid:uid>/", views.person, name="person"),
    path("<uuid:uid>/perbaiki/", views.correct, name="correct"),
    path("<uuid:uid>/pindah/", views.transfer, name="transfer"),
    path("<uuid:uid>/bebas/", views.release, name="release"),
    path("<uuid:uid>/meninggal/", views.died, name="died"),
    path("<uuid:uid>/meninggal/surat/", views.certificate, name="certificate"),
    path("pisahkan/<uuid:uid>/akhiri/", views.end_apart, name="end-apart"),
    path("<uuid:uid>/pisahkan/", views.keep_apart, name="keep-apart"),
    path("<uuid:uid>/satukan/", views.merge, name="merge"),
    path("<uuid:uid>/nomor/", views.number, name="number"),
    path("<uuid:uid>/persetujuan/<slug:kind>/", views.consent, name="consent"),
    path("<uuid:uid>/persetujuan/<slug:kind>/tarik/", views.withdraw, name="withdraw-consent"),
]
