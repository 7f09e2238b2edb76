"""The closed example from its last unread response to the published government response, in a browser.

Every step is a person's: the duty officer decides on what is held, officials read, clear, decide on
late responses, run, seal, draft every clause and sign off; then anybody downloads and verifies.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from playwright.sync_api import Page

from analysis.verify import verify
from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.management.commands import load_demo
from tests import planted
from tests.journeys.test_officials import sign_in

pytestmark = pytest.mark.faults

HERE = f"/admin/analysis/{load_demo.CLOSED}/"
FORMS = ("outcome.html", "outcome.docx", "outcome.odt", "outcome.pdf")
#: The most work a page of an official's may be, with 300 responses on 44 clauses: seconds of this
#: process, server and test together, whatever else the machine does.
SLOWEST = 1.5
KEPT = "We considered what was said and keep the wording, which is clear and tested in practice."


@pytest.fixture
def closed(transactional_db: Any) -> ConsultationPage:
    """The closed example as `make demo` leaves it, without its analysis."""
    staff = {name: planted.staff(name) for name in ("official", "cleared", "duty")}
    return load_demo.closed_example(staff, clock.now())


def test_the_closed_example_becomes_a_published_response(
    visit: Callable[..., Page], closed: ConsultationPage, tmp_path: Path
) -> None:
    duty, official, cleared = visit(), visit(scripts=False), visit(scripts=False)
    editor = visit()
    for page, name in ((duty, "duty"), (official, "official"), (cleared, "cleared"),
                       (editor, "official")):  # fmt: skip
        # In tests the work of the background worker is done before the answer comes.
        page.set_default_timeout(300_000)
        sign_in(page, name)
    decide_on_what_is_held(duty)
    decide_on_late(official)
    read_and_clear(cleared)
    package = seal(official, cleared)
    consider(official)
    draft_every_clause(official)
    write_the_rest(editor, closed)
    sign_and_publish(official, cleared)
    download_and_verify(visit(scripts=False), cleared, package, tmp_path)


def opened(page: Page, address: str) -> None:
    """Go there, no slower than an official may be kept waiting."""
    began = process_time()
    page.goto(address, wait_until="domcontentloaded")
    took = process_time() - began
    assert took < SLOWEST, f"{address} took {took:.1f} seconds"


def press(page: Page, button: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=button).first.click()


def decide_on_what_is_held(page: Page) -> None:
    """Read everything that is held, and release it."""
    opened(page, "/admin/holds/")
    while page.get_by_role("link", name="Read and decide").count():
        page.get_by_role("link", name="Read and decide").first.click()
        page.get_by_label(re.compile("^Why")).fill("It tells of nobody who could be known by it.")
        press(page, "Release these words")
        opened(page, "/admin/holds/")


def read_and_clear(page: Page) -> None:
    """Read every text nobody has read, then clear and publish what may be published."""
    opened(page, f"{HERE}read/")
    while page.get_by_role("button", name="Mark as read").count():
        press(page, "Mark as read")
    page.get_by_text("has been read by somebody").wait_for()
    opened(page, f"{HERE}clearing/")
    page.get_by_role("link", name="Read the next").click()
    while page.get_by_role("button", name="Clear it").count():
        press(page, "Clear it")
    opened(page, f"{HERE}publish-responses/")
    press(page, re.compile(r"Publish \d+ responses"))


def decide_on_late(page: Page) -> None:
    """Admit the first late response, and leave out the others."""
    opened(page, f"{HERE}late/")
    for decision in ("Count it", "Leave it", "Leave it", "Leave it"):
        page.get_by_role("table").first.get_by_role("link").first.click()
        page.get_by_label(decision).check()
        page.get_by_label("Why", exact=True).fill("The post office says when it was posted.")
        press(page, "Decide")
        opened(page, f"{HERE}late/")


def seal(official: Page, cleared: Page) -> str:
    """Analyse what has been cleared, seal it, verify the seal, and start to draft from it: its
    address."""
    opened(official, HERE)
    if official.get_by_role("button", name="Start a run").count():
        press(official, "Start a run")
    opened(cleared, f"{HERE}seals/")
    press(cleared, "Seal the latest run")
    cleared.get_by_text("Verify this seal").wait_for()
    made = cleared.url
    press(cleared, "Verify this seal")
    cleared.get_by_text("checks, no difference").wait_for()
    opened(official, made)
    press(official, "Start drafting from this seal")
    official.get_by_role("table", name="The response clause by clause").wait_for()
    return made


def consider(page: Page) -> None:
    """Consider every point that one respondent alone makes, from the gate that asks for it."""
    opened(page, f"{HERE}response/gates/")
    links = page.locator("details", has_text="made by one respondent").locator("a").all()
    assert len(links) > 40
    for address in [str(link.get_attribute("href")) for link in links]:
        opened(page, address)
        waits = page.get_by_role("button", name=re.compile(r"^All \d+ on this|^Considered"))
        while waits.count():
            waits.last.click()
            following = page.get_by_role("link", name="Next")
            if following.count():
                following.click()


def draft_every_clause(page: Page) -> None:
    """Decide every clause as an official would who keeps the text: with a reason, and answers."""
    opened(page, f"{HERE}response/")
    links = page.get_by_role("table").get_by_role("link").all()
    addresses = [str(link.get_attribute("href")) for link in links]
    assert len(addresses) == 44
    for address in addresses:
        opened(page, address)
        page.get_by_label("Reject").check()
        page.get_by_label("Why", exact=True).fill(KEPT)
        for answer in page.get_by_label("Our answer on").all():
            answer.fill(KEPT)
        press(page, "Save this clause")


def write_the_rest(page: Page, closed: ConsultationPage) -> None:
    """The foreword, in Wagtail's own editor."""
    opened(page, f"{HERE}response/")
    page.get_by_role("link", name="Foreword").click()
    box = page.locator("[data-contentpath=foreword] [role=textbox]")
    box.click()
    box.type("We read all that was sent. This is our answer to {counted} responses.")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Save draft").first.click()
    page.get_by_text("has been updated").or_(page.get_by_text("has been saved")).first.wait_for()


def sign_and_publish(official: Page, cleared: Page) -> None:
    opened(official, f"{HERE}response/gates/")
    official.get_by_text("Every gate is met").wait_for()
    press(official, "Ask for sign-off")
    opened(cleared, f"{HERE}response/gates/")
    press(cleared, "Sign off this draft")
    cleared.get_by_text("is signed off").first.wait_for()
    opened(cleared, f"{HERE}response/publication/")
    press(cleared, "Publish the response")
    cleared.get_by_text("Publication 1 of").wait_for()


def download_and_verify(public: Page, cleared: Page, made: str, folder: Path) -> None:
    """As anybody: the four forms and the whole; as an official: the sealed package."""
    opened(public, f"/{load_demo.CLOSED}/outcome/")
    for name in FORMS:
        with public.expect_download() as got:
            public.locator(f"a[href$='/{name}']").click()
        got.value.save_as(folder / name)
        assert (folder / name).stat().st_size > 50_000
    for page, button, name in (
        (public, public.get_by_role("link", name="Download all files"), "published"),
        (cleared, cleared.get_by_role("button", name="Download the package"), "sealed"),
    ):
        if name == "sealed":
            opened(cleared, made)
        with page.expect_download() as got:
            button.click()
        got.value.save_as(folder / f"{name}.zip")
        with zipfile.ZipFile(folder / f"{name}.zip") as package:
            package.extractall(folder / name)
        inside = next((folder / name).rglob("seal.csv")).parent
        found = verify(inside)
        assert found.differences == [] and found.checks > 1000
