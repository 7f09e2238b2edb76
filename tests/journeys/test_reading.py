"""A reader without scripts finds the text, what changed in it, and whom to ask."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT
from consultation.guidance.models import ConsultationPage
from consultation.roles import DUTY_OFFICERS

Look = Callable[[Page, str], None]


@pytest.fixture
def chapters(transactional_db: Any) -> list[ConsultationPage]:
    """Chapter eight thrice: open, closed and to come."""
    officer = User.objects.create_user("duty")
    officer.groups.add(Group.objects.get(name=DUTY_OFFICERS))
    years = {"open": (2009, 2199), "closed": (2009, 2010), "upcoming": (2198, 2199)}
    return [
        load_chapter(
            CHAPTER_EIGHT,
            slug=slug,
            title=f"Chapter eight, {slug}",
            opens=datetime(first, 7, 30, 23, tzinfo=UTC),
            closes=datetime(last, 10, 23, 23, tzinfo=UTC),
            duty_officer=officer,
        )
        for slug, (first, last) in years.items()
    ]


def test_from_the_front_page_to_the_old_wording_of_a_clause(
    page: Page, chapters: Any, look: Look
) -> None:
    page.goto("/")
    look(page, "consultations")
    page.get_by_role("link", name="Chapter eight, open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chapter eight, open")
    look(page, "consultation-open")

    page.get_by_role("link", name="A. Purpose").click()
    clause = page.locator("#clause-8-2")
    clause.get_by_text("What changed in 8.2, word by word").click()
    expect(clause.locator("ins").first).to_be_visible()
    clause.get_by_text("Old wording of 8.2").click()
    expect(clause.get_by_text("to establish what lessons can be learned").last).to_be_visible()
    look(page, "section")

    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("B. When to review")


def test_the_sections_that_concern_a_reader_come_first(
    page: Page, chapters: Any, look: Look
) -> None:
    page.goto("/open/")
    page.get_by_label("I am a").select_option("inspectorate")
    page.get_by_role("button", name="Show these sections first").click()
    expect(page.get_by_text("Every section is listed")).to_be_visible()
    look(page, "consultation-role")
    page.get_by_role("link", name="say who you are").click()
    expect(page.get_by_label("Which of these describes you")).to_have_value("inspectorate")


@pytest.mark.parametrize("slug", ["closed", "upcoming"])
def test_a_consultation_says_when_it_can_be_answered(
    page: Page, chapters: Any, look: Look, slug: str
) -> None:
    page.goto(f"/{slug}/")

    expect(page.get_by_role("heading", level=1)).to_have_text(f"Chapter eight, {slug}")
    assert page.get_by_role("button", name="Respond").count() == 0
    look(page, f"consultation-{slug}")


@pytest.mark.parametrize("address", ["privacy", "contact", "other-formats"])
def test_the_expected_pages(page: Page, chapters: Any, look: Look, address: str) -> None:
    page.goto("/")
    page.get_by_role("contentinfo").locator(f'a[href="/{address}/"]').click()

    expect(page.get_by_text("chapter-eight@safeguarding-review.example.org").first).to_be_visible()
    look(page, address)
