"""The worker that publishes a response is killed: nothing stands half, and it is published all the same."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from consultation.outcome.models import PublishedFile, PublishedOutcome
from tests import planted
from tests.load.server import ROOT, environment
from tests.outcome.published import ready

pytestmark = pytest.mark.faults

#: What the page does when the button is pressed, in a process that has the queue of production.
PRESS = (
    "from datetime import UTC, datetime; from django.contrib.auth.models import User;"
    "from consultation.outcome.actions import publish;"
    "from consultation.outcome.models import OutcomePage;"
    "publish(OutcomePage.objects.get(), User.objects.get(username='cleared'), datetime.now(UTC))"
)


def manage(here: str, *arguments: str) -> "subprocess.Popen[bytes]":
    told = subprocess.DEVNULL
    command = [sys.executable, "site/manage.py", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment(here), stdout=told, stderr=told)


def wait_for(stage: str) -> None:
    until = time.monotonic() + 120
    while PublishedOutcome.objects.get().stage != stage:
        assert time.monotonic() < until, f"it did not come to: {stage}"
        connection.close()  # Each look is a new one: another process writes.
        time.sleep(0.02)


@pytest.mark.parametrize("stage", ["Making outcome.pdf", "Verifying it as the public can"])
def test_a_killed_worker_leaves_nothing_half_and_it_is_published(here: str, stage: str) -> None:
    ready()
    planted.staff("cleared")
    assert manage(here, "shell", "--no-imports", "-c", PRESS).wait() == 0
    worker = manage(here, "db_worker", "--interval", "0.1")
    try:
        wait_for(stage)
    finally:
        worker.kill()
        worker.wait()
    assert not PublishedFile.objects.exists()
    assert PublishedOutcome.standing(PublishedOutcome.objects.get().consultation) is None
    PublishedOutcome.objects.update(heard_at=datetime.now(UTC) - timedelta(minutes=6))
    assert manage(here, "tend", "-v0").wait() == 0
    connection.close()
    (published,) = PublishedOutcome.objects.all()
    assert (published.state, published.resumed) == (PublishedOutcome.State.PUBLISHED, 1)
    assert published.files.filter(public=True, name="outcome.pdf").count() == 1
