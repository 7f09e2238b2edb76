"""How far a publication is can be read, and one whose worker was killed is made again."""

from datetime import timedelta

import pytest
from django.test import Client

from consultation import clock
from consultation.outcome.actions import (
    carry_out_publication,
    publish,
    resume_stopped_publications,
)
from consultation.outcome.actions.publishing import MOST_RESUMED, STEPS
from consultation.outcome.models import PublishedFile, PublishedOutcome
from tests import planted
from tests.outcome.published import correct

pytestmark = pytest.mark.django_db

STAFF = "/admin/analysis/small/response/publication/"


def waiting(published: PublishedOutcome) -> PublishedOutcome:
    page = correct(published.page)
    return publish(page, planted.staff("cleared"), clock.now(), "Why.", enqueue=False)


def silent(asked: PublishedOutcome) -> PublishedOutcome:
    """Its worker was killed a while ago, in the midst of it."""
    long_ago = clock.now() - timedelta(minutes=6)
    PublishedOutcome.objects.filter(pk=asked.pk).update(
        stage="Making outcome.pdf", done=4, total=STEPS, heard_at=long_ago
    )
    return asked


def test_how_far_it_is_can_be_read_without_a_script(published: PublishedOutcome) -> None:
    asked = waiting(published)
    client = Client()
    client.force_login(planted.staff("cleared"))
    answer = client.get(STAFF)
    assert answer["Refresh"] and "It waits for the background worker" in answer.content.decode()
    html = client.get(STAFF).content.decode() if silent(asked) else ""
    assert "Making outcome.pdf" in html and f"4 of {STEPS}</label>" in html
    made = carry_out_publication(asked.pk)
    assert (made.stage, made.done, made.total) == ("Publishing it", STEPS - 1, STEPS)
    assert "Refresh" not in client.get(STAFF)


def test_one_that_stopped_is_made_again_from_the_beginning(published: PublishedOutcome) -> None:
    asked = waiting(published)
    assert resume_stopped_publications(clock.now()) == 0
    assert resume_stopped_publications(clock.now() + timedelta(minutes=6)) == 1
    asked.refresh_from_db()
    assert (asked.state, asked.resumed) == (PublishedOutcome.State.PUBLISHED, 1)
    assert PublishedOutcome.standing(asked.consultation) == asked
    files = PublishedFile.objects.filter(publication=asked)
    assert files.count() == published.files.count()


def test_one_that_stops_again_and_again_is_given_up(published: PublishedOutcome) -> None:
    asked = silent(waiting(published))
    PublishedOutcome.objects.filter(pk=asked.pk).update(resumed=MOST_RESUMED)
    assert resume_stopped_publications(clock.now()) == 0
    asked.refresh_from_db()
    assert (asked.state, "several times" in asked.error) == (PublishedOutcome.State.FAILED, True)
    assert publish(asked.page, planted.staff("cleared"), clock.now(), "Why.", enqueue=False)
