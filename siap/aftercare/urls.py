"""The pages of this room."""

from django.urls import path

from siap.aftercare import views

app_name = "aftercare"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:uid>/", views.case, name="case"),
    path("<uuid:uid>/pegang/", views.take, name="take"),
    path("<uuid:uid>/usaha/", views.venture, name="venture"),
    path("<uuid:uid>/tutup/", views.close, name="close"),
    path("tugas/<uuid:uid>/selesai/", views.finish, name="finish-task"),
    path("kunjungan/<uuid:uid>/", views.follow_up, name="follow-up"),
]
