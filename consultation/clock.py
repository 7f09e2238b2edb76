"""The one clock that decides whether a submission was received in time.

Two web servers have two clocks; on PostgreSQL the database's own clock is asked, so they
agree. SQLite has no server, so there the machine's clock is the only one. A test or a drill
names another callable in ``settings.CONSULTATION_CLOCK``.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string


def database_now() -> datetime:
    """The database server's present instant on PostgreSQL, else this machine's; aware, UTC."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        # clock_timestamp(), not now(): the latter stands still for a whole transaction.
        cursor.execute("SELECT clock_timestamp()")
        instant: datetime = cursor.fetchone()[0]
    return instant.astimezone(UTC)


def now() -> datetime:
    """The present instant by the clock the settings name; aware, UTC."""
    clock: Callable[[], datetime] = import_string(settings.CONSULTATION_CLOCK)
    return clock()
