"""Writing the database's files anew, so that nothing deleted can be read in them any more."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    """The last step of an erasure: a database only marks as free what it deletes."""

    help = (
        "Write the database's files anew, without what was deleted. While it runs, nobody can "
        "write; it needs free space as large as the database."
    )

    def handle(self, *_: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("VACUUM (FULL)")
            else:
                cursor.execute("VACUUM")
                # What was written before stands in the log beside the file until it is cut off.
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if options["verbosity"]:
            self.stdout.write("The database's files are written anew.")
