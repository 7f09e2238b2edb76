"""The page on which officials search: what it finds, keeps, and never tells."""

import io

import pandas as pd
import pytest
from django.test import Client

from consultation.findings.models import SavedSearch
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Comment
from tests import planted

pytestmark = pytest.mark.django_db

SAID = "One month is too short for a <b>board</b>. Qwname should not be told."


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    planted.respond(page, "a", comments=[planted.comment("1.1", SAID, "oppose")])
    planted.respond(
        page, "b", comments=[planted.comment("1.2", "A month more is welcome.", "support")]
    )
    planted.hold(Comment.objects.get(text=SAID), "Qwname should not be told.")
    planted.analysed(page)
    return page


@pytest.fixture
def official() -> Client:
    client = Client()
    client.force_login(planted.staff("official"))
    return client


def shown(client: Client, page: ConsultationPage, query: str) -> str:
    answer = client.get(f"/admin/analysis/{page.slug}/search/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_is_found_stands_in_its_place(official: Client, page: ConsultationPage) -> None:
    html = shown(official, page, "?q=months")
    assert "2 texts of 2 responses" in html
    assert 'One <mark class="quoted">month</mark> is too short for a &lt;b&gt;board' in html
    assert "source=comment" in html and "#quoted" in html


def test_choices_narrow_it(official: Client, page: ConsultationPage) -> None:
    assert "1 text of 1 response" in shown(official, page, "?q=month&position=oppose")
    assert "1 text of 1 response" in shown(official, page, "?q=month&clause=1.2")
    assert "Nothing has these words" in shown(official, page, "?q=month&channel=online")


def test_words_of_like_meaning_are_named(official: Client, page: ConsultationPage) -> None:
    assert "Nothing has these words" in shown(official, page, "?q=deadline")
    html = shown(official, page, "?q=deadline&meaning=yes")
    assert "Also looked for" in html and "months" in html
    assert "2 texts" in html


def test_held_words_are_found_by_nobody(page: ConsultationPage) -> None:
    for name in ("official", "cleared", "duty"):
        client = Client()
        client.force_login(planted.staff(name))
        html = shown(client, page, "?q=qwname")
        assert "Nothing has these words" in html
        assert "Qwname should" not in html


def test_a_search_is_kept_and_forgotten(official: Client, page: ConsultationPage) -> None:
    here = f"/admin/analysis/{page.slug}/search/"
    official.post(f"{here}keep/", {"name": "Time", "query": "q=month&position=oppose"})
    assert 'href="?q=month&amp;position=oppose">Time</a>' in shown(official, page, "")
    nameless = official.post(f"{here}keep/", {"name": "", "query": "q=month"})
    assert nameless.url.endswith("?q=month"), "what was asked is not lost"
    other = Client()
    other.force_login(planted.staff("duty"))
    search = SavedSearch.objects.get()
    assert other.post(f"{here}{search.pk}/forget/").status_code == 404
    official.post(f"{here}{search.pk}/forget/")
    assert not SavedSearch.objects.exists()


def test_what_was_found_is_exported(official: Client, page: ConsultationPage) -> None:
    answer = official.post(
        f"/admin/analysis/{page.slug}/search/export/?q=short", {"format": "parquet"}
    )
    frame = pd.read_parquet(io.BytesIO(answer.content))
    assert list(frame["clause"]) == ["1.1"]
    assert "Qwname" not in frame["text"][0]


def test_the_page_asks_a_fixed_number_of_times(
    official: Client, page: ConsultationPage, django_assert_max_num_queries: object
) -> None:
    for number in range(3):
        planted.respond(page, f"m{number}", comments=[planted.comment("1.1", "A month, again.")])
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        shown(official, page, "?q=month")
