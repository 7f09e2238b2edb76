"""An official seals, drafts and signs off the response: every page looked at."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from consultation.findings.models import Run
from consultation.guidance.models import ConsultationPage
from consultation.outcome.models import OutcomePage
from tests import planted
from tests.journeys.test_officials import sign_in
from tests.outcome.drafted import clear, drafted

HERE = "/admin/analysis/small/"


@pytest.fixture
def outcome(transactional_db: Any) -> OutcomePage:
    page: ConsultationPage = planted.consultation()
    planted.staff("cleared")
    for number in range(6):
        said = f"Six months is right because case {number} was rushed. Please delete 'six'."
        comments = [
            planted.comment("1.2", said, "support" if number % 2 else "oppose"),
            planted.comment("1.3", "The names of the panel do harm to families.", "oppose"),
        ]
        planted.respond(page, str(number), comments=comments, publish="anonymous")
    assert Run.objects.count() == 0
    return drafted(page)


def test_a_response_is_drafted_and_every_page_of_it_is_accessible(
    scripted_page: Page, outcome: OutcomePage, look: Callable[..., None]
) -> None:
    clear("Six months is right because case 0 was rushed. Please delete 'six'.")
    sign_in(scripted_page, "cleared")
    pages = {
        "seals": f"{HERE}seals/", "seal": f"{HERE}seals/1/", "seal-ledger": f"{HERE}seals/1/ledger/",
        "seal-differences": f"{HERE}seals/1/differences/", "response": f"{HERE}response/",
        "gates": f"{HERE}response/gates/", "clause": f"{HERE}response/clauses/1.2/",
        "quotations": f"{HERE}response/clauses/1.2/quotations/",
    }  # fmt: skip
    for name, address in pages.items():
        scripted_page.goto(address)
        assert scripted_page.locator(".analysis").count() == 1, address
        look(scripted_page, f"drafting-{name}", ".analysis")
    choose_and_write(scripted_page)
    look(scripted_page, "drafting-refused", ".analysis")
    scripted_page.get_by_label("Why", exact=True).fill("As one wrote: {quote 1}")
    scripted_page.get_by_role("button", name="Save this clause").click()
    scripted_page.get_by_text("Clause 1.2 is saved").wait_for()
    scripted_page.goto(f"/admin/pages/{outcome.pk}/view_draft/")
    look(scripted_page, "outcome")
    assert scripted_page.locator("q[data-source]").count() == 1


def choose_and_write(page: Page) -> None:
    """By keyboard: tick the first quotation, write a name that names nothing, and save."""
    page.locator("input[name=place]").first.press("Space")
    page.get_by_role("button", name="Use the ones ticked").press("Enter")
    page.get_by_label("Why", exact=True).fill("As {opose} of them wrote.")
    page.get_by_label("Reject").press("Space")
    page.get_by_role("button", name="Save this clause").press("Enter")
    page.get_by_text("names nothing here. Did you mean").first.wait_for()
