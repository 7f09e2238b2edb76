"""Whatever keeps words from being saved, they come back on the page."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.responses.models import Draft, DraftComment, Response

from .conftest import ABOUT, CLOSES, OPENS, Person

LONDON = ZoneInfo("Europe/London")
LAST = timedelta(microseconds=1)
WORDS = "The time limit\r\nis <b>too</b> short & “tight”."

SetClock = Callable[[datetime], None]


def boxes(answer: Any) -> list[str]:
    """What stands in the text boxes of a page, as a browser reads it; not the clause's own words."""
    found = re.findall(r"(<textarea[^>]*>)\n?(.*?)</textarea>", answer.content.decode(), re.DOTALL)
    return [unescape(words) for box, words in found if 'name="proposed"' not in box]


INSTANTS = [
    (CLOSES - timedelta(milliseconds=60_001), True),
    (CLOSES - timedelta(seconds=60), True),
    (CLOSES - LAST, True),
    (CLOSES, False),
    (CLOSES + LAST, False),
    (OPENS, True),
    (OPENS - LAST, False),
    (datetime(2027, 10, 23, 23, 59, 59, 999_000, tzinfo=LONDON), True),
    (datetime(2027, 10, 24, 0, 0, tzinfo=LONDON), False),
    # What a server that mistook the closing time for UTC would still take.
    (datetime(2027, 10, 23, 23, 30, tzinfo=UTC), False),
]


@pytest.mark.parametrize(("received_at", "taken"), INSTANTS)
def test_the_server_takes_what_it_received_in_time(
    person: Person, version: ClauseVersion, clock: SetClock, received_at: datetime, taken: bool
) -> None:
    person.write(version, text=WORDS)
    digest = person.check().context["digest"]
    clock(received_at)
    answer = person.send(digest)
    assert Response.objects.count() == (1 if taken else 0)
    if taken:
        assert Response.objects.get().received_at == received_at
    else:
        assert answer.status_code == 403
        assert WORDS in unescape(answer.content.decode())
        assert Draft.objects.count() == 1


@pytest.mark.parametrize(("received_at", "taken"), INSTANTS)
def test_a_comment_after_the_deadline_comes_back(
    person: Person, version: ClauseVersion, clock: SetClock, received_at: datetime, taken: bool
) -> None:
    clock(received_at)
    answer = person.comment(version, text=WORDS, position="oppose")
    assert DraftComment.objects.count() == (1 if taken else 0)
    if not taken:
        assert answer.status_code == 403
        assert boxes(answer) == ["oppose", WORDS]


def test_the_refusal_says_both_times_in_uk_time(
    person: Person, version: ClauseVersion, clock: SetClock
) -> None:
    clock(CLOSES + timedelta(seconds=5))
    page = person.comment(version, text=WORDS).content.decode()
    assert "closed at 11:59pm on Saturday 23 October 2027" in page
    assert "00:00:05 on 24 October 2027" in page
    assert "chapter@example.org" in page


def test_grace_takes_and_marks(
    person: Person, consultation: ConsultationPage, version: ClauseVersion, clock: SetClock
) -> None:
    ConsultationPage.objects.filter(pk=consultation.pk).update(grace_seconds=300)
    person.write(version)
    digest = person.check().context["digest"]
    clock(CLOSES + timedelta(seconds=299))
    person.send(digest)
    assert Response.objects.get().within_grace


def test_moving_the_deadline_works_at_once(
    person: Person, consultation: ConsultationPage, version: ClauseVersion, clock: SetClock
) -> None:
    clock(CLOSES + timedelta(hours=1))
    assert person.comment(version, text=WORDS).status_code == 403
    ConsultationPage.objects.filter(pk=consultation.pk).update(closes=CLOSES + timedelta(days=1))
    assert person.comment(version, text=WORDS).status_code == 302


def test_a_retry_after_the_deadline_finds_the_receipt(
    person: Person, version: ClauseVersion, clock: SetClock
) -> None:
    person.write(version)
    digest = person.check().context["digest"]
    first = person.send(digest)
    clock(CLOSES + timedelta(hours=1))
    assert person.send(digest).url == first.url


def test_a_draft_open_at_the_deadline_is_kept_and_told(
    person: Person, version: ClauseVersion, clock: SetClock
) -> None:
    person.write(version, text=WORDS)
    clock(CLOSES)
    page = unescape(person.client.get(person.home).content.decode())
    assert "Your response was not sent" in page and WORDS in page
    assert person.client.get(f"{person.home}clause/{version.pk}/").url == person.home
    assert "See what you wrote" in person.client.get("/chapter/section-a/").content.decode()


def test_every_form_hands_back_after_the_deadline(person: Person, clock: SetClock) -> None:
    asked = Question.objects.get(key="q1")
    clock(CLOSES)
    answer = person.client.post(
        f"{person.home}questions/section-a/", {f"question-{asked.pk}-text": WORDS}
    )
    assert boxes(answer) == [WORDS]
    about = person.client.post(f"{person.home}about-you/", ABOUT | {"represents": WORDS})
    assert WORDS in boxes(about)


def test_an_unpublished_consultation_hands_back(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person.write(version, text="Before.")
    consultation.unpublish()
    assert boxes(person.comment(version, text=WORDS)) == [WORDS]
    assert "Before." in person.client.get(person.home).content.decode()
    assert Person(consultation).client.get(person.home).status_code == 404


def test_the_receipt_outlives_the_consultation(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person.write(version, text=WORDS)
    address = person.send().url
    consultation.unpublish()
    assert WORDS in unescape(person.client.get(address).content.decode())


def test_without_its_cookie_the_form_comes_back_filled_in(
    consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person = Person(consultation, enforce_csrf_checks=True)
    answer = person.comment(version, text=WORDS, position="oppose")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert boxes(answer) == [WORDS]
    assert 'value="oppose" checked' in page and "Save comment" in page
    assert Draft.objects.count() == 0
    token = answer.context["csrf_token"]
    again = person.comment(version, text=WORDS, csrfmiddlewaretoken=str(token))
    assert again.status_code == 302
    assert DraftComment.objects.get().text == WORDS


@pytest.mark.parametrize("page", ["about-you/", "questions/", "check/"])
def test_no_page_saves_without_the_token(
    consultation: ConsultationPage, version: ClauseVersion, page: str
) -> None:
    person = Person(consultation, enforce_csrf_checks=True)
    token = person.client.get(f"{person.home}clause/{version.pk}/").context["csrf_token"]
    person.comment(version, text=WORDS, csrfmiddlewaretoken=str(token))
    before = Draft.objects.get()
    answer = person.client.post(person.home + page, ABOUT)
    assert answer.status_code == 403
    assert Draft.objects.get().changed_at == before.changed_at
    assert Response.objects.count() == 0


def test_an_address_of_no_form_is_refused_plainly(db: Any) -> None:
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/admin/login/").status_code == 403


@pytest.mark.parametrize("hostile", ["\x00", "a\x00b\x00c"])
def test_nul_is_refused_and_marked(person: Person, version: ClauseVersion, hostile: str) -> None:
    answer = person.comment(version, text=f"Before {hostile} after.")
    assert answer.status_code == 422
    assert boxes(answer) == [f"Before {hostile} after.".replace("\x00", "\ufffd")]
    assert "cannot be stored" in answer.content.decode()
    assert Draft.objects.count() == 0


def test_a_lone_surrogate_is_refused_and_marked(person: Person, version: ClauseVersion) -> None:
    # No browser sends one; UTF-7 in a multipart body can.
    body = (
        '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nBefore +2AA- after\r\n--b--\r\n'
    )
    answer = person.client.generic(
        "POST",
        f"{person.home}clause/{version.pk}/",
        body,
        content_type="multipart/form-data; boundary=b; charset=utf-7",
    )
    assert answer.status_code == 422
    assert boxes(answer) == ["Before \ufffd after"]


def test_names_and_addresses_with_nul_come_back(person: Person) -> None:
    answer = person.say_who(name="Robin\x00Example", email="a\x00@example.org")
    assert answer.status_code == 422
    assert "Robin\ufffdExample" in answer.content.decode()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_everything_else_is_stored_and_shown_exactly(
    person: Person, version: ClauseVersion, words: str
) -> None:
    seen = person.client.get(f"{person.home}clause/{version.pk}/").context["form"]["seen"].value()
    answer = person.comment(version, text=words, position="support", seen=seen or "")
    assert answer.status_code == 302
    assert DraftComment.objects.get().text == words
    form = person.client.get(f"{person.home}clause/{version.pk}/")
    assert boxes(form) == [words]


def test_a_hundred_thousand_words_are_taken_whole(person: Person, version: ClauseVersion) -> None:
    words = "".join(f"слово{number} " for number in range(100_000))
    person.write(version, text=words)
    receipt = person.send().url
    assert Response.objects.get().comments.get().text == words
    assert words in person.client.get(receipt).content.decode()
    record = person.client.get(f"{receipt}record/").content
    assert hashlib.sha256(record).hexdigest() == Response.objects.get().digest
    assert words in str(json.loads(record.decode()))


def test_too_long_a_body_is_handed_back(
    person: Person, version: ClauseVersion, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    words = "x" * 1_500
    answer = person.client.post(
        f"{person.home}clause/{version.pk}/",
        f"position=oppose&text={words}",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert boxes(answer) == ["oppose", words]
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_far_too_long_a_body_is_not_read_but_explained(
    person: Person, version: ClauseVersion, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = person.client.post(
        f"{person.home}clause/{version.pk}/",
        "text=" + "x" * 3_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert "still in your browser" in answer.content.decode()


def test_hostile_markup_is_only_ever_text(person: Person, version: ClauseVersion) -> None:
    hostile = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    person.write(version, text=hostile)
    person.say_who(name=hostile, respondent_type="other", respondent_type_other=hostile)
    pages = [person.client.get("/chapter/section-a/"), person.client.get(person.home)]
    pages += [person.check(), person.client.get(f"{person.home}clause/{version.pk}/")]
    pages.append(person.client.get(person.send().url))
    for page in pages:
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()
