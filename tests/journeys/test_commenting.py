"""Commenting beside a clause with other wording, with and without scripts, by keyboard, at 320 px."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import DraftComment

from .test_respond import chapter, open_box, tab_to  # noqa: F401 - the chapter is a fixture

Look = Callable[[Page, str], None]

SECTION = "/chapter-eight/reporting/"
PROPOSE = "Propose other wording for clause 8.37 (optional)"
BOX = "How clause 8.37 should read"


def wording() -> str:
    return ClauseVersion.objects.get(clause__number="8.37").text


def fill_in(box: Locator, other: str) -> None:
    box.get_by_text(PROPOSE).click()
    expect(box.get_by_label(BOX)).to_have_value(wording())
    box.get_by_label(BOX).fill(other)
    box.get_by_role("button", name="See your changes to the wording").click()


def test_without_scripts(page: Page, chapter: ConsultationPage, look: Look) -> None:  # noqa: F811
    page.goto(SECTION)
    fill_in(open_box(page, "8.37"), wording().replace("six", "nine"))
    expect(page.get_by_role("heading", name="not saved yet")).to_be_visible()
    expect(page.locator(".redraft-proposed ins")).to_contain_text("nine")
    look(page, "commenting-changes-shown")
    assert DraftComment.objects.count() == 0
    page.get_by_role("button", name="Save comment").click()
    clause = page.locator("#clause-8-37")
    expect(clause.get_by_role("alert")).to_contain_text("Your comment on clause 8.37 is saved")
    expect(clause.locator(".govuk-inset-text ins")).to_contain_text("nine")
    look(page, "commenting-saved")
    clause.get_by_role("link", name="Go to clause 8.38").click()
    expect(page).to_have_url(re.compile("#clause-8-38$"))


def test_with_scripts_a_reader_stays_in_their_place(
    scripted_page: Page,
    chapter: ConsultationPage,  # noqa: F811
    look: Look,
) -> None:
    page = scripted_page
    page.goto(SECTION)
    clause = open_box(page, "8.37")
    page.evaluate("window.stayed = true")
    clause.get_by_role("button", name="Save comment").click()
    expect(clause.locator(".govuk-error-summary")).to_be_focused()
    expect(clause.get_by_role("alert")).to_contain_text(
        "Write a comment, or choose where you stand"
    )
    look(page, "commenting-in-place-error")
    clause.get_by_role("link", name="Write a comment, or choose where you stand").click()
    expect(clause.get_by_label("Your comment on clause 8.37")).to_be_focused()
    clause.get_by_label("Your comment on clause 8.37").fill("Time matters to a child.")
    expect(clause.get_by_text("5 words. There is room for about")).to_be_visible()
    fill_in(clause, wording().replace("six", "nine"))
    expect(clause.locator(".redraft-proposed")).to_be_focused()
    expect(clause.get_by_label("Your comment on clause 8.37")).to_have_value(
        "Time matters to a child."
    )
    look(page, "commenting-in-place-changes")
    clause.get_by_role("button", name="Save comment").click()
    expect(clause.get_by_role("alert")).to_be_focused()
    expect(clause.get_by_role("alert")).to_contain_text("You have commented on 1 of 44 clauses")
    expect(page.get_by_role("link", name="Check your response and send it")).to_be_visible()
    look(page, "commenting-in-place-saved")
    assert page.evaluate("window.stayed")
    comment = DraftComment.objects.get()
    assert (comment.text, "nine" in comment.proposed) == ("Time matters to a child.", True)


def test_when_the_site_is_away_the_words_stay(
    scripted_page: Page,
    chapter: ConsultationPage,  # noqa: F811
) -> None:
    page = scripted_page
    page.goto(SECTION)
    clause = open_box(page, "8.37")
    clause.get_by_label("Oppose").check()
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('away')); }")
    clause.get_by_role("button", name="Save comment").click()
    expect(clause.get_by_text("This site cannot be reached")).to_be_visible()
    expect(clause.get_by_label("Oppose")).to_be_checked()


@pytest.mark.parametrize("scripts", [False, True])
def test_by_keyboard_at_320_pixels(
    request: pytest.FixtureRequest,
    chapter: ConsultationPage,  # noqa: F811
    scripts: bool,
) -> None:
    page: Page = request.getfixturevalue("scripted_page" if scripts else "page")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(SECTION)
    tab_to(page, "Comment on clause 8.37")
    page.keyboard.press("Enter")
    tab_to(page, PROPOSE)
    page.keyboard.press("Enter")
    tab_to(page, BOX)
    page.keyboard.press("Control+End")
    page.keyboard.type(" And soon.")
    tab_to(page, "See your changes to the wording")
    page.keyboard.press("Enter")
    expect(page.locator(".redraft-proposed ins")).to_contain_text("And soon.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tab_to(page, "Save comment")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Your comment on clause 8.37 is saved")
    assert DraftComment.objects.get().proposed.endswith("And soon.")


def test_the_comment_box_as_a_screen_reader_has_it(
    page: Page,
    chapter: ConsultationPage,  # noqa: F811
) -> None:
    page.goto(SECTION)
    box = open_box(page, "8.37").locator(".redraft-box")
    expect(box).to_match_aria_snapshot("""
        - group:
          - text: Comment on clause 8.37
          - group "Where do you stand on clause 8.37? (optional)":
            - radio "Support"
            - radio "Support with changes"
            - radio "Oppose"
            - radio "Not sure"
          - textbox "Your comment on clause 8.37"
          - paragraph:
            - link "what to do"
          - group: Propose other wording for clause 8.37 (optional)
          - button "Save comment"
          - button "See your changes to the wording"
    """)


def test_the_task_list_as_a_screen_reader_has_it(
    page: Page,
    chapter: ConsultationPage,  # noqa: F811
) -> None:
    page.goto("/chapter-eight/respond/")
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
        - heading "Your response" [level=1]
        - heading "1. Comment on clauses" [level=2]
        - list:
          - listitem:
            - link "A. Purpose"
    """)
