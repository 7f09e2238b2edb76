"""Clicks that waited over the closing time, and connections that broke before the answer came."""

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.db import connection

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Response
from consultation.responses.rules import secret_of
from tests.faults.people import PATIENCE, TOKEN, Sender, open_now, senders
from tests.load.people import Person
from tests.load.server import Server
from tests.responses.conftest import version_of


class Patient(Sender):
    """Somebody who waits as long as browsers do: a worker that stood still has much to do at first."""

    def person(self) -> Person:
        person = super().person()
        person.connection.timeout = PATIENCE
        return person


@pytest.mark.parametrize(
    ("people", "paused"), [(5, 1), pytest.param(20, 10, marks=pytest.mark.faults)]
)
def test_clicks_made_in_time_that_waited_are_taken_and_marked(
    server: Server, consultation: ConsultationPage, people: int, paused: float
) -> None:
    """The workers stand still over the closing time, with everybody's click in their queue."""
    version = version_of(consultation, "8.2")
    made = senders([server.host], consultation, version, people, "time")
    everybody = [Patient(one.host, one.home, one.secret, one.digest, one.words) for one in made]
    ConsultationPage.objects.filter(pk=consultation.pk).update(grace_seconds=60)
    closes = open_now(consultation, seconds=2)
    workers = server.worker_pids()
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(people) as pool:
        pressed = [pool.submit(one.press) for one in everybody]
        time.sleep(1)
        assert datetime.now(UTC) < closes, "every click was made in time"
        time.sleep(max(0, (closes - datetime.now(UTC)).total_seconds()) + paused)
        for pid in workers:
            os.kill(pid, signal.SIGCONT)
        assert all(one.result() for one in pressed)
    assert [one.codes for one in everybody if not one.receipt] == []
    connection.close()
    stored = Response.objects.values_list("within_grace", "set_aside")
    assert list(stored) == [(True, "")] * people


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.faults)])
def test_an_answer_that_never_arrived_is_had_by_pressing_again(
    server: Server, consultation: ConsultationPage, times: int
) -> None:
    """The browser sends everything and is gone; later it presses again and holds the first receipt."""
    everybody = senders([server.host], consultation, version_of(consultation, "8.2"), times, "case")
    for one in everybody:
        send_and_hang_up(one)
    until = time.monotonic() + 60
    while Response.objects.count() < times and time.monotonic() < until:
        time.sleep(0.1)
    first = dict(Response.objects.values_list("submission_key", "received_at"))
    for one in everybody:
        one.press_until_received()
        assert one.codes == [302]
    assert dict(Response.objects.values_list("submission_key", "received_at")) == first
    assert sorted(secret_of(UUID(str(key))) for key in first) == sorted(
        one.secret for one in everybody
    )
    for one in everybody:
        assert one.words in one.read(one.receipt)


def send_and_hang_up(one: Sender) -> None:
    """The whole request, and the connection closed at once: nobody is there for the answer."""
    form = urlencode({"digest": one.digest, "csrfmiddlewaretoken": TOKEN})
    head = (
        f"POST {one.home}check/ HTTP/1.1\r\nHost: {one.host}\r\nContent-Length: {len(form)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Cookie: draft={one.secret}; csrftoken={TOKEN}\r\n\r\n"
    )
    host, port = one.host.split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall((head + form).encode())
        line.shutdown(socket.SHUT_RDWR)
