"""An editor rewords a clause in Wagtail's own editor, and readers meet the new words."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT
from consultation.guidance.models import ClauseVersion, SectionPage
from consultation.roles import DUTY_OFFICERS, EDITORS
from tests.journeys.conftest import SCREENSHOTS


@pytest.fixture
def section(transactional_db: Any) -> SectionPage:
    officer = User.objects.create_user("duty")
    officer.groups.add(Group.objects.get(name=DUTY_OFFICERS))
    editor = User.objects.create_user("editor", password="editor")
    editor.groups.add(Group.objects.get(name=EDITORS))
    chapter = load_chapter(
        CHAPTER_EIGHT,
        slug="chapter-eight",
        opens=datetime(2009, 7, 30, 23, tzinfo=UTC),
        closes=datetime(2199, 10, 23, 23, tzinfo=UTC),
        duty_officer=officer,
    )
    return SectionPage.objects.child_of(chapter).get(letter="A")


def test_a_reworded_clause_stays_the_same_clause(scripted_page: Page, section: SectionPage) -> None:
    page = scripted_page
    before = [block.value["identity"] for block in section.body]
    page.goto(f"/admin/pages/{section.pk}/edit/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor")
    page.get_by_role("button", name="Sign in").click()

    words = page.locator('textarea[name="body-0-value-text"]')
    expect(words).to_have_value(section.body[0].value["text"])
    keep(page, "editing-section")
    words.fill("Each Board reviews serious cases.")
    page.locator("#body-0-value-number").scroll_into_view_if_needed()
    publish(page)

    changed = SectionPage.objects.get(pk=section.pk)
    assert [block.value["identity"] for block in changed.body] == before
    assert ClauseVersion.objects.filter(clause=before[0]).count() == 2
    page.goto(section.url)
    expect(page.locator("#clause-8-1")).to_contain_text("Each Board reviews serious cases.")


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("published").first).to_be_visible()


def keep(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": 1280, "height": 2200})
    page.screenshot(path=Path(SCREENSHOTS) / f"{name}-1280.png", full_page=True)
