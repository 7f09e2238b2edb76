"""A disk that is full, and a database that somebody else holds: the words come back, and go again."""

import resource
import sqlite3
from html import unescape
from threading import Timer

import pytest
from django.db import connection

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import DraftComment
from tests.faults.people import TOKEN, Sender, senders
from tests.load.server import Server
from tests.responses.conftest import version_of
from tests.responses.test_coming_back import fields

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL's disk and locks are not ours to take"
)

WORDS = "The time limit is <b>too</b> short & “tight”."


@pytest.fixture
def writer(server: Server, consultation: ConsultationPage) -> Sender:
    """Somebody with a draft, who is about to write more."""
    version = version_of(consultation, "8.2")
    return senders([server.host], consultation, version, 1, "the review of")[0]


def save(writer: Sender, consultation: ConsultationPage, **form: str) -> tuple[int, str]:
    address = f"{writer.home}clause/{version_of(consultation, '8.3').pk}/"
    person = writer.person()
    code, _, page = person.ask("POST", address, form)
    person.connection.close()
    return code, page


def assert_it_came_back_and_goes_again(
    writer: Sender, consultation: ConsultationPage, code: int, page: str
) -> None:
    assert code == 503
    assert WORDS in unescape(page)
    assert save(writer, consultation, **fields(page))[0] == 302
    assert DraftComment.objects.filter(text=WORDS).count() == 1


def test_a_full_disk(server: Server, writer: Sender, consultation: ConsultationPage) -> None:
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in server.worker_pids()}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    code, page = save(writer, consultation, text=WORDS, csrfmiddlewaretoken=TOKEN)
    for pid, limits in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
    assert_it_came_back_and_goes_again(writer, consultation, code, page)


@pytest.mark.faults
@pytest.mark.parametrize(("seconds", "taken"), [(8, True), (25, False)])
def test_a_database_that_is_held(
    server: Server, writer: Sender, consultation: ConsultationPage, seconds: int, taken: bool
) -> None:
    """Eight seconds are waited for; what waits longer than the server does comes back."""
    name = connection.settings_dict["NAME"]
    other = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    letting_go = Timer(seconds, other.rollback)
    letting_go.start()
    code, page = save(writer, consultation, text=WORDS, csrfmiddlewaretoken=TOKEN)
    letting_go.join()
    other.close()
    if taken:
        assert code == 302 and DraftComment.objects.filter(text=WORDS).count() == 1
    else:
        assert_it_came_back_and_goes_again(writer, consultation, code, page)
