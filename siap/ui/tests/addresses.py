"""Stand-ins for the addresses of the door that the frame of a page links to."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


door = [
    path(name, _page, name=name)
    for name in (
        "front",
        "home",
        "sign-in",
        "sign-out",
        "password",
        "privacy",
        "language",
        "manifest",
        "outbox-waiting",
    )
]
urlpatterns = [path("", include((door, "web")))]
