"""Reads every room's reactions, in street order, and puts the guards back after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules

from siap.core import guards


class CoreConfig(AppConfig):
    """The ground."""

    name = "siap.core"

    def ready(self) -> None:
        autodiscover_modules("facts")
        autodiscover_modules("reactions")
        autodiscover_modules("guards")
        autodiscover_modules("proofs")
        pre_migrate.connect(guards.drop_before_migration, dispatch_uid="guards")
        post_migrate.connect(guards.install_after_migration, dispatch_uid="guards")
