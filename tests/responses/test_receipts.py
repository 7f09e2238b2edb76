"""A receipt says the same on the page, in the PDF and in an e-mail; and none of them needs a worker."""

import hashlib
import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pypdfium2 import PdfDocument

from consultation.guidance.models import ClauseVersion, ConsultationPage, EqualityQuestion
from consultation.responses.actions import decide
from consultation.responses.actions.mail import post, send_due
from consultation.responses.models import Mail, Response, SetAside
from consultation.responses.views.pdf import NotMade, tagged_pdf

from .conftest import CLOSES, DURING, Person

PAPER = b"Clause 8.2 is too strict."


def copies(receipt: str, response: Response) -> dict[str, str]:
    """The three copies of a receipt as they are now, without their line breaks."""
    page = unescape(Client().get(receipt).content.decode())
    made = Client().get(f"{receipt}pdf/").content
    with PdfDocument(io.BytesIO(made)) as document:
        printed = "".join(one.get_textpage().get_text_range() for one in document)
    Mail.objects.all().delete()
    post(Mail.Kind.RECEIPT, "p@example.org", response=response, now=DURING)
    assert send_due() == 1
    texts = {"page": page, "pdf": printed, "mail": str(outbox.outbox[-1].body)}
    return {name: "".join(text.split()) for name, text in texts.items()}


def assert_all_say(receipt: str, *parts: str) -> None:
    response = Response.objects.receipted_by(receipt.rstrip("/").rpartition("/")[2])
    assert response is not None
    for name, text in copies(receipt, response).items():
        for part in parts:
            assert "".join(part.split()) in text, f"{name} does not say: {part}"


def test_files_and_what_was_received_apart_are_named_on_each(
    person: Person, version: ClauseVersion, consultation: ConsultationPage
) -> None:
    EqualityQuestion.objects.create(
        consultation=consultation, key="age", label="Age", choices="A\nB"
    )
    person.write(version)
    given = {"file": SimpleUploadedFile("our paper.txt", PAPER)}
    assert person.client.post(f"{person.home}files/", given).status_code == 302
    assert_all_say(
        person.send().url,
        "our paper.txt",
        "25 bytes",
        hashlib.sha256(PAPER).hexdigest(),
        "were received apart from your response",
    )


def test_a_receipt_of_which_all_is_so_says_nothing_of_it(
    person: Person, version: ClauseVersion
) -> None:
    person.write(version)
    receipt = person.send().url
    for text in copies(receipt, Response.objects.get()).values():
        for part in ("Itcameafter", "withdrawn this", "equality", "Filesyousent", "tookitsplace"):
            assert "".join(part.split()) not in text


def test_withdrawn_and_replaced_is_said_on_each(person: Person, version: ClauseVersion) -> None:
    person.write(version)
    receipt = person.send().url
    response = Response.objects.get()
    decide(response, SetAside.WITHDRAWN, "Taken back.", DURING)
    assert_all_say(receipt, "You have withdrawn this response. It is not counted.")
    decide(response, SetAside.REPLACED, "Changed.", DURING)
    newer = Response.objects.create(
        consultation=response.consultation, reference="NEWER", replaces=response,
        received_at=DURING, channel="online", submission_key=uuid.uuid4(),
    )  # fmt: skip
    assert_all_say(receipt, f"You changed this response: {newer.reference} took its place.")


def test_late_and_what_was_decided_is_said_on_each(
    person: Person,
    version: ClauseVersion,
    consultation: ConsultationPage,
    clock: Callable[[Any], None],
) -> None:
    person.write(version)
    clock(CLOSES + timedelta(hours=1))
    late = f"{person.home}late/"
    receipt = person.client.post(late, {"digest": person.client.get(late).context["digest"]}).url
    assert_all_say(
        receipt, "An official decides whether it is counted.", "We write to you within ten days."
    )
    officer, told = consultation.duty_officer, "The site was slow that night."
    decide(Response.objects.get(), "", "Ours.", CLOSES + timedelta(days=1), officer, told)
    assert_all_say(receipt, "An official has decided that it is counted", told)


@pytest.fixture
def no_pango(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which WeasyPrint finds no pango: importing it fails like this."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


def test_without_pango_the_page_says_why_and_leads_back(
    person: Person, version: ClauseVersion, no_pango: None
) -> None:
    person.write(version)
    receipt = person.send().url
    answer = person.client.get(f"{receipt}pdf/")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "This site cannot make PDF files at the moment." in page
    assert f'href="{receipt}"' in page and "no-store" in answer.headers["Cache-Control"]


def test_one_that_takes_too_long_says_that() -> None:
    with pytest.raises(NotMade, match="too long"):
        tagged_pdf("<p>A receipt.</p>", seconds=0)


def test_with_no_worker_and_no_mail_server_every_page_works(
    person: Person,
    version: ClauseVersion,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """No task runs and nothing answers at the mail server's port; both catch up afterwards."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    person.write(version)
    home = person.home
    given = {"email": "p@example.org", "remind": "on"}
    assert person.client.post(f"{home}return/", given).status_code in (200, 302)
    for page in ("", "about-you/", "files/", "questions/", "check/", "return/"):
        assert person.client.get(f"{home}{page}").status_code == 200, page
    digest = person.check().context["digest"]
    given = {"digest": digest, "receipt_to": "p@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        receipt = person.client.post(f"{home}check/", given).url
    assert person.client.get(receipt).status_code == 200
    assert Response.objects.get().set_aside == ""
    assert DBTaskResult.objects.filter(status="READY", task_path__contains="mail").exists()
    assert send_due() == 0
    assert Mail.objects.get(kind=Mail.Kind.RECEIPT).sent_at is None
