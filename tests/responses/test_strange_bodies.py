"""Bodies no browser sends: whatever they hold, it is a page and never a failure, on both databases."""

from typing import Any
from urllib.parse import quote

import pytest

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.responses.models import DraftComment, ReceivedFile
from tests.responses.test_files import attach

from .conftest import ABOUT, Person

FORM = "application/x-www-form-urlencoded"
#: Bytes that are no UTF-8: lone ones, overlong forms of "/" and NUL, a surrogate, one beyond the last.
BROKEN = [
    b"\xff", b"\xfe\xff", b"\x80", b"\xc3", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xc0\x80",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80",
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: one.hex())
def test_broken_bytes_are_shown_as_marks_and_never_fail(
    person: Person, version: ClauseVersion, broken: bytes
) -> None:
    said = "text=" + quote(b"Before " + broken + b" after")
    answer = person.client.post(f"{person.home}clause/{version.pk}/", said, content_type=FORM)
    assert answer.status_code == 302
    words = DraftComment.objects.get().text
    assert words.startswith("Before \ufffd") and words.endswith("\ufffd after")
    question = Question.objects.get(key="q1")
    named = {
        f"{person.home}about-you/": "name",
        f"{person.home}questions/section-a/": f"question-{question.pk}-text",
        "/chapter/other-formats/": "words",
        f"{person.home}return/": "email",
    }
    for address, field in named.items():
        fields = {**ABOUT, field: b"Before " + broken + b" after"}
        body = "&".join(f"{name}={quote(value)}" for name, value in fields.items())
        sent = person.client.post(address, body, content_type=FORM)
        assert sent.status_code in (302, 422), address


@pytest.mark.parametrize("broken", BROKEN[:5], ids=lambda one: one.hex())
def test_nor_in_addresses_cookies_and_names_of_fields(person: Person, broken: bytes) -> None:
    client: Any = person.client
    for address in (f"{person.home}return/{quote(broken)}/", f"/chapter/?role={quote(broken)}"):
        assert client.get(address).status_code in (200, 302, 404)
    client.cookies["draft"] = broken.decode("latin-1")
    assert client.get(person.home).status_code == 200
    assert (
        client.post(f"{person.home}about-you/", f"{quote(broken)}=1", content_type=FORM).status_code
        == 422
    )


@pytest.mark.parametrize("body", [
    b"", b"--b", b"--b\r\n", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
    b'--b\r\nContent-Disposition: form-data; name="text"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n%%%\r\n--b--\r\n",
    b'--b\r\nContent-Disposition: form-data; name="text"; filename="\x00"\r\n\r\nx\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="seen"\r\n\r\n' + b":" * 10_000 + b"\r\n--b--\r\n",
])  # fmt: skip
def test_broken_multipart_is_refused_plainly(
    person: Person, version: ClauseVersion, body: bytes
) -> None:
    answer = person.client.generic(
        "POST",
        f"{person.home}clause/{version.pk}/",
        body,
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code in (400, 422)


def test_another_s_file_is_neither_shown_used_nor_taken_off(
    person: Person, consultation: ConsultationPage
) -> None:
    attach(person, b"Our words.", "letter.txt")
    file = ReceivedFile.objects.get()
    stranger = Person(consultation)
    stranger.say_who()
    for path in ("remove/", "put-in/"):
        address = f"{stranger.home}files/{file.pk}/{path}"
        assert stranger.client.get(address).status_code == 404
        told = stranger.client.post(address)
        assert told.status_code != 200 and "letter.txt" not in told.content.decode()
    assert "letter.txt" not in stranger.client.get(f"{stranger.home}files/").content.decode()
    assert ReceivedFile.objects.count() == 1


def test_a_section_that_leaves_while_people_write_costs_no_words(
    person: Person, version: ClauseVersion
) -> None:
    """Its comments stay in the draft, can be changed, are sent, and the receipt shows them."""
    person.write(version, text="Written before.")
    section = version.clause.section
    assert section is not None
    section.unpublish()
    assert person.client.get(section.get_url() or "/chapter/section-a/").status_code == 404
    page = f"{person.home}clause/{version.pk}/"
    shown = person.client.get(page)
    assert "Written before." in shown.content.decode()
    kept = {"text": "Written after.", "seen": shown.context["form"]["seen"].value()}
    assert person.client.post(page, kept).status_code == 302
    receipt = person.send().url
    section.save_revision().publish()
    for _ in ("while it is away", "and when it is back"):
        told = person.client.get(receipt).content.decode()
        assert "Written after." in told and "8.2" in told
