"""Words are kept as they are typed and found again by the private link, whatever happens between."""

import contextlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Draft, DraftComment

from .test_respond import chapter, open_box, tab_to  # noqa: F401 - the chapter is a fixture

Look = Callable[[Page, str], None]
Visit = Callable[..., Page]

SECTION = "/chapter-eight/reporting/"
HOME = "/chapter-eight/respond/"
SAVED = re.compile(r"^Saved at \d")
NOT_REACHED = "this site cannot be reached"
WORDS = "First line – “tight”\n\n  naïve Ünïcode עברית 中文 👩‍👩‍👧 e\u0301 <b>&amp;</b>\ttab \nlast line "


def box_of(page: Page, number: str = "8.37") -> Locator:
    return page.get_by_label(f"Your comment on clause {number}")


def status_of(page: Page) -> Locator:
    return page.locator(".redraft-saved")


def begin(page: Page, words: str) -> None:
    """Type in the box of clause 8.37 and press no button."""
    page.goto(SECTION)
    open_box(page, "8.37")
    box_of(page).fill(words)
    expect(status_of(page)).to_have_text(SAVED)


def private_link(page: Page) -> str:
    page.goto(f"{HOME}return/")
    return page.get_by_label("Your private link").input_value()


def go_on(page: Page, link: str) -> None:
    page.goto(link)
    expect(page).to_have_url(re.compile(r"/respond/return/[a-z]+/$"))
    page.get_by_role("button", name="Go on with this response").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your response")


def words_saved(page: Page) -> str:
    page.goto(SECTION)
    page.get_by_role("link", name="Change your comment on clause 8.37").click()
    return box_of(page).input_value()


def crash(page: Page) -> None:
    """The end of the page without any of its last events."""
    with contextlib.suppress(Error):
        page.goto("chrome://crash")
    with contextlib.suppress(Error):
        page.context.close()


def test_a_killed_browser_loses_nothing_that_was_said_to_be_saved(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
    look: Look,
) -> None:
    page = visit()
    begin(page, "First")
    other = page.context.new_page()
    link = private_link(other)
    look(other, "return-link")
    box_of(page).fill(WORDS)
    expect(status_of(page)).to_have_text("")
    expect(status_of(page)).to_have_text(SAVED)
    look(page, "autosaved")
    crash(page)
    elsewhere = visit()
    elsewhere.goto(link)
    look(elsewhere, "return-open")
    go_on(elsewhere, link)
    assert words_saved(elsewhere) == WORDS
    assert DraftComment.objects.get().text == WORDS.replace("\n", "\r\n")


@pytest.mark.faults
def test_a_hundred_thousand_words_too(visit: Visit, chapter: ConsultationPage) -> None:  # noqa: F811
    words = " ".join(f"wörd{number:05}" for number in range(100_000))
    page = visit()
    page.set_default_timeout(60_000)
    begin(page, words)
    link = private_link(page.context.new_page())
    crash(page)
    elsewhere = visit()
    elsewhere.set_default_timeout(60_000)
    go_on(elsewhere, link)
    assert words_saved(elsewhere) == words


def test_leaving_the_page_saves_the_last_words(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
) -> None:
    page = visit()
    page.on("dialog", lambda dialog: dialog.accept())
    begin(page, "Six")
    box_of(page).fill("Six months")
    page.goto(HOME)
    for _ in range(50):
        if DraftComment.objects.get().text != "Six":
            break
        page.wait_for_timeout(100)
    assert DraftComment.objects.get().text == "Six months"


def test_only_unsaved_words_hold_a_reader_back(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
) -> None:
    page = visit()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    begin(page, "Six")
    page.goto(SECTION)
    assert asked == []
    page.get_by_role("link", name="Change your comment on clause 8.37").click()
    box_of(page).press_sequentially(" months")
    page.goto(HOME)
    assert asked == ["beforeunload"]


def test_what_is_typed_while_the_network_is_away_is_saved_when_it_is_back(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
) -> None:
    page = visit()
    begin(page, "Before.")
    page.context.set_offline(True)
    box_of(page).fill("Before. Meanwhile.")
    expect(status_of(page)).to_contain_text(NOT_REACHED)
    box_of(page).fill("Before. Meanwhile. More.")
    assert DraftComment.objects.get().text == "Before."
    page.context.set_offline(False)
    expect(status_of(page)).to_have_text(SAVED, timeout=20_000)
    expect(box_of(page)).to_have_value("Before. Meanwhile. More.")
    assert DraftComment.objects.get().text == "Before. Meanwhile. More."


def test_the_button_while_words_are_being_saved(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
) -> None:
    page = visit()
    held: list[Any] = []

    def slowly(route: Any) -> None:
        if route.request.headers.get("x-requested-with") == "autosave" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/clause/*/", slowly)
    page.goto(SECTION)
    clause = open_box(page, "8.37")
    with page.expect_request(re.compile(r"/clause/\d+/$")):
        box_of(page).fill("Six")
    box_of(page).fill("Six months")
    clause.get_by_role("button", name="Save comment").click()
    page.wait_for_timeout(300)
    assert not Draft.objects.exists()
    held[0].continue_()
    expect(clause.get_by_role("alert")).to_contain_text("Your comment on clause 8.37 is saved")
    assert Draft.objects.count() == 1
    assert DraftComment.objects.get().text == "Six months"


def test_two_tabs_lose_nothing_of_each_other(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
    look: Look,
) -> None:
    page = visit()
    page.goto(SECTION)
    other = page.context.new_page()
    other.goto(SECTION)
    for tab in (page, other):
        open_box(tab, "8.37")
    box_of(page).fill("From one.")
    box_of(other).fill("From the other.")
    expect(status_of(page)).to_have_text(re.compile("Saved at|not saved"))
    expect(status_of(other)).to_have_text(re.compile("Saved at|not saved"))
    first = DraftComment.objects.get().text
    second = other if first == "From one." else page
    expect(status_of(second)).to_contain_text("Press the button to see why")
    look(second, "autosave-conflict")
    second.locator("#clause-8-37").get_by_role("button", name="Save comment").click()
    expect(second.locator("#clause-8-37")).to_contain_text(first)
    assert Draft.objects.count() == 1
    second.locator("#clause-8-37").get_by_role("button", name="Save comment").click()
    expect(second.get_by_role("alert")).to_contain_text("is saved")
    assert {first, DraftComment.objects.get().text} == {"From one.", "From the other."}


def test_without_scripts_by_keyboard_at_320_pixels(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
    look: Look,
) -> None:
    page = visit(scripts=False)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(SECTION)
    tab_to(page, "Comment on clause 8.37")
    page.keyboard.press("Enter")
    tab_to(page, "Your comment on clause 8.37")
    box_of(page).fill(WORDS)
    tab_to(page, "Save comment")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is saved")
    tab_to(page, "Come back later, on this device or another")
    page.keyboard.press("Enter")
    link = page.get_by_label("Your private link").input_value()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    elsewhere = visit(scripts=False)
    elsewhere.goto(SECTION)
    open_box(elsewhere, "8.38").get_by_label("Oppose").check()
    elsewhere.locator("#clause-8-38").get_by_role("button", name="Save comment").click()
    elsewhere.goto(link)
    look(elsewhere, "return-open-other")
    elsewhere.set_viewport_size({"width": 320, "height": 640})
    tab_to(elsewhere, "Go on with this response")
    elsewhere.keyboard.press("Enter")
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Your response")
    assert words_saved(elsewhere) == WORDS
    assert Draft.objects.count() == 2


def test_a_link_that_opens_nothing(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
    look: Look,
) -> None:
    page = visit(scripts=False)
    page.goto(f"{HOME}return/{'x' * 43}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "This link opens no unfinished response"
    )
    look(page, "return-gone")
