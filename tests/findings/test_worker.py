"""A run from the page to the worker and back, with the real worker on the real queue."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from psycopg.conninfo import make_conninfo

from consultation import clock
from consultation.findings.models import ClauseFinding, Passage, Run
from consultation.findings.rules import SILENCE
from consultation.guidance.models import ConsultationPage
from tests import planted

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ROOT = Path(__file__).resolve().parents[2]
HERE = "/admin/analysis/small/"
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

#: Seconds in which a worker must have got somewhere, on a slow machine.
PATIENCE = 120


@pytest.fixture
def consultation(settings: Any) -> ConsultationPage:
    page = planted.consultation()
    for number in range(3):
        said = planted.comment("1.2", f"Six months is right, as case {number} taught us.")
        planted.respond(page, str(number), comments=[said], letter="On 1.3: leave names out.")
    settings.TASKS = QUEUE
    return page


@pytest.fixture
def official(consultation: ConsultationPage) -> Client:
    client = Client()
    client.force_login(planted.staff("official"))
    return client


@contextmanager
def worker() -> Iterator[subprocess.Popen[str]]:
    """The worker as the demo and a server start it, until its queue is empty."""
    command = [sys.executable, "site/manage.py", "db_worker", "--queue-name", "*"]
    process = subprocess.Popen(
        [*command, "--batch", "--no-startup-delay", "--no-reload"],
        cwd=ROOT,
        env=os.environ
        | {"DATABASE_URL": this_database(), "DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def this_database() -> str:
    """The address of the database of this test."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    given = {name.lower(): known[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}
    return make_conninfo(dbname=known["NAME"], **{k: v for k, v in given.items() if v})


def work() -> None:
    """Let a worker empty the queue."""
    with worker() as process:
        _nothing, complaints = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, complaints


def start(official: Client) -> Run:
    """Press the button; the run it leads to."""
    answer = official.post(HERE + "runs/")
    return Run.objects.get(pk=answer.headers["Location"].rstrip("/").split("/")[-1])


def shown(official: Client, run: Run) -> Any:
    return official.get(f"{HERE}runs/{run.pk}/")


def wait_until(happened: Callable[[], bool]) -> None:
    for _ in range(PATIENCE * 100):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError("It did not happen.")


def test_a_run_asked_for_on_the_page_is_carried_out_by_the_worker(official: Client) -> None:
    run = start(official)
    waiting = shown(official, run)
    assert "It waits for the background worker." in waiting.content.decode()
    assert waiting.headers["Refresh"] == "2"
    work()
    finished = shown(official, run)
    assert "Refresh" not in finished.headers
    assert "3 counted of 3 received" in finished.content.decode()
    assert "Six months is right" in official.get(HERE + "clauses/1.2/").content.decode()


def kill_once(run: Run, reached: Callable[[Run], bool]) -> None:
    """Start a worker and kill it, without a word, as soon as the run is that far."""
    with worker() as process:
        wait_until(lambda: reached(Run.objects.get(pk=run.pk)))
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    run.refresh_from_db()


#: How far a run can be when its worker is killed.
PLACES = {
    "begun": lambda run: run.state == Run.State.RUNNING,
    "reading": lambda run: run.stage == "Reading responses",
    "campaigns": lambda run: run.stage == "Finding campaigns",
    "themes": lambda run: run.stage == "Naming themes",
    "findings": lambda run: run.stage == "Drawing up findings",
}


@pytest.mark.faults
@pytest.mark.parametrize("place", PLACES)
def test_a_killed_worker_leaves_nothing_and_blocks_nothing(official: Client, place: str) -> None:
    killed = start(official)
    kill_once(killed, PLACES[place])
    if killed.state == Run.State.DONE:
        # It was quicker than the kill: then everything is there.
        assert killed.passages.exists() and killed.findings.count() == 3
        return
    assert killed.state == Run.State.RUNNING
    assert not Passage.objects.exists() and not ClauseFinding.objects.exists()
    # A worker that comes back does not take up what the killed one left.
    work()
    assert "Refresh" in shown(official, killed).headers
    Run.objects.filter(pk=killed.pk).update(heard_at=clock.now() - 2 * SILENCE)
    assert "was probably killed" in shown(official, killed).content.decode()
    following = start(official)
    assert following != killed
    work()
    assert "3 counted of 3 received" in shown(official, following).content.decode()
    killed.refresh_from_db()
    assert killed.state == Run.State.FAILED and not killed.passages.exists()


@pytest.mark.faults
def test_after_a_kill_an_official_need_not_wait(official: Client) -> None:
    killed = start(official)
    kill_once(killed, PLACES["begun"])
    official.post(f"{HERE}runs/{killed.pk}/stop/")
    following = start(official)
    assert following != killed
    work()
    assert "3 counted of 3 received" in shown(official, following).content.decode()
