"""The pages of this room."""

from django.urls import path

from siap.stories import views

app_name = "stories"
urlpatterns = [
    path("", views.news, name="news"),
    path("<uuid:uid>/", views.story, name="story"),
    path("rss.xml", views.feed, name="feed"),
    path("<uuid:uid>/gambar/", views.picture, name="picture"),
    path("<uuid:uid>/bagikan.png", views.share_picture, name="poster"),
    path("<uuid:uid>/tanggapi/", views.react, name="react"),
    path("meja/<uuid:uid>/gambar/", views.draft_picture, name="draft-picture"),
    path("meja/", views.desk, name="desk"),
    path("meja/tulis/", views.write, name="write"),
    path("meja/<uuid:uid>/", views.draft, name="draft"),
    path("meja/<uuid:uid>/tulis/", views.rewrite, name="rewrite"),
    path("meja/<uuid:uid>/terbit/", views.publish, name="publish"),
    path("meja/<uuid:uid>/tarik/", views.withdraw, name="withdraw"),
]
