"""PostgreSQL away for a while, or with no connection left: words come back, and it is found again."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import pytest

from consultation.guidance.models import ConsultationPage
from tests.faults.people import Sender, burst, senders
from tests.faults.postgresql import Cluster, on_postgresql
from tests.faults.test_kills import assert_nothing_lost_or_doubled
from tests.faults.test_need import comment
from tests.load.server import Server
from tests.responses.conftest import version_of

pytestmark = [pytest.mark.faults, on_postgresql]

WORDS = "The time limit is <b>too</b> short & “tight”."
#: Seconds. An attempt to connect that is put off longer with each failure is then far away.
AWAY, SOON = 40, 10
MOST = 10


@pytest.fixture
def people(server: Server, consultation: ConsultationPage) -> list[Sender]:
    return senders([server.host], consultation, version_of(consultation, "8.2"), 50, "case")


def test_it_is_found_again_within_ten_seconds(
    people: list[Sender], consultation: ConsultationPage
) -> None:
    version, cluster = version_of(consultation, "8.3"), Cluster()
    cluster.kill()
    until, answers = time.monotonic() + AWAY, []
    while time.monotonic() < until:
        code, page = comment(people[0], version, WORDS)
        answers.append((code, WORDS in page))
    cluster.start()
    began = time.monotonic()
    people[0].press_until_received()
    took = time.monotonic() - began
    burst(people, len(people) + 1, lambda: None)
    assert set(answers) == {(503, True)} and took < SOON
    assert_nothing_lost_or_doubled(people)


@contextmanager
def all_connections(address: str, server: Server) -> Iterator[None]:
    """Hold every connection there is, those of the server's processes too."""
    with ExitStack() as held:
        for _ in range(3):
            for pid in server.worker_pids():
                take_all(address, held)
                os.kill(pid, signal.SIGKILL)
            take_all(address, held)
        yield


def take_all(address: str, held: ExitStack) -> None:
    until = time.monotonic() + 2
    while time.monotonic() < until:
        try:
            held.callback(psycopg.connect(address).close)
        except psycopg.OperationalError:
            time.sleep(0.05)


def test_no_connection_left(
    here: str, server: Server, people: list[Sender], consultation: ConsultationPage
) -> None:
    """Then words come back; with a few, fifty people are served in turn."""
    version, cluster = version_of(consultation, "8.3"), Cluster()
    cluster.kill()
    cluster.start("-c", f"max_connections={MOST}")
    try:
        with all_connections(here, server):
            code, page = comment(people[0], version, WORDS)
        began = time.monotonic()
        people[0].press_until_received()
        took = time.monotonic() - began
        burst(people, len(people) + 1, lambda: None)
        assert (code, WORDS in page) == (503, True) and took < SOON
        assert_nothing_lost_or_doubled(people)
    finally:
        cluster.kill()
        cluster.start()
