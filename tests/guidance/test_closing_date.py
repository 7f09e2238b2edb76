"""The closing date of a consultation that has opened moves in one audited step, and in no other."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from consultation.guidance.models import ConsultationPage, DeadlineMove
from consultation.guidance.rules.deadline import move_problem, uk_time_problem

from .conftest import CLOSES, OPENS

NOW = {"now": CLOSES - timedelta(days=20)}
WHY = "The forms were out of reach for two days."


def injected_clock() -> datetime:
    return NOW["now"]


@pytest.fixture(autouse=True)
def clock(settings: Any) -> None:
    settings.CONSULTATION_CLOCK = f"{__name__}.injected_clock"
    NOW["now"] = CLOSES - timedelta(days=20)


@pytest.fixture
def client(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def address(chapter: ConsultationPage) -> str:
    return reverse("move_closing_date", args=[chapter.pk])


def move(client: Client, chapter: ConsultationPage, closes: str, **more: str) -> Any:
    return client.post(address(chapter), {"closes": closes, "reason": WHY} | more)


def test_it_says_what_it_means_and_then_moves(
    client: Client, chapter: ConsultationPage, editor: User
) -> None:
    asked = move(client, chapter, "2009-10-31 00:00")
    assert "11:59pm on Friday 30 October 2009" in asked.content.decode()
    assert not DeadlineMove.objects.exists()

    assert move(client, chapter, "2009-10-31 00:00", confirmed="yes").status_code == 302

    chapter.refresh_from_db()
    assert chapter.closes == datetime(2009, 10, 31, tzinfo=UTC)
    moved = DeadlineMove.objects.get()
    assert (moved.old, moved.new, moved.moved_by) == (CLOSES, chapter.closes, editor)
    assert moved.reason == WHY
    logged = PageLogEntry.objects.get(action="consultation.move_closing_date")
    assert logged.user == editor and logged.data["reason"] == WHY
    page = Client().get(chapter.url).content.decode()
    assert "from 11:59pm on Friday 23 October 2009 to 11:59pm on Friday 30 October 2009" in page
    assert WHY in page


def test_a_later_publication_of_an_older_draft_does_not_move_it_back(
    client: Client, chapter: ConsultationPage
) -> None:
    draft = ConsultationPage.objects.get(pk=chapter.pk)
    draft.summary = "Written before the move."
    older = draft.save_revision()
    move(client, chapter, "2009-10-31 00:00", confirmed="yes")

    older.publish()

    stored = ConsultationPage.objects.get(pk=chapter.pk)
    assert stored.summary == "Written before the move."
    assert stored.closes == datetime(2009, 10, 31, tzinfo=UTC)
    shown = stored.get_latest_revision_as_object()
    assert shown.closes == stored.closes


def test_the_editor_shows_the_dates_and_the_way_to_move_them(
    client: Client, chapter: ConsultationPage
) -> None:
    page = client.get(reverse("wagtailadmin_pages:edit", args=[chapter.pk])).content.decode()
    assert address(chapter) in page
    assert "It has opened, so its dates stand" in page


def test_only_who_may_publish_the_page_may_move_it(chapter: ConsultationPage) -> None:
    for user in (User.objects.create_user("stranger"), chapter.duty_officer):
        reader = Client()
        reader.force_login(user)
        assert move(reader, chapter, "2009-10-31 00:00", confirmed="yes").status_code == 302
    assert ConsultationPage.objects.get(pk=chapter.pk).closes == CLOSES


@pytest.mark.parametrize(
    ("closes", "words"),
    [
        ("2009-10-25 01:30", "happens twice"),
        ("2010-03-28 01:00", "does not happen"),
        ("2009-10-01 00:00", "in the past"),
        ("2009-10-24 00:00", "the closing date already"),
        ("2009-10-08 00:00", "at least 7 days away"),
        ("soon", "Enter a valid date"),
        ("", "Enter a date and a time"),
    ],
)
def test_what_would_be_unfair_or_unclear_is_refused_in_words(
    client: Client, chapter: ConsultationPage, closes: str, words: str
) -> None:
    answer = move(client, chapter, closes, confirmed="yes")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert ConsultationPage.objects.get(pk=chapter.pk).closes == CLOSES


class Dates:
    opens, closes, grace_seconds = OPENS, CLOSES, 0


@pytest.mark.parametrize(
    ("now", "new", "allowed"),
    [
        (CLOSES - timedelta(days=20), CLOSES - timedelta(days=13), True),
        (CLOSES - timedelta(days=20), CLOSES - timedelta(days=13, seconds=1), False),
        (CLOSES + timedelta(days=3), CLOSES + timedelta(days=4), True),
        (CLOSES + timedelta(days=3), CLOSES + timedelta(days=3), False),
        (OPENS - timedelta(seconds=1), CLOSES + timedelta(days=1), False),
    ],
)
def test_later_is_always_allowed_and_earlier_with_a_weeks_notice(
    now: datetime, new: datetime, allowed: bool
) -> None:
    assert (move_problem(Dates, new, WHY, now) == "") is allowed
    assert move_problem(Dates, new, " ", now) != ""


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_exactly_two_hours_of_a_year_are_refused(year: int) -> None:
    start = datetime.fromisoformat(f"{year}-01-01")
    hours = [start + timedelta(minutes=30 * half) for half in range(2 * 24 * 365)]
    refused = [local for local in hours if uk_time_problem(local)]
    assert [local.month for local in refused] == [3, 3, 10, 10]
    assert {local.hour for local in refused} == {1}
