"""Whatever fails in the server, the words come back on the page, with a button to send them again."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import Draft, DraftComment

from .conftest import Person

WORDS = "The time limit\r\nis <b>too</b> short & “tight”."


@pytest.fixture
def person(consultation: ConsultationPage) -> Person:
    return Person(consultation, raise_request_exception=False)


def rename(model: Any, suffix: str = "") -> None:
    """Let every query of this model's rows fail, or no more."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        before, after = (table, f"{table}_gone") if suffix else (f"{table}_gone", table)
        cursor.execute(f"ALTER TABLE {before} RENAME TO {after}")


def fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page, re.DOTALL)
    return {name: unescape(value) for name, value in found}


def test_words_come_back_and_are_sent_again_by_the_button(
    person: Person, version: ClauseVersion
) -> None:
    person.write(version, text="Before.")
    seen = person.client.get(f"{person.home}clause/{version.pk}/").context["form"]["seen"].value()
    rename(DraftComment, "gone")
    answer = person.comment(version, text=WORDS, position="oppose", seen=seen)
    rename(DraftComment)
    page = answer.content.decode()
    assert answer.status_code == 503 and "no-cache" in answer.headers["Cache-Control"]
    assert re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", unescape(page), re.DOTALL) == [
        WORDS, "oppose"
    ]  # fmt: skip
    assert f'action="{person.home}clause/{version.pk}/"' in page
    assert person.comment(version, **fields(page)).status_code == 302
    assert DraftComment.objects.get().text == WORDS


def test_a_file_is_asked_for_again(person: Person, version: ClauseVersion) -> None:
    person.write(version)
    rename(Draft, "gone")
    file = SimpleUploadedFile("letter.txt", b"Words.")
    # After a failure PostgreSQL does nothing more in the transaction of the test.
    before = transaction.savepoint()
    answer = person.client.post(f"{person.home}files/", {"file": file})
    transaction.savepoint_rollback(before)
    rename(Draft)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "choose it again" in page and "Send again" not in page


def test_the_script_that_saves_and_staff_get_no_page_of_words(
    person: Person, version: ClauseVersion
) -> None:
    person.write(version)
    rename(DraftComment, "gone")
    answer = person.client.post(
        f"{person.home}clause/{version.pk}/",
        {"text": "Saved by the script."},
        headers={"X-Requested-With": "autosave"},
    )
    rename(DraftComment)
    assert answer.status_code == 500 and "Saved by the script." not in answer.content.decode()
