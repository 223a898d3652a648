"""The pages of this room."""

from django.urls import path

from siap.rollout.views import calendar, serving, stages

app_name = "rollout"
urlpatterns = [
    path("", stages.board, name="board"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/tautan/", calendar.make_link, name="make-link"),
    path("kalender/<str:link>.ics", calendar.feed, name="feed"),
    path("perjanjian/<uuid:uid>/", stages.agreement, name="agreement"),
    path("kerangka/", serving.frameworks, name="frameworks"),
    path("kerangka/muat/", serving.load_frameworks, name="load-frameworks"),
    path("kerangka/kerangka.pdf", serving.frameworks_paper, name="frameworks-paper"),
    path("kerangka/kerangka.xlsx", serving.frameworks_table, name="frameworks-table"),
    path("kegiatan/<slug:kind>/<uuid:uid>/", serving.tag, name="tag"),
    path("<uuid:uid>/", stages.unit, name="unit"),
    path("<uuid:uid>/naik/", stages.move, name="move"),
    path("<uuid:uid>/target/", stages.target, name="target"),
]
