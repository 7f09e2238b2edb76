"""A cleared official publishes the government response and verifies it; anybody reads it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from consultation.outcome.models import PublishedOutcome
from tests.journeys.test_officials import sign_in
from tests.outcome.published import correct, made, ready

HERE = "/admin/analysis/small/response/"


@pytest.fixture
def first(transactional_db: Any) -> PublishedOutcome:
    return made(ready())


def test_the_response_is_published_read_and_verified(
    scripted_page: Page, first: PublishedOutcome, look: Callable[..., None]
) -> None:
    page = scripted_page
    # In tests the work of the background worker is done before the answer comes.
    page.set_default_timeout(90_000)
    correct(first.page)
    sign_in(page, "cleared")
    page.goto(HERE)
    page.get_by_role("link", name="Publication", exact=True).click()
    page.get_by_role("button", name="Verify publication 1").click()
    page.get_by_text("checks, no difference").wait_for()
    page.goto(f"{HERE}publication/")
    page.get_by_label("What is corrected, and why").fill("The foreword was missing.")
    look(page, "outcome-publication", ".analysis")
    page.get_by_role("button", name="Publish the response").click()
    page.get_by_text("Publication 2 of").wait_for()
    page.goto("/small/")
    page.get_by_role("link", name="Read the government response").click()
    look(page, "outcome-published")
    page.get_by_text("What each column of the open data means").click()
    page.get_by_text("Files before the correction").click()
    look(page, "outcome-published-open")
    with page.expect_download() as zipped:
        page.get_by_role("link", name="Download all files").click()
    assert zipped.value.suggested_filename == "small-all.zip"
