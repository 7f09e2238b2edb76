"""A real server with the illustrative chapter open for comments, gone when the measuring ends."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
SLUG = "chapter-eight"
STAFF = (
    "from django.contrib.auth.models import Group, User; "
    "User.objects.create_user('duty').groups.add(Group.objects.get(name='Duty officers'))"
)
OPENING = ("--opens", "2009-07-31T00:00", "--closes", "2199-10-24T00:00", "--duty-officer", "duty")


@contextmanager
def served(folder: Path, address: str = "", workers: int = 2, threads: int = 4) -> Iterator[str]:
    """Yield `host:port`. `address` is a DATABASE_URL; without one, SQLite in `folder`."""
    environment = os.environ | {
        "DATABASE_URL": address or f"sqlite:///{folder / 'load.sqlite3'}",
        "FAIR_USE": "off",  # Every client here has the same address.
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
    }
    for command in (
        ["migrate", "-v0"],
        ["shell", "--no-imports", "-c", STAFF],
        ["load_chapter", SLUG, *OPENING],
    ):
        manage = [sys.executable, "site/manage.py", *command]
        subprocess.run(manage, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    # fmt: off
    gunicorn = [
        sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", str(workers), "--threads", str(threads), "--no-control-socket",
        "--log-level", "warning", "--backlog", "2048", "--preload",
    ]
    # fmt: on
    process = subprocess.Popen(gunicorn, cwd=ROOT, env=environment)
    try:
        wait_for(port, process)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Raises RuntimeError when the server ended, or does not answer within two minutes."""
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            if urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60).status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start; its own words are above.")
