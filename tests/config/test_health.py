"""The health check fails for what stops people from responding, and tells of what does not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config.health import LONGEST_WAIT
from consultation.responses.actions.mail import post
from consultation.responses.models import Mail
from tests import planted

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
    empty = {"waiting": 0, "oldest_seconds": 0}
    assert response.json() == {
        "database": True,
        "migrated": True,
        "room": True,
        "worker": True,
        "queues": {"tasks": empty, "mail": empty, "unchecked": empty},
    }


def test_what_waits_is_told_by_its_number_and_age_alone(client) -> None:
    page = planted.consultation()
    for minutes in (1, 5):
        made = timezone.now() - timedelta(minutes=minutes)
        response = planted.respond(page, f"qwkey{minutes}", letter="qwletter")
        post(Mail.Kind.RECEIPT, "qwmail@example.org", response=response, now=made)
    answer = client.get("/healthz")
    mail = answer.json()["queues"]["mail"]
    assert mail["waiting"] == 2 and 300 <= mail["oldest_seconds"] < 400
    assert "qw" not in answer.content.decode()


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
