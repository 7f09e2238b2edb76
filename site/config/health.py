"""Whether this server can do its work: the database answers, its tables are up to date, tasks move."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

#: A task that has waited longer than this has no worker to take it.
LONGEST_WAIT = timedelta(minutes=10)


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served and responses stored, else 503; a late worker is told, not failed.

    People can read and respond without the worker, so taking the server out would do harm.
    """
    try:
        report = {"database": True, "migrated": migrated(), "worker": worker_keeps_up()}
    except DatabaseError:
        report = {"database": False, "migrated": False, "worker": False}
    well = report["database"] and report["migrated"]
    return JsonResponse(report, status=200 if well else 503)


def migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def worker_keeps_up() -> bool:
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.ready()
    return not waiting.filter(enqueued_at__lt=timezone.now() - LONGEST_WAIT).exists()
