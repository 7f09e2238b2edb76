"""What the public pages say, and how many queries they take to say it."""

from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT
from consultation.guidance.models import Clause, ConsultationPage, Question, SectionPage
from tests.guidance.conftest import CLOSES, OPENS

NOW = {"is": OPENS}


def injected_clock() -> datetime:
    return NOW["is"]


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CONSULTATION_CLOCK = "tests.guidance.test_views.injected_clock"


def page(client: Client, address: str, at: datetime = OPENS) -> str:
    NOW["is"] = at
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(unescape(answer.content.decode()).split())


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (OPENS - timedelta(microseconds=1), "Opens on Friday 31 July 2009"),
        (OPENS, "Closes at 11:59pm on Friday 23 October 2009"),
        (CLOSES - timedelta(microseconds=1), "Closes at 11:59pm on Friday 23 October 2009"),
        (CLOSES, "Closed at 11:59pm on Friday 23 October 2009"),
    ],
)
def test_every_page_says_where_the_consultation_stands(
    client: Client, chapter: ConsultationPage, at: datetime, words: str
) -> None:
    for address in ("/", "/chapter-eight/", "/chapter-eight/purpose/"):
        assert words in page(client, address, at)


def test_the_label_stands_on_every_page_of_the_text(
    client: Client, chapter: ConsultationPage
) -> None:
    label = "Illustrative text written for this platform. Not government guidance"

    assert label in page(client, "/chapter-eight/")
    assert label in page(client, "/chapter-eight/reporting/")


def test_the_consultation_page_counts_what_is_new_and_changed(
    client: Client, chapter: ConsultationPage
) -> None:
    words = page(client, "/chapter-eight/")

    assert "The text has 12 clauses in 2 sections. 0 are new and 7 have changed." in words
    assert "Clauses 8.35 to 8.40" in words
    assert "by Friday 15 January 2010" in words
    assert "chapter-eight@safeguarding-review.example.org" in words


def test_a_section_shows_each_clause_with_its_anchor_and_what_changed(
    client: Client, chapter: ConsultationPage
) -> None:
    words = page(client, "/chapter-eight/reporting/")

    assert all(f'id="clause-8-{number}"' in words for number in range(35, 41))
    assert "inserted: </span>six<span" in words
    assert "deleted: </span>four<span" in words
    assert "Answers recommendation L5:" in words
    assert 'rel="prev"' in words
    assert 'rel="next"' not in words


def test_an_old_number_leads_to_the_clause_it_named(
    client: Client, chapter: ConsultationPage, purpose: SectionPage
) -> None:
    purpose.body[1].value["number"] = "8.2A"
    purpose.save()

    for number in ("8.2", "8.2A"):
        answer = client.get(f"/chapter-eight/clause/{number}/")
        assert answer.headers["Location"] == "/chapter-eight/purpose/#clause-8-2A"
    assert client.get("/chapter-eight/clause/8.99/").status_code == 404
    assert client.get("/nowhere/clause/8.2/").status_code == 404


def test_a_number_given_anew_leads_to_the_clause_that_has_it_now(
    client: Client, chapter: ConsultationPage, purpose: SectionPage
) -> None:
    purpose.body[1].value["number"] = "8.2A"
    purpose.body[2].value["number"] = "8.2"
    purpose.save()

    answer = client.get("/chapter-eight/clause/8.2/")

    assert answer.headers["Location"] == "/chapter-eight/purpose/#clause-8-2"
    assert Clause.objects.get(number="8.2").current.text.startswith(
        "A serious case review does not"
    )


def test_a_withdrawn_clause_is_shown_as_such(
    client: Client, chapter: ConsultationPage, purpose: SectionPage
) -> None:
    taken = purpose.body.pop(1)
    purpose.save()

    answer = client.get("/chapter-eight/clause/8.2/")

    assert answer.status_code == 410
    assert taken.value["text"] in unescape(answer.content.decode())


def test_an_unpublished_consultation_shows_nothing(
    client: Client, chapter: ConsultationPage
) -> None:
    chapter.unpublish()

    assert chapter.title not in page(client, "/")
    assert chapter.title not in page(client, "/contact/")
    assert client.get("/chapter-eight/").status_code == 404
    assert client.get("/chapter-eight/clause/8.2/").status_code == 404


def test_words_from_the_editor_are_shown_as_words(
    client: Client, chapter: ConsultationPage, purpose: SectionPage
) -> None:
    purpose.body[0].value["text"] = "<script>alert(1)</script> {{ 7|add:7 }}"
    purpose.introduction = "<img src=x onerror=alert(1)>"
    purpose.save()

    html = client.get("/chapter-eight/purpose/").content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "{{ 7|add:7 }}" in html


def test_headings_and_paragraphs_stand_between_clauses(
    client: Client, chapter: ConsultationPage, purpose: SectionPage
) -> None:
    purpose.body.insert(1, ("heading", "In between"))
    purpose.body.insert(2, ("paragraph", "<p>Read <b>this</b>.</p>"))
    purpose.save()

    words = page(client, "/chapter-eight/purpose/")

    assert '<h2 class="govuk-heading-l">In between</h2>' in words
    assert '<p class="govuk-body">Read <b>this</b>.</p>' in words


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_text(
    client: Client, chapter: ConsultationPage, purpose: SectionPage, duty_officer: User
) -> None:
    addresses = ("/", "/chapter-eight/", "/chapter-eight/purpose/")
    before = [queries(client, address) for address in addresses]

    clauses = [(block.block_type, dict(block.value)) for block in purpose.body]
    for number, (kind, value) in enumerate(clauses * 3):
        purpose.body.append((kind, value | {"identity": "", "number": f"9.{number}"}))
    purpose.save()
    for number in range(10):
        Question.objects.create(
            page=purpose, key=f"x{number}", label="Why?", field_type="multiline"
        )
    load_chapter(
        CHAPTER_EIGHT, slug="second", opens=OPENS, closes=CLOSES, duty_officer=duty_officer
    )

    assert [queries(client, address) for address in addresses] == before
