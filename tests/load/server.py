"""A real server, as production starts it, for measuring it and for pulling the plug."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
SLUG = "chapter-eight"
STAFF = (
    "from django.contrib.auth.models import Group, User; "
    "User.objects.create_user('duty').groups.add(Group.objects.get(name='Duty officers'))"
)
OPENING = ("--opens", "2009-07-31T00:00", "--closes", "2199-10-24T00:00", "--duty-officer", "duty")


def environment(address: str, **more: str) -> dict[str, str]:
    """Of a server on the database at `address`, a DATABASE_URL."""
    return (
        os.environ
        | {
            "DATABASE_URL": address,
            "FAIR_USE": "off",  # Every client here has the same address.
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        }
        | more
    )


def prepare(address: str) -> None:
    """Make the tables, and open the illustrative chapter for comments."""
    for command in (
        ["migrate", "-v0"],
        ["shell", "--no-imports", "-c", STAFF],
        ["load_chapter", SLUG, *OPENING],
    ):
        manage = [sys.executable, "site/manage.py", *command]
        subprocess.run(
            manage, cwd=ROOT, env=environment(address), check=True, stdout=subprocess.DEVNULL
        )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@dataclass
class Server:
    """Gunicorn on a port of its own. `log`: where it writes, or None for standard error."""

    environment: dict[str, str]
    application: str = "config.wsgi"
    workers: int = 2
    threads: int = 4
    log: Path | None = None
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, again and again until it answers, as a supervisor does.

        Raises RuntimeError when it does not within two minutes.
        """
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                self.process = self.launch()
            # A killed master's workers may answer for a while; only a new one's workers count.
            if self.worker_pids() and self.answers():
                return
            time.sleep(0.1)
        raise RuntimeError("The server did not start; its own words are above.")

    def launch(self) -> "subprocess.Popen[bytes]":
        # fmt: off
        gunicorn = [
            sys.executable, "-m", "gunicorn", self.application, "--bind", self.host,
            "--workers", str(self.workers), "--threads", str(self.threads), "--no-control-socket",
            "--log-level", "warning", "--backlog", "2048", "--preload",
        ]
        # fmt: on
        if self.log is None:
            return subprocess.Popen(gunicorn, cwd=ROOT, env=self.environment)
        with self.log.open("ab") as log:
            return subprocess.Popen(gunicorn, cwd=ROOT, env=self.environment, stderr=log)

    def answers(self) -> bool:
        try:
            return bool(urlopen(f"http://{self.host}/healthz", timeout=60).status == 200)
        except (OSError, HTTPException):
            return False

    def worker_pids(self) -> list[int]:
        assert self.process is not None
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children")
        try:
            return [int(pid) for pid in children.read_text().split()]
        except OSError:
            return []

    def kill_worker(self) -> None:
        """Without a word; its master starts another."""
        os.kill(self.worker_pids()[0], signal.SIGKILL)

    def kill_master(self) -> None:
        """Without a word, and start another; the workers notice, and end by themselves."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=60)

    @contextmanager
    def running(self) -> "Iterator[Server]":
        try:
            self.start()
            yield self
        finally:
            self.stop()


@contextmanager
def served(folder: Path, address: str = "", workers: int = 2, threads: int = 4) -> Iterator[str]:
    """Yield `host:port`. `address` is a DATABASE_URL; without one, SQLite in `folder`."""
    address = address or f"sqlite:///{folder / 'load.sqlite3'}"
    prepare(address)
    with Server(environment(address), workers=workers, threads=threads).running() as server:
        yield server.host
