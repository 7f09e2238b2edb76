"""Attaching files: kept whole, sent with the response, read into letters, waiting for a person."""

import hashlib
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions import files
from consultation.responses.actions.offline import record_offline
from consultation.responses.intake import Refused
from consultation.responses.models import Hold, Letter, ReceivedFile, Response
from tests.responses.conftest import DURING, Person
from tests.responses.test_offline import example

State = ReceivedFile.State


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def attach(person: Person, content: bytes, name: str = "letter.docx", **data: str) -> Any:
    return person.client.post(
        f"{person.home}files/", {"file": SimpleUploadedFile(name, content), **data}
    )


def run_tasks(settings: Any) -> None:
    """Do what the queue holds at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def response(consultation: ConsultationPage) -> Response:
    return record_offline(consultation, example(key="one"))


def upload(content: bytes, name: str = "paper.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def keep(given: SimpleUploadedFile, response: Response, now: datetime) -> ReceivedFile:
    return files.store_file(files.check_file(given), response, now)


def test_a_file_alone_is_a_response_that_waits_for_a_person(person: Person) -> None:
    content = word("On clause 8.2, six months is right.")
    assert attach(person, content).status_code == 302
    person.say_who()
    sent = person.send()
    response = Response.objects.get()
    file = response.files.get()
    assert (response.set_aside, file.draft, bytes(file.content)) == ("waiting", None, content)
    receipt = person.client.get(sent["Location"]).content.decode()
    record = person.client.get(f"{sent['Location']}record/").content
    digest = hashlib.sha256(content).hexdigest()
    assert digest in receipt and "letter.docx" in receipt
    assert digest in record.decode()
    assert hashlib.sha256(record).hexdigest() == response.digest


def test_files_can_be_seen_and_taken_off_before_sending(person: Person) -> None:
    attach(person, b"We agree.", "one.txt")
    attach(person, b"We agree.", "one-again.txt")
    attach(person, b"We do not.", "two.txt")
    page = person.client.get(f"{person.home}files/").content.decode()
    assert page.count(">Remove<") == 2, "the same bytes are kept once"
    first = ReceivedFile.objects.get(name="one.txt")
    assert person.client.get(f"{person.home}files/{first.pk}/remove/").status_code == 200
    person.client.post(f"{person.home}files/{first.pk}/remove/")
    assert [file.name for file in ReceivedFile.objects.all()] == ["two.txt"]
    stranger = Person(first.consultation)
    other = ReceivedFile.objects.get()
    assert stranger.client.get(f"{stranger.home}files/{other.pk}/remove/").status_code == 404
    stranger.client.post(f"{stranger.home}files/{other.pk}/remove/")
    assert ReceivedFile.objects.count() == 1


@pytest.mark.parametrize(("name", "content", "words"), [
    ("page.docx", b"<html><script>alert(1)</script>", "not what its name says"),
    ("letter.pdf", b"MZ\x90\x00 this is a program", "not what its name says"),
    ("letter.docx", b"", "empty"),
    ("letter.txt", b"%PDF-1.4 nothing", "is a PDF"),
])  # fmt: skip
def test_what_is_not_taken_is_refused_in_plain_words(
    person: Person, name: str, content: bytes, words: str
) -> None:
    answer = attach(person, content, name)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page and 'href="#id_file"' in page
    assert not ReceivedFile.objects.exists()


def test_no_file_chosen_says_so(person: Person) -> None:
    answer = person.client.post(f"{person.home}files/", {})
    assert answer.status_code == 422 and "Choose a file to attach" in answer.content.decode()


def test_a_file_too_large_is_not_read_at_all(person: Person) -> None:
    answer = attach(person, b"a" * (27 * 1024 * 1024), "large.txt")
    assert answer.status_code == 413 and "at most 25 MB" in answer.content.decode()


def test_a_draft_cannot_fill_the_disk(person: Person) -> None:
    for number in range(files.MOST_FILES):
        assert attach(person, b"Words %d" % number, f"{number}.txt").status_code == 302
    answer = attach(person, b"One more", "more.txt")
    assert answer.status_code == 409 and "20 files" in answer.content.decode()


def test_after_the_deadline_no_file_is_taken(
    person: Person, consultation: ConsultationPage, clock: Any
) -> None:
    clock(consultation.closes)
    answer = attach(person, b"We agree.", "late.txt")
    assert answer.status_code == 403 and "late.txt" in answer.content.decode()
    assert not ReceivedFile.objects.exists()


def test_a_lost_cookie_loses_only_the_choice_of_the_file(consultation: ConsultationPage) -> None:
    person = Person(consultation, enforce_csrf_checks=True)
    answer = attach(person, b"We agree.", "one.txt")
    assert answer.status_code == 403 and "choose it again" in answer.content.decode()


def test_what_is_sent_is_read_and_held_until_checked(
    person: Person,
    version: ClauseVersion,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    run_tasks(settings)
    person.write(version)
    attach(person, word("We agree.", "My neighbour hits her son every night and nobody acts."))
    with django_capture_on_commit_callbacks(execute=True):
        person.send()
    file = ReceivedFile.objects.get()
    read = Letter.objects.get(file=file)
    assert file.state == State.READ
    assert read.text == "We agree.\n\nMy neighbour hits her son every night and nobody acts."
    held = Hold.objects.filter(letter=read, released_at=None)
    assert {hold.why for hold in held} == {Hold.Why.DISCLOSURE}


def test_what_a_worker_left_is_read_by_the_schedule_once(response: Response) -> None:
    file = keep(upload(word("We agree.")), response, DURING)
    assert (file.state, files.read_waiting_files(DURING)) == (State.WAITING, 1)
    assert files.read_waiting_files(DURING) == 0
    files.read_file(file, DURING)  # as another worker has it, who began at the same time
    assert [one.text for one in Letter.objects.filter(file=file)] == ["We agree."]


def test_what_cannot_be_read_waits_for_typing(response: Response) -> None:
    file = keep(upload(b"%PDF-1.4\nnothing that can be read", "scan.pdf"), response, DURING)
    files.read_waiting_files(DURING)
    file.refresh_from_db()
    assert file.state == State.TYPING and file.note
    assert not Letter.objects.filter(file=file).exists()


def test_attachments_of_an_email_become_files_of_the_response(response: Response) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "Our response"
    message.set_content("Please find our response attached.")
    paper = word("Clause 8.2 is too strict.")
    message.add_attachment(paper, maintype="application", subtype="x", filename="paper.docx")
    message.add_attachment(b"MZ", maintype="application", subtype="x", filename="../run.exe")
    before = response.digest
    file = keep(upload(message.as_bytes(), "mail.eml"), response, DURING)
    assert files.read_waiting_files(DURING) == 1
    file.refresh_from_db()
    attached = response.files.get(within=file)
    assert (attached.name, bytes(attached.content)) == ("paper.docx", paper)
    assert "run.exe" in file.note and ".." not in file.note
    assert files.read_waiting_files(DURING) == 1
    assert Letter.objects.get(file=attached).text == "Clause 8.2 is too strict."
    response.refresh_from_db()
    assert response.digest == before


def test_a_scanner_that_is_silent_refuses(response: Response, settings: Any) -> None:
    settings.CLAMD_HOST = "127.0.0.1"
    with pytest.raises(Refused, match="viruses just now"):
        keep(upload(b"We agree.", "a.txt"), response, DURING)


def test_the_files_of_a_response_go_into_the_draft_that_replaces_it(
    person: Person, response: Response
) -> None:
    attach(person, b"We agree.", "one.txt")
    draft = ReceivedFile.objects.get().draft
    assert draft is not None
    keep(upload(b"We do not.", "two.txt"), response, DURING)
    files.copy_files(response, draft, DURING)
    assert sorted(draft.files.values_list("name", flat=True)) == ["one.txt", "two.txt"]
    assert response.files.count() == 1
