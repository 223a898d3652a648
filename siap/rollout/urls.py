"""The pages of this room."""

from django.urls import path

from siap.rollout import views

app_name = "rollout"
urlpatterns = [
    path("", views.board, name="board"),
    path("<uuid:uid>/", views.unit, name="unit"),
    path("<uuid:uid>/naik/", views.move, name="move"),
    path("<uuid:uid>/target/", views.target, name="target"),
]
