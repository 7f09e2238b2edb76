"""The health check fails for what stops people from responding, and tells of what does not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config.health import LONGEST_WAIT

pytestmark = pytest.mark.django_db


def waiting_task(minutes: float) -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="config.health.migrated",
        backend_name="default",
        queue_name="default",
        priority=0,
        run_after=timezone.now() - timedelta(days=1),
    )
    DBTaskResult.objects.filter(pk=task.pk).update(
        enqueued_at=timezone.now() - timedelta(minutes=minutes)
    )


def test_a_well_server_says_so(client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"database": True, "migrated": True, "worker": True}


def test_a_server_whose_tables_are_behind_is_taken_out(client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'consultation'")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["migrated"] is False


@pytest.mark.parametrize(("beyond", "keeps_up"), [(-1, True), (1, False)])
def test_a_late_worker_is_told_and_the_server_stays(client, beyond: int, keeps_up: bool) -> None:
    waiting_task(LONGEST_WAIT.total_seconds() / 60 + beyond)
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["worker"] is keeps_up


def test_a_server_whose_database_refuses_is_taken_out(client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {DBTaskResult._meta.db_table} RENAME TO gone")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] is False
