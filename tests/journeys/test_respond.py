"""A person without scripts responds, from the front page to the receipt."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Locator, Page, expect

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import DraftComment, Response
from consultation.roles import DUTY_OFFICERS

Look = Callable[[Page, str], None]

WORDS = "Six months is right, but say what happens after that.\n\nWe often wait for the court. 🙂"


@pytest.fixture
def chapter(transactional_db: Any) -> ConsultationPage:
    officer = User.objects.create_user("duty")
    officer.groups.add(Group.objects.get(name=DUTY_OFFICERS))
    return load_chapter(
        CHAPTER_EIGHT,
        slug="chapter-eight",
        opens=datetime(2009, 7, 30, 23, tzinfo=UTC),
        closes=datetime(2199, 10, 23, 23, tzinfo=UTC),
        duty_officer=officer,
    )


def open_box(page: Page, number: str) -> Locator:
    clause = page.locator(f"#clause-{number.replace('.', '-')}")
    clause.get_by_text(f"Comment on clause {number}", exact=True).click()
    return clause


def test_from_the_front_page_to_the_receipt(
    page: Page, chapter: ConsultationPage, look: Look
) -> None:
    page.goto("/")
    page.get_by_role("link", name=chapter.title).click()
    page.get_by_role("button", name="Respond").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your response")
    look(page, "respond-tasks-empty")

    page.get_by_role("link", name="H. Reporting", exact=True).click()
    expect(page.get_by_role("heading", name="If a child is at risk now")).to_be_visible()
    clause = open_box(page, "8.37")
    look(page, "respond-box")
    clause.get_by_role("button", name="Save comment").click()
    expect(page).to_have_title("Error: Your comment on clause 8.37 – Redraft")
    expect(page.get_by_role("alert")).to_contain_text("Write a comment, or choose where you stand")
    look(page, "respond-comment-error")

    page.get_by_label("Support with changes").check()
    page.get_by_label("Your comment on clause 8.37").fill(WORDS)
    page.get_by_role("button", name="Save comment").click()
    expect(page).to_have_url(f"{page.url.split('#')[0]}#clause-8-37")
    expect(page.locator("#clause-8-37")).to_contain_text("You have commented on clause 8.37")
    expect(page.locator("#clause-8-37")).to_contain_text("We often wait for the court. 🙂")
    expect(page.get_by_text("You have commented on 1 of 44 clauses").first).to_be_visible()
    look(page, "respond-commented")

    page.get_by_role("link", name="Change your comment on clause 8.37").click()
    expect(page.get_by_label("Your comment on clause 8.37")).to_have_value(WORDS)
    look(page, "respond-change")
    page.get_by_role("link", name="Back to the clause").click()
    answer_questions_and_send(page, look)


def answer_questions_and_send(page: Page, look: Look) -> None:
    page.get_by_role("button", name="Answer these questions").click()
    page.get_by_label("Agree", exact=True).first.check()
    page.get_by_label("Your reasons (optional)").first.fill("It gives people time.")
    look(page, "respond-questions")
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="Check and send your response").click()
    expect(page.get_by_role("link", name="Tell us about you")).to_be_visible()
    expect(page.get_by_role("button", name="Send response")).to_have_count(0)
    look(page, "respond-check-missing")
    page.get_by_role("link", name="Tell us about you").click()
    page.get_by_label("Your name (optional)").fill("Robin Example")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what describes you best")
    expect(page.get_by_label("Your name (optional)")).to_have_value("Robin Example")
    look(page, "respond-about-error")

    page.get_by_label("As an individual").check()
    page.get_by_label("Which of these describes you").select_option("family")
    page.get_by_role("group", name="Do you want us to keep").get_by_label("Yes").check()
    page.get_by_label("Why should it be kept confidential?").fill("My job depends on it.")
    page.get_by_label("Yes, but without any name").check()
    look(page, "respond-about")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("Ready to send")).to_be_visible()
    look(page, "respond-tasks-ready")

    page.get_by_role("link", name="Check and send your response").click()
    look(page, "respond-check")
    page.get_by_role("button", name="Send response").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Response received")
    look(page, "respond-receipt")
    response = Response.objects.get()
    expect(page.get_by_text(response.reference, exact=True)).to_be_visible()
    expect(page.get_by_text(response.digest)).to_be_visible()
    page.reload()
    assert Response.objects.count() == 1
    assert response.comments.get().text == WORDS.replace("\n", "\r\n")


def test_deleting_a_comment(page: Page, chapter: ConsultationPage, look: Look) -> None:
    page.goto("/chapter-eight/purpose/")
    clause = open_box(page, "8.2")
    clause.get_by_label("Oppose").check()
    clause.get_by_role("button", name="Save comment").click()
    page.get_by_role("link", name="Delete your comment on clause 8.2").click()
    look(page, "respond-delete")
    page.get_by_role("button", name="Delete this comment").click()
    expect(
        page.locator("#clause-8-2").get_by_text("Comment on clause 8.2", exact=True)
    ).to_be_visible()
    assert DraftComment.objects.count() == 0


def test_a_lost_cookie_costs_no_words(page: Page, chapter: ConsultationPage, look: Look) -> None:
    page.goto("/chapter-eight/purpose/")
    clause = open_box(page, "8.2")
    clause.get_by_label("Your comment on clause 8.2").fill(WORDS)
    page.context.clear_cookies()
    clause.get_by_role("button", name="Save comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing has been saved yet")
    expect(page.get_by_label("Your comment on clause 8.2")).to_have_value(WORDS)
    look(page, "respond-cookie-gone")
    page.get_by_role("button", name="Save comment").click()
    expect(page.locator("#clause-8-2")).to_contain_text("You have commented on clause 8.2")
    assert DraftComment.objects.get().text == WORDS.replace("\n", "\r\n")


def test_words_sent_too_late_come_back(page: Page, chapter: ConsultationPage, look: Look) -> None:
    page.goto("/chapter-eight/purpose/")
    clause = open_box(page, "8.2")
    clause.get_by_label("Your comment on clause 8.2").fill(WORDS)
    clause.get_by_role("button", name="Save comment").click()
    clause = open_box(page, "8.3")
    clause.get_by_label("Your comment on clause 8.3").fill(WORDS)
    ConsultationPage.objects.update(closes=datetime(2020, 10, 23, 23, tzinfo=UTC))
    clause.get_by_role("button", name="Save comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your words were not saved")
    expect(page.get_by_label("Your comment on clause 8.3")).to_have_value(WORDS)
    look(page, "respond-too-late")
    page.get_by_role("link", name="Back to your response").click()
    expect(page.get_by_text("Your response was not sent.")).to_be_visible()
    expect(page.get_by_text("We often wait for the court.")).to_be_visible()
    look(page, "respond-closed")


def test_too_long_a_text_comes_back(
    page: Page, chapter: ConsultationPage, look: Look, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    page.goto("/chapter-eight/purpose/")
    clause = open_box(page, "8.2")
    clause.get_by_label("Your comment on clause 8.2").fill("word " * 2_500)
    clause.get_by_role("button", name="Save comment").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("too long to take at once")
    expect(page.get_by_label("What you typed").first).to_have_value("word " * 2_500)
    look(page, "respond-too-long")


def test_by_keyboard_alone(page: Page, chapter: ConsultationPage) -> None:
    page.goto("/chapter-eight/purpose/")
    tab_to(page, "Comment on clause 8.2")
    page.keyboard.press("Enter")
    tab_to(page, "Support")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Your comment on clause 8.2")
    page.keyboard.type("Typed by hand.")
    tab_to(page, "Save comment")
    page.keyboard.press("Enter")
    expect(page.locator("#clause-8-2")).to_contain_text("You have commented on clause 8.2")
    comment = DraftComment.objects.get()
    assert (comment.text, comment.position) == ("Typed by hand.", "support with changes")


FOCUSED = """() => {
    const at = document.activeElement;
    return (at.labels && at.labels.length ? at.labels[0] : at).textContent.trim();
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of this name has the focus."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"Tab never reached “{name}”.")


def test_with_scripts_an_organisation_is_asked_for_its_name_only_when_it_answers(
    scripted_page: Page, chapter: ConsultationPage
) -> None:
    page = scripted_page
    page.goto("/chapter-eight/respond/about-you/")
    expect(page.get_by_label("Name of the organisation")).to_be_hidden()
    page.get_by_label("On behalf of an organisation").check()
    expect(page.get_by_label("Name of the organisation")).to_be_visible()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter the name of the organisation").click()
    expect(page.get_by_label("Name of the organisation")).to_be_focused()
