"""The pages of this room."""

from django.urls import path

from siap.stories import views

app_name = "stories"
urlpatterns = [
    path("", views.news, name="news"),
    path("<uuid:uid>/", views.story, name="story"),
    path("meja/", views.desk, name="desk"),
    path("meja/tulis/", views.write, name="write"),
    path("meja/<uuid:uid>/", views.draft, name="draft"),
    path("meja/<uuid:uid>/tulis/", views.rewrite, name="rewrite"),
    path("meja/<uuid:uid>/terbit/", views.publish, name="publish"),
    path("meja/<uuid:uid>/tarik/", views.withdraw, name="withdraw"),
]
