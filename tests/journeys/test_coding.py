"""An official reads and codes with the keys alone, and another without scripts."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from consultation import clock
from consultation.findings.actions import frame
from consultation.findings.models import Correction, Reading, Run
from consultation.guidance.models import Clause
from consultation.responses.models import Hold
from tests import planted
from tests.journeys.test_officials import HERE, sign_in

SENTENCES = ("Six months is right here. A rushed review helps nobody. Boards cannot pay for it. "
             "Our records take weeks to find. Please write seven for six.")  # fmt: skip
PASSAGES = 5

#: The most seconds of page and machine that a passage may cost.
MOST = 15


@pytest.fixture
def run(transactional_db: Any) -> Run:
    page = planted.consultation()
    official = planted.staff("official")
    for number in range(10):
        said = planted.comment("1.2", f"{SENTENCES} So says reader {number}.")
        planted.respond(page, str(number), comments=[said])
    for name in ("too slow", "cost"):
        frame.make_theme(page, name, official, clock.now(), clause=Clause.objects.get(number="1.2"))
    return planted.analysed(page)


def press(page: Page, key: str) -> None:
    """Press a key that sends the page somewhere, and wait until it is there."""
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.mark.parametrize("sources", [2, pytest.param(10, marks=pytest.mark.faults)])
def test_passages_are_coded_with_the_keys_alone(
    scripted_page: Page, run: Run, look: Callable[..., None], sources: int
) -> None:
    page = scripted_page
    sign_in(page, "official")
    page.goto(f"{HERE}read/")
    begun, coded = time.monotonic(), 0
    for _ in range(sources):
        for number in range(PASSAGES):
            press(page, "12"[number % 2])
            coded += 1
            if number == 1:
                press(page, "o")
            press(page, "j")
        press(page, "r")
    took = (time.monotonic() - begun) / coded
    print(f"{coded} passages, {took:.2f} seconds each")  # noqa: T201
    assert coded == PASSAGES * sources and took < MOST
    assert Correction.objects.filter(kind="theme", value="on").count() == coded
    assert Correction.objects.filter(kind="position", value="oppose").count() == sources
    assert Reading.objects.count() == sources
    if sources == 10:
        assert "has been read by somebody" in page.content()
        look(page, "reader-done", ".analysis")


def test_keys_do_nothing_in_a_box_and_can_be_turned_off(
    scripted_page: Page, run: Run, look: Callable[..., None]
) -> None:
    page = scripted_page
    sign_in(page, "official")
    page.goto(f"{HERE}read/")
    page.keyboard.press("e")
    page.keyboard.type("r1oz: a note")
    assert page.locator("#note").input_value() == "r1oz: a note"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys").get_attribute("open") is not None
    look(page, "reader", ".analysis")
    page.get_by_label("Keys are on").uncheck()
    page.locator("body").press("1")
    page.wait_for_timeout(300)
    assert not Correction.objects.exists()
    page.reload()
    assert not page.get_by_label("Keys are on").is_checked()
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.id") != "find"


def test_a_theme_is_found_by_typing_some_of_its_name(scripted_page: Page, run: Run) -> None:
    page = scripted_page
    sign_in(page, "official")
    page.goto(f"{HERE}read/")
    page.keyboard.press("t")
    page.keyboard.type("cos")
    press(page, "Enter")
    assert Correction.objects.get().theme.name == "cost"  # type: ignore[union-attr]


def test_all_of_it_works_without_scripts(page: Page, run: Run, look: Callable[..., None]) -> None:
    sign_in(page, "official")
    page.goto(f"{HERE}read/")
    page.get_by_role("button", name="too slow").click()
    page.get_by_role("link", name="Next passage").click()
    page.get_by_role("button", name="A quotation to use").click()
    page.locator("summary", has_text="Hold this passage").click()
    page.get_by_label("May identify a person").check()
    page.get_by_label("What you saw").fill("It names a board.")
    page.get_by_role("button", name="Hold these words").click()
    assert Hold.objects.get().raised_by == planted.staff("official")
    assert "A rushed review" not in page.content()
    look(page, "reader-held", ".analysis")
    page.get_by_role("button", name="Undo my last act").click()
    undone = Correction.objects.get(kind="quote")
    assert undone.undone_at is not None
    page.goto(f"{HERE}frame/?clause=1.2")
    look(page, "code-frame", ".analysis")
    page.goto(f"{HERE}frame/history/")
    look(page, "coding-history", ".analysis")
    page.goto(f"{HERE}frame/3/")
    look(page, "theme", ".analysis")
