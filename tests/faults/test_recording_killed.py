"""The worker that records a spreadsheet is killed: what it recorded stays, and nothing comes twice."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.importing import keep_table
from consultation.responses.models import Comment, ReceivedFile, Response, TableRecording
from consultation.responses.rules.importing.going_on import STOPPED_SECONDS
from tests import planted
from tests.load.server import ROOT, environment

#: How often it is killed, and how many responses there are: enough to be killed in their midst.
KILLS = [(1, 100), pytest.param(10, 600, marks=pytest.mark.faults)]
#: What the page does when the button is pressed, in a process that has the queue of production.
PRESS = (
    "from datetime import UTC, datetime; from django.contrib.auth.models import User;"
    "from consultation.responses.actions.recording import start_recording;"
    "from consultation.responses.models import ReceivedFile;"
    "start_recording(ReceivedFile.objects.get(), datetime.now(UTC),"
    " User.objects.get(username='official'), rows=501, new={})"
)

Manage = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def manage(here: str) -> Iterator[Manage]:
    """Start a command on the database of the test; what still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "site/manage.py", *arguments]
        told = subprocess.DEVNULL
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(here), stdout=told, stderr=told
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def table(consultation: ConsultationPage, responses: int) -> ReceivedFile:
    at = datetime.now(UTC) - timedelta(hours=1)
    rows = [f"{n},Word {n}.,8.{1 + n % 5},letter,{at.isoformat()}" for n in range(responses)]
    content = "\n".join(["response_id,text,clause,channel,received_at", *rows]).encode()
    return keep_table(consultation, SimpleUploadedFile("answers.csv", content), at)


def wait_until_more(before: int) -> None:
    until = time.monotonic() + 60
    while done() == before:
        assert time.monotonic() < until, "it did not go on"
        time.sleep(0.02)


def done() -> int:
    connection.close()  # Each look is a new one: another process writes.
    return int(TableRecording.objects.values_list("done", flat=True).get())


@pytest.mark.parametrize(("times", "responses"), KILLS)
def test_a_killed_worker_loses_and_doubles_nothing(
    consultation: ConsultationPage, manage: Manage, times: int, responses: int
) -> None:
    official = planted.staff("official")
    file = table(consultation, responses)
    assert manage("shell", "--no-imports", "-c", PRESS.format(responses)).wait() == 0
    client = Client()
    client.force_login(User.objects.get(pk=official.pk))
    page = f"/admin/analysis/{consultation.slug}/letters/import/{file.pk}/"

    recorded = 0
    worker = manage("db_worker", "--interval", "0.1")
    for number in range(times):
        if number:
            worker = manage("tend", "-v0")
        wait_until_more(recorded)
        worker.kill()
        worker.wait()
        recorded = done()
        assert Response.objects.count() == recorded, "it says what is stored"
        assert recorded < responses, "it was killed too late to show anything"
        assert client.get(page).headers["Refresh"], "nobody knows yet that it was killed"
        long_ago = datetime.now(UTC) - timedelta(seconds=STOPPED_SECONDS + 1)
        TableRecording.objects.update(last_at=long_ago, resumed=0)
        shown = client.get(page)
        assert "Refresh" not in shown.headers
        assert f"The {recorded} responses recorded before stay" in shown.content.decode()

    assert manage("tend", "-v0").wait() == 0
    connection.close()
    assert Response.objects.count() == Comment.objects.count() == responses
    assert len({*Comment.objects.values_list("text", flat=True)}) == responses
    assert f"{responses} responses were recorded. Recording had stopped" in (
        client.get(page).content.decode()
    )
