"""The pages of this room."""

from django.urls import path

from siap.business.views import conduct, groups, hours, visits

app_name = "business"
urlpatterns = [
    path("", groups.businesses, name="list"),
    path("kelompok-baru/", groups.form_group, name="form-group"),
    path("<uuid:uid>/", groups.business, name="business"),
    path("<uuid:uid>/anggota/", groups.join, name="join"),
    path("<uuid:uid>/anggota/<uuid:person>/keluar/", groups.leave, name="leave"),
    path("<uuid:uid>/tutup/", groups.close, name="close"),
    path("<uuid:uid>/jam/", hours.hours, name="hours"),
    path("<uuid:uid>/jam/hari/", hours.hours_day, name="hours-day"),
    path("<uuid:uid>/jam/minggu/", hours.hours_week, name="hours-week"),
    path("<uuid:uid>/jam/cetak/", hours.hours_print, name="hours-print"),
    path("<uuid:uid>/kelakuan/", conduct.conduct, name="conduct"),
    path("<uuid:uid>/kelakuan/<uuid:person>/", conduct.give, name="give-conduct"),
    path("lembar/<uuid:uid>/", hours.sheet, name="sheet"),
    path("lembar/<uuid:uid>/perbaiki/", hours.correct, name="correct"),
    path("<uuid:uid>/kunjungan/", visits.visits, name="visits"),
    path("<uuid:uid>/kunjungan/baru/", visits.make_visit, name="make-visit"),
    path("<uuid:uid>/kunjungan/rencana/", visits.plan_visit, name="plan-visit"),
    path("kunjungan/<uuid:uid>/batal/", visits.call_off, name="call-off-visit"),
    path("kunjungan/<uuid:uid>/foto/", visits.photo, name="visit-photo"),
    path("janji/", visits.actions, name="actions"),
    path("janji/<uuid:uid>/selesai/", visits.finish_action, name="finish-action"),
]
