"""Reading and answering in Welsh, chosen by a link, with the words of the scripts in Welsh too."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Response

from .test_respond import chapter  # noqa: F401 - the chapter is a fixture

Look = Callable[[Page, str], None]
SECTION = "/chapter-eight/reporting/"


@pytest.fixture(autouse=True)
def welsh(settings: Any) -> None:
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]


def test_somebody_reads_answers_and_has_a_receipt_in_welsh(
    scripted_page: Page,
    chapter: ConsultationPage,  # noqa: F811
    look: Look,
) -> None:
    page = scripted_page
    page.set_default_timeout(60_000)
    page.goto("/chapter-eight/")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Cymraeg").click()
    expect(page).to_have_url("/chapter-eight/")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    look(page, "welsh-consultation")
    page.goto(SECTION)
    clause = page.locator("#clause-8-37")
    clause.get_by_text("Rhoi sylw ar gymal 8.37").click()
    clause.get_by_label("Eich sylw ar gymal 8.37").fill("Mae amser yn bwysig.")
    expect(clause.get_by_text("4 gair. Mae lle i tua")).to_be_visible()
    expect(clause.get_by_text("Cadwyd am")).to_be_visible()
    look(page, "welsh-section")
    clause.get_by_role("button", name="Cadw’r sylw").click()
    expect(clause.get_by_role("alert")).to_contain_text("Mae eich sylw ar gymal 8.37 wedi’i gadw")
    page.goto("/chapter-eight/respond/about-you/")
    page.get_by_role("button", name="Cadw a pharhau").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Mae problem")
    page.get_by_label("Fel unigolyn").check()
    page.locator("#id_respondent_type").select_option(index=1)
    page.locator("input[name=confidential][value=no]").check()
    page.locator("input[name=publish][value=no]").check()
    page.get_by_role("button", name="Cadw a pharhau").click()
    look(page, "welsh-tasks")
    page.goto("/chapter-eight/respond/check/")
    page.get_by_role("button", name="Anfon yr ymateb").click()
    expect(page.locator("h1")).to_have_text("Derbyniwyd yr ymateb")
    look(page, "welsh-receipt")
    assert Response.objects.get().language == "cy"
