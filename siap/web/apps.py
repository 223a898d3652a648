"""The door's place in Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The door."""

    name = "siap.web"
