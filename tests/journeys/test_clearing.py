"""A duty officer acts on a disclosure; a cleared official redacts, clears and publishes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.disclosures import raise_disclosure
from consultation.responses.models import Comment, Disclosure, Hold, RedactionAct
from tests import planted
from tests.journeys.test_officials import sign_in

HERE = "/admin/analysis/small/"
TOLD = "My neighbour hits his little boy every night and the child is covered in bruises."
NAMED = "Mrs Ann Bird of our team said that six months is too long."


@pytest.fixture
def consultation(transactional_db: Any) -> ConsultationPage:
    page = planted.consultation()
    for name in ("official", "cleared"):
        planted.staff(name)
    for number in range(3):
        who = {"name": f"Example Person {number}"}
        said = [planted.comment("1.2", f"{NAMED} I agree with part {number}.", "support")]
        planted.respond(page, str(number), publish="yes", who=who, comments=said)
    disclosed = planted.respond(page, "told", comments=[planted.comment("1.1", TOLD)])
    Hold.objects.filter(comment__text__contains="Ann Bird").exclude(response=disclosed).delete()
    planted.hold(Comment.objects.earliest("pk"), "Mrs Ann Bird")
    raise_disclosure(disclosed, clock.now())
    return page


def test_a_duty_officer_acts_on_a_possible_disclosure(
    scripted_page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    sign_in(scripted_page, "duty")
    scripted_page.goto("/admin/disclosures/")
    look(scripted_page, "disclosures-open", ".analysis")
    scripted_page.locator("tbody th a").first.click()
    scripted_page.get_by_role("button", name="Take it on").click()
    scripted_page.get_by_text("Refer it", exact=True).first.click()
    scripted_page.get_by_role("button", name="Refer it").click()
    look(scripted_page, "disclosure-refused", ".analysis")
    scripted_page.get_by_label("To whom").fill("Children’s services of Fenwold")
    scripted_page.get_by_label("Day they were told").fill("2009-10-22")
    scripted_page.get_by_label("Time they were told").fill("17:05")
    scripted_page.get_by_role("button", name="Refer it").click()
    look(scripted_page, "disclosure", ".analysis")
    assert Disclosure.objects.get().steps.filter(kind="referred").exists()
    scripted_page.goto("/admin/disclosures/")
    look(scripted_page, "disclosures", ".analysis")


def test_a_cleared_official_redacts_clears_and_publishes(
    scripted_page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    page = scripted_page
    sign_in(page, "cleared")
    page.goto(f"{HERE}clearing/")
    look(page, "clearing", ".analysis")
    page.get_by_role("link", name="Read the next").click()
    look(page, "clear-source", ".analysis")
    page.get_by_role("button", name="Redact these words").click()
    page.get_by_label("Names a third party").check()
    page.get_by_label("Also wherever else").check()
    page.get_by_role("button", name="Show what would be redacted").click()
    look(page, "clear-places", ".analysis")
    page.get_by_role("button", name="Redact 3 places").click()
    assert "Ann Bird" not in page.content()
    page.get_by_text("It identifies nobody").click()
    page.get_by_label("Why these words").fill("What is left names nobody.")
    page.get_by_role("button", name="Release these words").click()
    look(page, "clear-redacted", ".analysis")
    for _ in range(3):
        press(page, "Clear it")
    assert not Comment.objects.filter(response__publish="yes", cleared_at=None).exists()
    page.goto(f"{HERE}publish-responses/")
    look(page, "publish-preview", ".analysis")
    page.get_by_role("button", name="Publish 3 responses").click()
    page.goto("/small/published-responses/")
    look(page, "published-responses")
    assert "Ann Bird" not in page.content() and "[redacted] of our team said" in page.content()


def press(page: Page, button: str) -> None:
    """Reach a button with the Tab key and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent") or ""
        if focused.strip().startswith(button):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{button} is not reached with the Tab key on {page.url}")


def test_redacted_words_are_read_and_reversed_by_a_duty_officer(
    scripted_page: Page, consultation: ConsultationPage, look: Callable[..., None]
) -> None:
    from consultation.responses.actions.redacting import redact

    user = planted.staff("cleared")
    act = redact(consultation, [], ["Ann Bird"], "third party", user, clock.now())
    sign_in(scripted_page, "duty")
    for name, address in {"redactions": "", "original": f"{act.pk}/"}.items():
        scripted_page.goto(f"{HERE}redactions/{address}")
        look(scripted_page, name, ".analysis")
    scripted_page.get_by_label("Why these words").fill("An invented name.")
    scripted_page.get_by_role("button", name="Show these words again").click()
    assert RedactionAct.objects.get().lifted_by == planted.staff("duty")
    said = Comment.objects.earliest("pk").response.reference
    scripted_page.goto(f"{HERE}responses/{said}/hold/")
    look(scripted_page, "raise-hold", ".analysis")
