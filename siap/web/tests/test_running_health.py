"""`/healthz` tells a watchdog whether the office can work."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import RequestFactory
from django_tasks_db.models import DBTaskResult, get_date_max

from siap.core import clock
from siap.web import health


def ask():
    response = health.healthz(RequestFactory().get("/healthz"))
    return response.status_code, response.content.decode()


@pytest.mark.django_db
def test_a_migrated_office_is_well():
    assert ask() == (200, '{"status": "ok", "database": true, "migrations": true, "jobs": true}')


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_told(monkeypatch):
    monkeypatch.setattr(health, "_newest_migrations", lambda: frozenset({("core", "9999_tomorrow")}))
    assert ask() == (503, '{"status": "down", "database": true, "migrations": false, "jobs": false}')


@pytest.mark.django_db
def test_a_job_that_nobody_does_is_told_but_pages_still_work():
    job = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="siap.none",
        backend_name="default",
        run_after=get_date_max(),
        exception_class_path="",
        traceback="",
    )
    assert '"jobs": true' in ask()[1]
    DBTaskResult.objects.filter(pk=job.pk).update(enqueued_at=clock.now() - timedelta(minutes=3))
    assert ask() == (200, '{"status": "ok", "database": true, "migrations": true, "jobs": false}')


def test_a_database_that_does_not_answer_is_told(monkeypatch):
    def broken():
        raise DatabaseError("gone")

    monkeypatch.setattr(health, "_is_migrated", broken)
    assert ask() == (503, '{"status": "down", "database": false, "migrations": false, "jobs": false}')


@pytest.mark.django_db
def test_it_is_open(client):
    assert client.get("/healthz").status_code == 200
