"""The pages that every site has: about itself, and for when something goes wrong."""

import pytest


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/accessibility/", "Accessibility"),
        ("/cookies/", "Cookies"),
        ("/no-such-page/", "Page not found"),
    ],
)
def test_a_visitor_reads_it(page, look, address, heading):
    page.goto(address)
    assert page.locator("h1").inner_text() == heading
    assert page.title().startswith(heading)
    look(page, address.strip("/"))


def test_the_look_needs_no_script_but_scripts_run_under_the_policy(scripted_page):
    response = scripted_page.goto("/cookies/")
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "unsafe-inline" not in response.headers["content-security-policy"]
    assert scripted_page.evaluate("document.body.classList.contains('govuk-frontend-supported')")


def test_the_skip_link_is_the_first_stop_of_the_keyboard(scripted_page):
    scripted_page.goto("/cookies/")
    scripted_page.keyboard.press("Tab")
    assert scripted_page.evaluate("document.activeElement.textContent") == "Skip to main content"
    scripted_page.keyboard.press("Enter")
    assert scripted_page.evaluate("document.activeElement.id") == "main-content"
