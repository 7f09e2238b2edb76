"""The deadline is exact: for thousands of posts, while it moves, and whatever a server's clock says."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from consultation.clock import database_now
from consultation.guidance.actions import move_closing_date
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions import save_comment, save_details, start_draft
from consultation.responses.models import Draft, Response
from consultation.responses.rules import DETAILS, digest, secret_of, submission

from .conftest import CLOSES, DURING, Person, SetClock, make_consultation, version_of

CLIENTS = 50
WHO = dict.fromkeys(DETAILS, "") | {"kind": "individual", "confidential": False}


def ready(consultation: ConsultationPage, version: ClauseVersion) -> tuple[Client, str]:
    """A browser with a draft, and the digest that its button sends."""
    draft = start_draft(consultation, DURING)
    save_comment(draft, version, "support", "Six months is right.", DURING)
    save_details(draft, WHO, DURING)
    draft = Draft.objects.get(pk=draft.pk)
    client = Client()
    client.cookies["draft"] = secret_of(draft.pk)
    said = submission(draft, draft.comments.select_related("clause_version"), [])
    return client, digest(said)


def instants(number: int) -> Iterator[datetime]:
    """From a second before the closing instant to a second after it, closest at the instant."""
    for place in range(number):
        side = -1 if place % 2 else 1
        nearness = place // 2
        yield CLOSES + side * timedelta(microseconds=min(nearness**2, 1_000_000) + (side < 0))


@pytest.mark.parametrize("posts", [200, pytest.param(2_000, marks=pytest.mark.faults)])
@pytest.mark.parametrize("grace", [0, 1])
def test_none_of_many_posts_across_the_instant_is_misjudged(
    consultation: ConsultationPage,
    version: ClauseVersion,
    clock: SetClock,
    posts: int,
    grace: int,
) -> None:
    ConsultationPage.objects.filter(pk=consultation.pk).update(grace_seconds=grace)
    last = CLOSES + timedelta(seconds=grace)
    misjudged = 0
    for instant in instants(posts):
        client, digested = ready(consultation, version)
        clock(instant)
        answer = client.post("/chapter/respond/check/", {"digest": digested})
        taken = answer.status_code == 302
        misjudged += taken is not (instant < last)
        if not taken:
            assert "Six months is right." in answer.content.decode()
    assert misjudged == 0
    in_time = [instant for instant in instants(posts) if instant < last]
    stored = Response.objects.values_list("received_at", "within_grace")
    assert sorted(stored) == sorted((at, at >= CLOSES) for at in in_time)


def test_a_moved_deadline_holds_for_every_request_that_comes_after(
    transactional_db: Any, clock: SetClock
) -> None:
    """Fifty clients post without end while an editor moves the date; none is judged by the old one."""
    consultation = make_consultation()
    version = version_of(consultation, "8.2")
    editor = User.objects.create_user("editor")
    clock(CLOSES + timedelta(hours=1))
    moved, stop = threading.Event(), threading.Event()
    verdicts: list[tuple[bool, int]] = []
    threads = [
        threading.Thread(target=posting, args=(consultation, version, moved, stop, verdicts.append))
        for _ in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    wait_for(lambda: len(verdicts) >= CLIENTS)
    now = CLOSES + timedelta(hours=1)
    move_closing_date(consultation, CLOSES + timedelta(days=7), "The site was down.", editor, now)
    moved.set()
    wait_for(lambda: sum(after for after, _ in verdicts) >= 2 * CLIENTS)
    stop.set()
    for thread in threads:
        thread.join()
    assert {status for after, status in verdicts if after} == {302}
    assert 403 in {status for after, status in verdicts if not after}


def posting(
    consultation: ConsultationPage,
    version: ClauseVersion,
    moved: threading.Event,
    stop: threading.Event,
    note: Callable[[tuple[bool, int]], None],
) -> None:
    """Post comments until told to stop; note whether each was sent after the move, and its answer."""
    try:
        while not stop.is_set():
            after = moved.is_set()
            answer = Person(consultation).comment(version, text="Six months is right.")
            note((after, answer.status_code))
    finally:
        connections.close_all()


def wait_for(reached: Callable[[], bool]) -> None:
    for _ in range(600):
        if reached():
            return
        threading.Event().wait(0.1)
    raise AssertionError("The clients did not get there within a minute.")


@pytest.mark.parametrize("ahead", [5, -5])
def test_on_postgresql_a_servers_own_clock_decides_nothing(db: Any, ahead: int) -> None:
    """Two servers ten seconds apart ask the same clock: the database's."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server: there the machine's clock is the only one.")
    true = database_now()
    with time_machine.travel(true + timedelta(seconds=ahead), tick=True):
        assert abs(database_now() - true) < timedelta(seconds=2)
