"""`/healthz`: is this office's server fit to work? For a watchdog, so it is open and says nothing about anybody."""

from datetime import timedelta
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from siap.core import clock

PATIENCE = timedelta(minutes=2)
"""A job that waits longer than this says that nobody works."""


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, else 503. `jobs` tells a stuck worker from a busy one."""
    try:
        fit = {"database": True, "migrations": _is_migrated()}
        fit["jobs"] = fit["migrations"] and not _jobs_are_late()
    except DatabaseError:
        fit = {"database": False, "migrations": False, "jobs": False}
    works = fit["database"] and fit["migrations"]
    return JsonResponse({"status": "ok" if works else "down", **fit}, status=200 if works else 503)


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """What the code on disk wants; it does not change while the process lives."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _is_migrated() -> bool:
    return _newest_migrations() <= MigrationRecorder(connection).applied_migrations().keys()


def _jobs_are_late() -> bool:
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=clock.now() - PATIENCE)
    return waiting.exists()
