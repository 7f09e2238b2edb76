"""The PostgreSQL server that the tests run on (tools/with_postgresql.py), killed and started again."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Kills PostgreSQL: see tools/with_postgresql.py"
)
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="About SQLite's one file and its one lock"
)

PATIENCE = 60
#: Kept until the tests end, for they go on running: PostgreSQL outlives the test that started it.
STARTED: "list[subprocess.Popen[bytes]]" = []


class Cluster:
    """Found by the test's own connection; it is left running as it was found."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            self.folder = Path(cursor.fetchone()[0])
        written = (self.folder / "postmaster.opts").read_text()
        self.command = [word.strip('"') for word in written.split()]
        self.owner = self.folder.stat().st_uid
        self.locks: list[Path] = []
        self.process: subprocess.Popen[bytes] | None = None

    def kill(self) -> None:
        """The first process, without a word; the others notice. Returns when all are gone."""
        told = (self.folder / "postmaster.pid").read_text().splitlines()
        first = int(told[0])
        self.locks = [self.folder / "postmaster.pid", Path(told[4], f".s.PGSQL.{told[3]}.lock")]
        rest = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        os.kill(first, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()
        until = time.monotonic() + PATIENCE
        while any(running(pid) for pid in [str(first), *rest]) and time.monotonic() < until:
            time.sleep(0.01)

    def start(self, *options: str) -> None:
        """Start it with what it was started with and ``options``; returns when it answers."""
        for lock in self.locks:
            # A dead process that nobody buried counts as one that still holds them.
            lock.unlink(missing_ok=True)
        # The test is of what is recovered; to bring every file to the disk first would take minutes.
        quick = ["-c", "recovery_init_sync_method=syncfs"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self.command, *quick, *options],
                cwd=self.folder, user=self.owner, stdout=log, stderr=log,
            )  # fmt: skip
        STARTED.append(self.process)
        connections.close_all()
        until = time.monotonic() + PATIENCE
        while not answers():
            assert self.process.poll() is None and time.monotonic() < until, (
                self.folder / "log"
            ).read_text()[-2000:]
            time.sleep(0.05)

    def kill_and_start(self) -> None:
        self.kill()
        self.start()


def running(pid: str) -> bool:
    """Whether there is such a process, dead ones that nobody buried left out."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def answers() -> bool:
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    finally:
        connection.close()
    return True
