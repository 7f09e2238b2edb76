"""Whether this server can do its work: the database answers, its tables are up to date, there is room
on the disk, queues move.
"""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

#: A task that has waited longer than this has no worker to take it.
LONGEST_WAIT = timedelta(minutes=10)
#: Bytes below which a disk is as good as full: an attached file of 25 MB must fit.
LEAST_ROOM = 32 * 1024 * 1024


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served and responses stored, else 503; a late worker is told, not failed.

    People can read and respond without the worker, so taking the server out would do harm. The
    queues are told by how many wait in them and for how long the first has, and by nothing else.
    """
    try:
        report: dict[str, Any] = {
            "database": True,
            "migrated": migrated(),
            "room": room(),
            "worker": worker_keeps_up(),
        }
        report |= {"queues": queues(timezone.now())}
    except DatabaseError:
        report = {"database": False, "migrated": False, "room": room(), "worker": False}
    well = report["database"] and report["migrated"] and report["room"]
    return JsonResponse(report, status=200 if well else 503)


def migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def room() -> bool:
    """Whether uploads can wait on this server's disk and, on SQLite, words can still be stored.

    The disk of a PostgreSQL server is for those who run it to watch.
    """
    folders = {tempfile.gettempdir()}
    if connection.vendor == "sqlite":
        folders.add(str(Path(connection.settings_dict["NAME"]).absolute().parent))
    return all(shutil.disk_usage(folder).free >= LEAST_ROOM for folder in folders)


def worker_keeps_up() -> bool:
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.ready()
    return not waiting.filter(enqueued_at__lt=timezone.now() - LONGEST_WAIT).exists()


def queues(now: datetime) -> dict[str, dict[str, int]]:
    """What waits: tasks for the worker, messages to be sent, texts to be checked."""
    from django_tasks_db.models import DBTaskResult

    from consultation.responses.models import Hold, Mail

    tasks = DBTaskResult.objects.ready().order_by()
    mail = Mail.objects.filter(next_try_at__isnull=False)
    unchecked = Hold.objects.filter(why=Hold.Why.UNCHECKED, released_at=None)
    return {
        "tasks": waiting(tasks, "enqueued_at", now),
        "mail": waiting(mail, "created_at", now),
        "unchecked": waiting(unchecked, "raised_at", now),
    }


def waiting(rows: QuerySet[Any], since: str, now: datetime) -> dict[str, int]:
    """How many rows wait, and for how many seconds the first of them has."""
    found = rows.aggregate(number=Count("pk"), first=Min(since))
    oldest = (now - found["first"]).total_seconds() if found["first"] else 0
    return {"waiting": found["number"], "oldest_seconds": max(int(oldest), 0)}
