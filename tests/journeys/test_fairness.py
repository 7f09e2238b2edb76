"""The pages that are there for fairness: late sending, other formats, equality, moving the date."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import FormatRequest, Response
from tests import planted

from .test_officials import sign_in

HOME = "/chapter-eight/respond/"
STAFF = "/admin/analysis/chapter-eight/"


@pytest.fixture
def chapter(transactional_db: Any) -> ConsultationPage:
    for name in ("official", "editor"):
        planted.staff(name)
    return load_chapter(
        CHAPTER_EIGHT,
        slug="chapter-eight",
        opens=datetime(2009, 7, 30, 23, tzinfo=UTC),
        closes=datetime(2199, 10, 23, 23, tzinfo=UTC),
        duty_officer=planted.staff("duty"),
    )


def close(chapter: ConsultationPage) -> None:
    closes = timezone.now() - timedelta(hours=3)
    ConsultationPage.objects.filter(pk=chapter.pk).update(closes=closes)
    chapter.refresh_from_db()


def test_someone_answers_the_equality_questions_and_sends_late(
    page: Page, chapter: ConsultationPage, look: Callable[..., None]
) -> None:
    page.goto("/chapter-eight/reporting/")
    page.locator("details.govuk-details textarea[name=text]").first.evaluate(
        "box => box.closest('details').open = true"
    )
    page.locator("textarea[name=text]").first.fill("Six months is right.")
    page.get_by_role("button", name="Save comment").first.click()
    page.goto(f"{HOME}equality/")
    look(page, "equality")
    page.get_by_label("Prefer not to say").first.check()
    page.get_by_role("button", name="Save and continue").click()
    assert "1 of 2 answered" in page.content()
    look(page, "tasks-with-equality")
    close(chapter)
    page.goto(HOME)
    look(page, "closed-with-draft")
    page.get_by_role("button", name="Send it late").click()
    look(page, "late")
    page.get_by_role("button", name="Send it late").click()
    assert "set aside as late" in page.content()
    look(page, "late-receipt")
    assert Response.objects.get().set_aside == "late"


def test_someone_asks_for_another_format(
    page: Page, chapter: ConsultationPage, look: Callable[..., None]
) -> None:
    for address, name in {"other-formats": "formats", "young-people": "young-people"}.items():
        page.goto(f"/chapter-eight/{address}/")
        look(page, name)
        page.get_by_role("button", name="Ask for this").click()
        assert "Give us one way to reach you" in page.content() or "Choose what" in page.content()
        look(page, f"{name}-refused")
        page.get_by_label("Braille").check()
        page.get_by_label("Or a telephone number").fill("01632 960000")
        page.get_by_role("button", name="Ask for this").click()
        look(page, f"{name}-asked")
    assert FormatRequest.objects.count() == 2


def test_the_field_for_programs_is_met_by_nobody(
    scripted_page: Page, chapter: ConsultationPage
) -> None:
    scripted_page.goto("/chapter-eight/other-formats/")
    trap = scripted_page.locator("[name=website_of_sender]")
    assert trap.count() == 1
    assert scripted_page.get_by_role("textbox", name="Leave this empty").count() == 0
    for _ in range(60):
        scripted_page.keyboard.press("Tab")
        assert not trap.evaluate("field => field === document.activeElement")


def test_staff_decide_answer_and_move_the_date(
    scripted_page: Page, chapter: ConsultationPage, look: Callable[..., None]
) -> None:
    close(chapter)
    late = planted.respond(chapter, "late", received_at=timezone.now(), letter="We agree.")
    page = scripted_page
    page.goto("/chapter-eight/other-formats/")
    page.get_by_label("Braille").check()
    page.get_by_label("Or a telephone number").fill("01632 960000")
    page.get_by_role("button", name="Ask for this").click()
    asked = FormatRequest.objects.get().reference
    sign_in(page, "official")
    pages = {
        "overview-late": STAFF, "late-list": f"{STAFF}late/",
        "late-one": f"{STAFF}late/{late.reference}/", "equality-counts": f"{STAFF}equality/",
        "formats-list": f"{STAFF}formats/", "formats-one": f"{STAFF}formats/{asked}/",
    }  # fmt: skip
    for name, address in pages.items():
        page.goto(address)
        look(page, f"staff-{name}", ".analysis")
    page.context.clear_cookies()
    sign_in(page, "editor")
    page.goto(f"/admin/consultations/{chapter.pk}/closing-date/")
    look(page, "editor-closing-date", ".analysis")
    page.get_by_label("New closing date").fill("2199-10-31 00:00")
    page.get_by_label("Why it is moved").fill("The forms were out of reach for two days.")
    # By keyboard: Wagtail's calendar lies over the button while its field was last in use.
    page.get_by_role("button", name="See what it means").press("Enter")
    look(page, "editor-closing-date-asked", ".analysis")
    page.get_by_role("button", name="Move the closing date").click()
    page.wait_for_url("**/edit/")
    look_at = page.locator("text=It has opened, so its dates stand")
    assert look_at.count() == 1
    page.screenshot(path="var/screenshots/editor-edit-closed.png", full_page=True)
    page.goto("/chapter-eight/")
    look(page, "moved-public")
