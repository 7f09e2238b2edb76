"""A real browser, as a person has it: `page` runs no scripts, `scripted_page` does.

Both fail their test when the page writes an error to the console (a broken Content Security Policy
is one) or asks anything of another host. Screenshots go to var/screenshots.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Error, Page

# Playwright keeps an event loop in this thread, which Django takes for a mistake of ours.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
WIDTHS = (1280, 320)
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium where there is one, else the one that Playwright brought."""
    quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
    arguments = {"args": ["--no-sandbox", "--disable-gpu", "--disable-sync", *quiet]}
    installed = shutil.which("chromium")
    return arguments | ({"executable_path": installed} if installed else {})


@pytest.fixture(scope="session", autouse=True)
def _one_memory_of_the_migrations(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> None:
    """Under Playwright's loop Django opens a second connection, which must know the same rows."""
    with django_db_blocker.unblock():
        rows = getattr(connection, "_test_serialized_contents", "[]")
        request.getfixturevalue("browser")
        connection._test_serialized_contents = rows


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    yield from watched(browser, live_server.url, java_script_enabled=False)


@pytest.fixture
def scripted_page(browser: Browser, live_server: Any) -> Iterator[Page]:
    yield from watched(browser, live_server.url, java_script_enabled=True)


def watched(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(10_000)
    complaints = complaints_of(context, urlsplit(address).netloc)
    yield context.new_page()
    context.close()
    assert complaints == []


def complaints_of(context: BrowserContext, host: str) -> list[str]:
    """Grows as the pages of the context do what they must not."""
    complaints: list[str] = []

    def note_request(request: Any) -> None:
        if urlsplit(request.url).netloc not in ("", host):
            complaints.append(f"asked another host: {request.url}")

    def note_console(message: Any) -> None:
        # A page refused on purpose (404, 403) is told to the console by the browser itself.
        if message.type == "error" and "the server responded with a status of" not in message.text:
            complaints.append(f"console: {message.text}")

    context.on("request", note_request)
    context.on("console", note_console)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
    return complaints


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """A page of a fresh profile. No request of any tells its address: nothing with a secret in it."""
    asked: list[Any] = []
    complaints: list[list[str]] = []
    contexts: list[BrowserContext] = []

    def fresh(scripts: bool = True) -> Page:
        context = browser.new_context(base_url=live_server.url, java_script_enabled=scripts)
        context.set_default_timeout(10_000)
        complaints.append(complaints_of(context, urlsplit(live_server.url).netloc))
        context.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - must be a function
        contexts.append(context)
        return context.new_page()

    yield fresh
    told = {referrer(request) for request in asked}
    for context in contexts:
        context.close()
    away = (
        "net::ERR_INTERNET_DISCONNECTED"  # the browser says so itself, when a test pulls the plug
    )
    assert [said for one in complaints for said in one if away not in said] == []
    assert asked and not [one for one in told if re.search(r"/(return|receipt)/.{20}", one)]


def referrer(request: Any) -> str:
    """The Referer as it was sent; of a page that is gone, as it was meant to be sent."""
    with contextlib.suppress(Error):
        return str(request.all_headers().get("referer", ""))
    return str(request.headers.get("referer", ""))


@pytest.fixture
def check_accessible(browser: Browser) -> Callable[..., None]:
    """Fails with what axe found wrong (WCAG 2.2 AA and best practice), and where.

    ``part``, a selector, leaves out what is not ours: Wagtail's own frame around our pages.
    """

    def check(page: Page, part: str = "html") -> None:
        # axe is a script: a page without scripts is copied, as it stands, into one with.
        context = browser.new_context(viewport=page.viewport_size)
        copy = context.new_page()
        copy.goto(page.url)
        copy.set_content(page.content(), wait_until="networkidle")
        found = Axe().run(
            copy, context=part, options={"runOnly": {"type": "tag", "values": AXE_RULES}}
        )
        context.close()
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture
def look(check_accessible: Callable[..., None]) -> Callable[..., None]:
    """Keep a screenshot at each width, and check there that nothing scrolls sideways."""

    def take(page: Page, name: str, part: str = "html") -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name}: {wide}px wide in a window of {width}px"
        page.set_viewport_size({"width": 1280, "height": 900})
        check_accessible(page, part)

    return take
