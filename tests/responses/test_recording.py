"""The page of a spreadsheet that is being recorded says how far that is, and what stopped it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.importing import keep_table
from consultation.responses.actions.recording import record_stopped_tables, record_table
from consultation.responses.models import ReceivedFile, Response, TableRecording
from consultation.responses.rules.importing.going_on import MOST_RESUMED, STOPPED_SECONDS
from tests import planted

from .conftest import DURING

ROWS = "response_id,text,clause,channel,received_at\n" + "".join(
    f"{number},Word {number}.,8.2,letter,2027-08-31 10:30\n" for number in range(30)
)
LATER = DURING + timedelta(seconds=STOPPED_SECONDS + 1)


@pytest.fixture
def file(consultation: ConsultationPage) -> ReceivedFile:
    """A spreadsheet of 30 responses; 10 of them were recorded when its worker was killed."""
    held = keep_table(consultation, SimpleUploadedFile("a.csv", ROWS.encode()), DURING)
    first = keep_table(
        consultation, SimpleUploadedFile("b.csv", "\n".join(ROWS.split("\n")[:11]).encode()), DURING
    )
    by = planted.staff("official")
    given: dict[str, Any] = {"started_by": by, "started_at": DURING, "last_at": DURING}
    TableRecording.objects.create(file=first, total=10, **given)
    assert record_table(first, DURING, by) == 10
    TableRecording.objects.create(file=held, total=30, done=10, **given)
    return held


@pytest.fixture
def official(file: ReceivedFile) -> Client:
    client = Client()
    client.force_login(planted.staff("official"))
    return client


@pytest.fixture
def page(file: ReceivedFile) -> str:
    return f"/admin/analysis/{file.consultation.slug}/letters/import/{file.pk}/"


def test_while_it_goes_on_the_page_says_how_far_and_asks_again(official: Client, page: str) -> None:
    shown = official.get(page)
    assert "10 of 30 responses recorded" in shown.content.decode()
    assert shown.headers["Refresh"] == "2"
    assert "Show the latest now" in shown.content.decode(), "for who stopped the asking again"
    official.post(page, {"discard": "1"})
    assert ReceivedFile.objects.filter(name="a.csv").exists(), "nothing is pulled from under it"
    waiting = official.get(page.rsplit("/", 2)[0] + "/").content.decode()
    assert "10 of 30 recorded so far" in waiting


def test_stopped_it_says_so_and_a_person_goes_on(
    official: Client, page: str, clock: Any, django_capture_on_commit_callbacks: Any
) -> None:
    clock(LATER)
    assert "Recording has stopped" in official.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        official.post(page, {"go-on": "1"})
    assert Response.objects.count() == 30
    assert (
        "30 responses were recorded. Recording had stopped" in official.get(page).content.decode()
    )
    official.post(page, {"go-on": "1"})
    assert Response.objects.count() == 30


def test_stopped_it_can_be_left_at_what_is_recorded(
    official: Client, page: str, clock: Any
) -> None:
    clock(LATER)
    left = official.post(page, {"discard": "1"}, follow=True)
    assert "the 10 responses recorded of it stay" in left.content.decode()
    assert Response.objects.count() == 10


def test_what_stopped_goes_on_by_itself_but_not_for_ever(file: ReceivedFile, clock: Any) -> None:
    assert record_stopped_tables(DURING) == 0, "it is not stopped yet"
    clock(LATER)
    TableRecording.objects.filter(file=file).update(resumed=MOST_RESUMED)
    assert record_stopped_tables(LATER) == 0
    TableRecording.objects.filter(file=file).update(resumed=0)
    assert record_stopped_tables(LATER) == 20
