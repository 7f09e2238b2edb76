"""Changing what was sent, withdrawing it, and undoing that, from the receipt."""

from playwright.sync_api import Page, expect

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Response

from .test_respond import chapter, open_box  # noqa: F401 - the chapter is a fixture
from .test_returning import HOME, SECTION, Look, Visit


def send(page: Page) -> str:
    """A response, as short as it can be; the address of its receipt."""
    page.goto(SECTION)
    open_box(page, "8.37").get_by_label("Oppose").check()
    page.locator("#clause-8-37").get_by_role("button", name="Save comment").click()
    page.goto(f"{HOME}about-you/")
    page.get_by_label("As an individual").check()
    page.get_by_label("Which of these describes you").select_option("family")
    page.get_by_role("group", name="Do you want us to keep").get_by_label("No").check()
    page.get_by_label("Yes, but without any name").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Check and send your response").click()
    page.get_by_role("button", name="Send response").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Response received")
    return page.url


def test_changing_and_withdrawing(
    visit: Visit,
    chapter: ConsultationPage,  # noqa: F811
    look: Look,
) -> None:
    page = visit(scripts=False)
    receipt = send(page)
    page.get_by_role("link", name="change your response").click()
    look(page, "change")
    page.get_by_role("button", name="Change your response").click()
    look(page, "tasks-changing")
    page.get_by_role("link", name="Check and send your response").click()
    page.get_by_role("button", name="Send response").click()
    look(page, "receipt-of-the-change")
    newer = page.url
    page.goto(receipt)
    look(page, "receipt-replaced")
    page.goto(newer)
    page.get_by_role("link", name="withdraw your response").click()
    look(page, "withdraw")
    page.get_by_role("button", name="Withdraw this response").click()
    look(page, "receipt-withdrawn")
    assert Response.objects.order_by("received_at").last().set_aside == "withdrawn"  # type: ignore[union-attr]
    page.get_by_role("link", name="undo this").click()
    look(page, "restore")
    page.get_by_role("button", name="Count my response again").click()
    assert Response.objects.filter(set_aside="").count() == 1
